"""`assistant.answers.plainer`: commands that do more than is asked."""

from __future__ import annotations

from span_choices import choice

from assistant.answers.plainer import with_no_more


def test_a_command_with_more_than_another_answers_only_where_more_is_asked() -> None:
    texts = ("Drain the pump:", "$ pump drain --valves", "Drain the pump:", "$ pump drain")
    assert with_no_more(choice("how do I drain the pump", *texts), 1) == 3
    told = (*texts, "With `--valves` all valves are opened, too.")
    assert with_no_more(choice("how do I drain the pump, valves too", *told), 1) == 1


def test_prose_has_no_more_than_other_lines() -> None:
    assert (
        with_no_more(choice("how do I drain the pump", "Drain the pump:", "$ pump drain"), 0) == 0
    )

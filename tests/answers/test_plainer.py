"""`assistant.answers.plainer`: commands that do more than is asked, or what is left undone."""

from __future__ import annotations

from span_choices import choice

from assistant.answers.plainer import does_undone, with_no_more


def test_a_command_with_more_than_another_answers_only_where_more_is_asked() -> None:
    texts = ("Drain the pump:", "$ pump drain --valves", "Drain the pump:", "$ pump drain")
    assert with_no_more(choice("how do I drain the pump", *texts), 1) == 3
    told = (*texts, "With `--valves` all valves are opened, too.")
    assert with_no_more(choice("how do I drain the pump, valves too", *told), 1) == 1


def test_prose_has_no_more_than_other_lines() -> None:
    assert (
        with_no_more(choice("how do I drain the pump", "Drain the pump:", "$ pump drain"), 0) == 0
    )


def test_a_command_is_named_after_what_is_to_be_left_undone() -> None:
    texts = ("Fill it.", "$ boiler start", "$ boiler fill")
    made = choice("how do I fill the boiler without starting it", *texts)
    assert does_undone(made).tolist() == [False, True, False]
    assert not does_undone(choice("how do I start the boiler", *texts)).any()

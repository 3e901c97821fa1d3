"""`assistant.answers.span_code`: what speaks for code where a command is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from span_choices import ENGLISH, choice, piece, values, with_pieces

from assistant.records import replace

if TYPE_CHECKING:
    from assistant.answers.span_choice import SpanCandidate, SpanChoice


def test_command_is_code_where_a_command_is_asked_for() -> None:
    made = choice("How do I stop it?", "Stop it.", "$ pumpctl stop")
    assert values("command", made) == [0, 1]


def test_code_is_no_command_where_none_is_asked_for() -> None:
    assert values("command", choice("Why does it stop?", "$ pumpctl stop")) == [0]


def test_introduced_is_the_coverage_of_the_prose_before_a_command() -> None:
    made = choice("How do I drain the pump?", "Stop it:", "$ x --a", "Drain the pump:", "$ x --b")
    assert values("introduced", made) == [0, 0, 0, 1]


def test_a_command_is_introduced_by_the_comment_on_it_as_well() -> None:
    made = choice("How do I drain the pump?", "For the pump:", "$ x --a", "$ x --b")
    pieces = [
        *made.candidates[:2],
        replace(made.candidates[2], comment=tuple(ENGLISH.terms("drain it"))),
    ]
    assert values("introduced", with_pieces(made, pieces)) == [0, 0.5, 1]


def test_a_command_that_the_prose_names_is_introduced_rather_than_another() -> None:
    made = choice("How do I drain the pump?", "Drain the pump by `x a`:", "$ x a --all", "$ y b")
    assert values("introduced", made) == [0, 1, 0.5]


def test_of_commands_that_the_prose_names_it_is_the_one_for_what_is_to_be_done() -> None:
    prose = "A pump is started with `x a` and stopped with `x b`."
    made = choice("How do I stop the pump?", prose, "$ x a p1", "$ x b p1")
    _, start, stop = values("introduced", made)
    assert start < stop


def test_commands_that_the_prose_names_for_other_deeds_go_before_none() -> None:
    made = choice("How do I stop the pump?", "A pump is filled by `x a`.", "$ x a p1", "$ x b p1")
    assert values("introduced", made) == [0, 0.5, 0.5]


def test_a_command_that_goes_on_as_the_prose_names_it_is_introduced_as_well() -> None:
    question = "How do I drain the pump slowly?"
    made = with_inline(question, "Slowly drain the pump by `x a`.", "x a")
    code = (piece(text) for text in ("$ x a --slow", "$ y b"))
    pieces = [
        *in_block(0, *made.candidates, piece("Start:")),
        *in_block(1, *code),
    ]
    assert values("introduced", with_pieces(made, pieces)) == [0, 1, 0, 1, 0]


def test_a_lead_to_a_command_speaks_of_what_the_sentence_before_names() -> None:
    texts = ("The pump drains.", "Start it with:", "$ x --a", "Start the engine with:", "$ x --b")
    assert values("introduced", choice("How do I drain the pump?", *texts)) == [0, 0, 1, 0, 0]


def test_a_command_that_moves_things_the_other_way_is_told() -> None:
    into, out_of = "Pour it into a barrel:", "Take it from a barrel:"
    made = choice("How do I move it to the barrel?", into, "$ x a", out_of, "$ x b")
    assert values("directed", made) == [0, 0, 0, -1]
    made = choice("How do I move it from the barrel?", into, "$ x a", out_of, "$ x b")
    assert values("directed", made) == [0, -1, 0, 0]


def test_the_comment_on_a_command_says_which_way_it_moves_things() -> None:
    made = choice("How do I pour it into the barrel?", "On a barrel:", "$ x a")
    commented = replace(made.candidates[1], comment=tuple(ENGLISH.terms("from the barrel")))
    assert values("directed", with_pieces(made, [made.candidates[0], commented])) == [0, -1]


def in_block(block: int, *pieces: SpanCandidate) -> list[SpanCandidate]:
    """Put spans into a block."""
    return [replace(one, span=replace(one.span, block=block)) for one in pieces]


def with_inline(question: str, prose: str, code: str, *texts: str) -> SpanChoice:
    """Bring a question together with a sentence, code that it holds, and further spans."""
    made = choice(question, prose, f"$ {code}", *texts)
    pieces = [made.candidates[0], replace(made.candidates[1], is_inline=True), *made.candidates[2:]]
    return with_pieces(made, pieces)


def test_inline_is_code_within_a_sentence() -> None:
    assert values("inline", with_inline("how", "Say `x a`.", "x a", "$ x b")) == [0, 1, 0]


def test_words_within_a_sentence_may_be_a_message_unless_a_block_begins_alike() -> None:
    made = with_inline("How do I stop it?", "It says `not found`.", "not found", "$ x b")
    assert values("mere_words", made) == [0, 1, 0]
    made = with_inline("How do I stop it?", "It says `x stop`.", "x stop", "$ x b")
    assert values("mere_words", made) == [0, 0, 0]


def test_code_that_the_question_names_is_but_an_echo() -> None:
    made = choice("What does x stop do?", "It says x stop.", "$ x stop", "$ x stop p1")
    assert values("echoes", made) == [0, 1, 0]


def test_code_that_the_question_names_may_be_the_answer_where_it_asks_for_no_more() -> None:
    made = choice("How do I list tea pots?", "It says tea pots.", "$ tea pots", "$ tea pots red")
    assert values("echoes", made) == [0, 0, 0]
    made = choice("How do I list tea pots by size?", "It says tea pots.", "$ tea pots")
    assert values("echoes", made) == [0, 1]


def test_a_command_may_begin_with_one_that_the_first_sentence_names() -> None:
    made = choice("How do I stop it?", "With `x stop` or `x`.", "$ x stop p1", "$ x kill p1")
    assert values("named_in_lead", made) == [0, 1, 0]


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("pump remove old", 1),
        ("pump rm old", 1),
        ("pump --remove", 0),
        ("pump mv old", 0),
        ("pump now please remove", 0),
    ],
)
def test_the_words_that_name_a_command_may_be_short_for_the_deed(line: str, held: float) -> None:
    assert values("names_deed", choice("How do I remove it?", f"$ {line}")) == [held]


def test_prose_may_name_an_option() -> None:
    made = choice("How do I stop it?", "Stop it with `-s`.", "Stop it with `s`.")
    assert values("holds_option", made) == [1, 0]


def test_lines_of_a_block_are_ranked() -> None:
    made = choice("How do I stop it?", "$ x a", "$ x b")
    assert values("rank_in_block", made) == [1, 0.5]


def test_the_first_line_of_code_is_told_where_the_heading_is_what_is_asked() -> None:
    texts = ("Stop it by:", "$ x a", "$ x b")
    made = choice("How do I stop the pump?", *texts, heading="How do I stop a pump?")
    assert values("opening_line", made) == [0, 1, 0]
    made = choice("How do I stop the old pump?", *texts, heading="How do I stop a pump?")
    assert values("opening_line", made) == [0, 0, 0]


def test_the_opening_line_is_the_one_with_the_option_that_the_heading_names() -> None:
    made = choice("how to drain", "$ x fill", "$ x --drain p1", heading="Drain (--drain)")
    assert values("opening_line", made) == [0, 1]


def test_the_opening_line_is_the_one_that_is_named_after_all_that_is_asked() -> None:
    made = choice("how to drain a pump", "$ pump ls", "$ pump drain", heading="Drain a pump")
    assert values("opening_line", made) == [0, 1]


def test_the_opening_line_has_a_word_of_the_question_if_any_command_has() -> None:
    texts = ("$ x stop", "$ x --valve p1")
    made = choice("how to override the valve", *texts, heading="Override the pump or the valve")
    assert values("opening_line", made) == [0, 1]


def test_an_option_of_the_heading_is_held_as_a_whole() -> None:
    heading = "Drain it (-d, --drain)"
    made = choice("how to drain", "$ x --drain-all", "$ x --drain=1", "$ x -d p1", heading=heading)
    assert values("holds_headed_option", made) == [0, 1, 1]


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("pumpctl stop", True),
        ("sudo ./pump", True),
        ("FROM pump", False),
        ("key: value", False),
        ('"key": 1', False),
    ],
)
def test_a_line_for_a_shell_is_told_from_one_of_a_file(line: str, *, is_one: bool) -> None:
    assert values("shell", choice("How do I stop it?", f"$ {line}")) == [is_one]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("--dry: Print what would be pumped", 0),
        ("-d, --dry  Print what would be pumped", 0),
        ("--dry=WAY    Print what would be pumped", 0),
        ("pumpctl --dry", 1),
        ("--dry: yes", 1),
    ],
)
def test_a_line_of_help_says_what_an_option_means(line: str, code: int) -> None:
    assert values("code_for_meaning", choice("What does --dry do?", f"$ {line}")) == [code]


def test_code_seldom_says_what_something_means() -> None:
    assert values("code_for_meaning", choice("What is a pump?", "A pump.", "$ pump")) == [0, 1]
    assert values("code_for_meaning", choice("Why pump?", "A pump.", "$ pump")) == [0, 0]


def test_nothing_is_introduced_where_no_command_is_asked_for() -> None:
    assert values("introduced", choice("Why drain the pump?", "Drain the pump:", "$ x --b")) == [
        0,
        0,
    ]


def test_yes_or_no_is_said_in_prose() -> None:
    assert values("prose_for_verdict", choice("Is it hot?", "$ kettle on", "No.")) == [0.0, 1.0]
    assert values("prose_for_verdict", choice("How hot?", "$ kettle on", "No.")) == [0.0, 0.0]


def test_a_command_is_not_named_after_the_state_of_a_thing() -> None:
    made = choice("How do I drain stopped pumps?", "$ pump stop", "$ pump drain")
    assert values("names_deed", made)[0] < values("names_deed", made)[1]
    both = choice("How do I stop and drain stopped pumps?", "$ pump stop", "$ pump drain")
    assert values("names_deed", both)[0] == values("names_deed", both)[1]

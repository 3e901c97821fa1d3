"""`assistant.answers.span_features`: what speaks for a sentence, an item, a row, a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.span_choice import SpanCandidate, SpanChoice
from assistant.answers.span_features import (
    SPAN_FEATURES,
    measure_spans,
)
from assistant.language.answer_types import (
    bare_command,
)
from assistant.language.command_questions import wants_command
from assistant.language.span import Span
from assistant.model import BlockKind, Query
from assistant.records import replace
from assistant.relevance.ranker import shipped_span_ranker, standardized
from assistant.text import analyzer

if TYPE_CHECKING:
    from collections.abc import Sequence

ENGLISH = analyzer()

Others = dict[str, list[tuple[str, float]]]
"""What may stand in the place of a term, and what share of it that is worth."""


def piece(text: str) -> SpanCandidate:
    """Make a span: of code where it begins with `$`, a row where with `|`, else a sentence."""
    kind = {"$": BlockKind.CODE, "|": BlockKind.TABLE}.get(text[:1], BlockKind.PARAGRAPH)
    bare = text.removeprefix("$ ")
    return SpanCandidate(Span(bare, 1, 0, kind), tuple(ENGLISH.terms(bare)))


def choice(
    question: str, *texts: str, heading: str = "", others: Others | None = None, **weights: float
) -> SpanChoice:
    """Bring a question, whose content terms weigh 1 unless told otherwise, together with spans."""
    terms = ENGLISH.terms(question)
    own = dict.fromkeys(ENGLISH.content_terms(terms), 1.0) | weights
    named = frozenset(ENGLISH.terms(heading))
    pairs = (others or {}).items()
    alternatives = tuple((term, *one) for term, several in pairs for one in several)
    query = Query(question, question, tuple(terms), tuple(own), alternatives)
    pieces = [piece(text) for text in texts]
    return SpanChoice(query, own, named, pieces, wants_command=wants_command(question))


def with_pieces(made: SpanChoice, pieces: Sequence[SpanCandidate]) -> SpanChoice:
    """Put other spans in the place of those of a choice."""
    return SpanChoice(
        made.query, made.weights, made.heading, pieces, wants_command=made.wants_command
    )


def values(name: str, made: SpanChoice) -> list[float]:
    return [round(float(value), 4) for value in measure_spans(made, [name])[:, 0]]


def preferred(question: str, *texts: str) -> str:
    """Give the span that the shipped weights choose."""
    made = choice(question, *texts)
    ranker = shipped_span_ranker()
    scores = ranker.contributions(standardized(measure_spans(made, ranker.features))).sum(axis=1)
    return made.candidates[int(scores.argmax())].span.text


# Each feature by its name


def test_coverage_is_the_share_of_the_weight_that_a_span_holds() -> None:
    made = choice("red pump", "A pump.", "A red pump.", "A hose.", pump=3.0)
    assert values("coverage", made) == [0.75, 1, 0]


def test_a_repeated_word_covers_no_more_than_once() -> None:
    assert values("coverage", choice("red pump", "Pump, pump, pump.")) == [0.5]


def test_what_stands_for_a_term_covers_it_by_its_share() -> None:
    made = choice("red pump", "A siphon.", "A siphon, a pump.", others={"pump": [("siphon", 0.6)]})
    assert values("coverage", made) == [0.3, 0.5]


def test_a_term_of_the_question_stands_for_itself_before_it_stands_for_another() -> None:
    made = choice("red pump", "It is red.", others={"pump": [("red", 0.6)]})
    assert values("coverage", made) == [0.5]


def test_news_is_what_the_headings_do_not_say_already() -> None:
    made = choice("red pump", "A pump.", "It is red.", heading="The pump")
    assert values("news", made) == [0, 0.5]


def test_nothing_is_news_where_there_is_no_heading() -> None:
    assert values("news", choice("red pump", "A red pump.")) == [0]


def test_nothing_is_news_where_the_headings_say_all() -> None:
    assert values("news", choice("red pump", "A red pump.", heading="Red pump")) == [0]


def test_density_is_less_where_the_same_words_stand_among_more_others() -> None:
    short, long = values("density", choice("pump", "A pump.", f"A pump {words()}."))
    assert 0 < long < short


def words() -> str:
    return "in the old garden behind our house near that tall green fence"


def test_pairs_is_the_share_of_neighbours_that_are_neighbours_in_the_same_order() -> None:
    made = choice(
        "red water pump", "A red water pump.", "A water pump.", "A pump of water.", "pump water"
    )
    assert values("pairs", made) == [1, 0.5, 0, 0]


def test_a_question_of_one_content_word_has_no_pairs() -> None:
    assert values("pairs", choice("pump", "A pump.")) == [0]


def test_neighbours_is_the_mean_coverage_before_and_behind() -> None:
    made = choice("pump", "A pump.", "It is red.", "A pump.", "It is old.")
    assert values("neighbours", made) == [0, 1, 0, 0.5]


def test_a_span_alone_has_no_neighbours() -> None:
    assert values("neighbours", choice("pump", "A pump.")) == [0]


def test_first_falls_from_span_to_span() -> None:
    assert values("first", choice("pump", "One.", "Two.", "Three.")) == [1, 0.5, 0.3333]


def test_length_grows_with_the_number_of_terms() -> None:
    none, short, long = values("length", choice("pump", "…", "A pump.", words()))
    assert none == 0 < short < long


def test_short_is_less_than_five_terms() -> None:
    assert values("short", choice("pump", "a b c d", "a b c d e")) == [1, 0]


@pytest.mark.parametrize(
    ("name", "question", "holds", "lacks"),
    [
        ("number", "How many litres does it hold?", "It holds 300 litres.", "It holds litres."),
        ("number", "how long does it run", "For three hours.", "For hours."),
        ("number", "What is the default limit?", "The limit is 5.", "There is none."),
        ("time", "When was it bought?", "In 2019.", "In the shop."),
        ("time", "when is it cleaned", "Each March.", "Each time."),
        ("time", "What year was it built?", "In 1897.", "By hand."),
        ("time", "When is it?", "Wed at 10:00.", "Soon."),
        ("time", "When is it cleaned?", "At midsummer.", "At length."),
        ("extent", "How hot is it?", "Some 90 °C.", "Very."),
        ("extent", "How long does it take?", "30 min.", "Very."),
        ("place", "Where is it kept?", "It is kept in the Orchard.", "It is kept dry."),
        ("place", "Which file holds it?", "It is written to `/etc/pump`.", "It is written down."),
        ("reason", "Why wear gloves?", "Since it is sharp.", "It is sharp."),
        ("reason", "What causes it?", "It leaks because of rust.", "It leaks."),
        ("located", "Where is it kept?", "It is stored inside.", "It is red."),
        ("money", "How much does it cost?", "It was 300 euros.", "It was dear."),
        ("extent", "How big is it?", "It has 300 MB.", "It is big."),
        ("meaning", "What does it stand for?", "It stands for order.", "It is order."),
        ("purpose", "What is it used for?", "It serves the garden.", "It is red."),
        ("extreme", "What is the default?", "By default, none.", "It has none."),
        ("decides", "Can it run dry?", "It must not.", "It runs."),
        ("decides", "is it safe", "Never by night.", "It is by night."),
    ],
)
def test_a_span_with_what_is_asked_for_is_told_from_one_without(
    name: str, question: str, holds: str, lacks: str
) -> None:
    assert values(name, choice(question, holds, lacks)) == [1, 0]


@pytest.mark.parametrize("name", ["number", "time", "place", "reason", "decides"])
def test_what_is_not_asked_for_speaks_for_no_span(name: str) -> None:
    made = choice("pump colours", "It was built by Ada in Berlin in 2019, but not because of us.")
    assert values(name, made) == [0]


def test_what_defines_begins_by_saying_what_a_thing_of_the_question_is() -> None:
    for other in ("It is old.", "A pump leaks.", f"A pump {words()} is old."):
        made = choice("What is a pump?", other, "A pump is a device.")
        assert values("defines_first", made) == [0, 0.5]


def test_nothing_defines_where_no_definition_is_asked_for() -> None:
    assert values("defines_first", choice("Which pump leaks?", "A pump is a device.")) == [0]


def test_defines_first_falls_from_span_to_span() -> None:
    made = choice("What is a pump?", "A pump is a device.", "A pump is old.")
    assert values("defines_first", made) == [1, 0.5]


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


def test_few_words_of_prose_are_short_but_a_command_is_not() -> None:
    assert values("short", choice("pump", "Old pump.", "$ x p", "It is an old pump.")) == [1, 0, 0]


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


@pytest.mark.parametrize("text", ["A pump lifts water.", "Water is lifted by a pump."])
def test_the_subject_of_a_span_is_what_stands_before_its_verb(text: str) -> None:
    assert values("subject", choice("What is a pump?", text)) == [0]


def test_a_subject_with_further_words_is_less_the_one_that_is_asked_about() -> None:
    made = choice("What is a pump?", "A pump is red.", "The old pump is red.", "It is red.")
    one, longer, none = values("subject", made)
    assert one > longer > none


def test_what_is_defined_is_just_what_is_asked_about() -> None:
    made = choice("What is a red pump?", "A pump is old.", "Red pumps are old.", "A red pump.")
    assert values("defined", made) == [0, 1, 0]


@pytest.mark.parametrize("question", ["Which pump leaks?", "What is the red old pump by night?"])
def test_nothing_is_defined_where_more_than_a_topic_is_asked_about(question: str) -> None:
    assert values("defined", choice(question, "The red old pump leaks by night is it.")) == [0]


def test_code_seldom_says_what_something_means() -> None:
    assert values("code_for_meaning", choice("What is a pump?", "A pump.", "$ pump")) == [0, 1]
    assert values("code_for_meaning", choice("Why pump?", "A pump.", "$ pump")) == [0, 0]


def test_prose_behind_code_comments_on_it() -> None:
    assert values("behind_code", choice("pump", "A pump.", "$ pump", "It pumps.")) == [0, 0, 1]


@pytest.mark.parametrize(
    ("text", "refers"),
    [
        ("Use it by night.", True),
        ("That is how the pump stops.", True),
        ("The second line stops the pump.", True),
        ("It stops by night.", False),
        ("The pump stops by night.", False),
    ],
)
def test_prose_may_refer_to_what_stands_before_it(text: str, *, refers: bool) -> None:
    assert values("refers_back", choice("pump", text)) == [refers]


def test_prose_may_advise_when_to_do_something() -> None:
    made = choice("pump", "Handy when you are in a hurry.", "The pump is red.")
    assert values("advises", made) == [1, 0]


def test_prose_that_begins_with_a_pronoun_needs_what_is_before_it() -> None:
    made = choice("How do I stop the pump?", "It stops.", "The pump stops.")
    assert values("pronoun_for_command", made) == [1, 0]


def test_a_span_may_begin_with_a_condition() -> None:
    assert values("condition", choice("pump", "If red, stop.", "Iffy.")) == [1, 0]


def test_a_span_may_explain_something_in_brackets() -> None:
    assert values("bracket", choice("pump", "A pump (red).", "A pump.")) == [1, 0]


@pytest.mark.parametrize(("name", "some"), [("opens", 4), ("opens_wide", 8)])
def test_a_span_may_open_with_what_is_asked(name: str, some: int) -> None:
    made = choice("pump", f"{'so ' * (some - 1)}pump", f"{'so ' * some}pump")
    assert values(name, made) == [1, 0]


def test_nothing_is_introduced_where_no_command_is_asked_for() -> None:
    assert values("introduced", choice("Why drain the pump?", "Drain the pump:", "$ x --b")) == [
        0,
        0,
    ]


def test_question_is_a_span_that_asks_itself() -> None:
    assert values("question", choice("pump", "A pump?", "A pump.")) == [1, 0]


def test_a_verdict_is_wanted_where_yes_or_no_is_asked_for_and_nowhere_else() -> None:
    texts = ("Yes, but slowly.", "No!", "Now it is red.", "No pump is red.")
    assert values("verdict", choice("Can it be red?", *texts)) == [1, 1, 0, 0]
    assert values("verdict", choice("How red is it?", *texts)) == [0, 0, 1, 1]


def test_leads_in_is_a_span_that_ends_with_a_colon() -> None:
    assert values("leads_in", choice("pump", "Stop the pump:", "Stop the pump.")) == [1, 0]


def test_row_is_a_row_of_a_table() -> None:
    assert values("row", choice("pump", "| pump | red |", "A pump.")) == [1, 0]


def listed(question: str, *texts: str) -> SpanChoice:
    """Bring a question together with a sentence and the items of a list."""
    made = choice(question, *texts)
    items = [
        replace(one, span=replace(one.span, kind=BlockKind.ITEM)) if at else one
        for at, one in enumerate(made.candidates)
    ]
    return with_pieces(made, items)


def test_the_first_item_is_where_a_list_that_is_asked_for_begins() -> None:
    texts = ("Many.", "green", "black")
    made = listed("Which teas are there?", *texts)
    assert values("first_item_for_list", made) == [0.0, 1.0, 0.0]
    assert values("first_item_for_list", listed("Is tea hot?", *texts)) == [0.0, 0.0, 0.0]


def test_the_first_item_may_be_the_first_step_where_a_section_has_no_code() -> None:
    made = listed("How do I make tea?", "When: at five.", "boil", "wait")
    assert values("first_step", made) == [0.0, 1.0, 0.0]
    with_code = with_pieces(made, [*made.candidates, piece("$ kettle on")])
    assert values("first_step", with_code) == [0.0, 0.0, 0.0, 0.0]


def test_yes_or_no_is_said_in_prose() -> None:
    assert values("prose_for_verdict", choice("Is it hot?", "$ kettle on", "No.")) == [0.0, 1.0]
    assert values("prose_for_verdict", choice("How hot?", "$ kettle on", "No.")) == [0.0, 0.0]


def test_what_somebody_said_begins_with_their_name() -> None:
    texts = ("The doctor came.", "**Doctor**: drink tea.")
    for question in ("What did the doctor say about tea?", "what does my doctor think?"):
        assert values("said", choice(question, *texts)) == [0.0, 1.0]
    assert values("said", choice("What does tea do?", *texts)) == [0.0, 0.0]


@pytest.mark.parametrize(
    "text", ["Green tea: mild.", "**Green tea** – mild.", "`Green tea`: it is"]
)
def test_what_stands_before_a_label_ends_is_a_subject(text: str) -> None:
    assert values("defined", choice("What is green tea?", text, "Tea may be mild.")) == [1.0, 0.0]


def test_beyond_the_lead_is_the_coverage_of_what_the_first_span_lacks() -> None:
    made = choice("red pump price", "A pump.", "A red one.", "The red one's price.", "A pump.")
    assert values("beyond_lead", made) == [0, 0.3333, 0.6667, 0]


def test_nothing_is_beyond_the_lead_that_the_headings_say() -> None:
    made = choice("red pump", "A pump.", "A red one.", heading="Red")
    assert values("beyond_lead", made) == [0, 0]


def test_beyond_the_lead_counts_otherwise_where_a_command_is_asked_for() -> None:
    name = "beyond_lead_for_command"
    assert values(name, choice("red pump", "A pump.", "A red one.")) == [0, 0]
    assert values(name, choice("How do I stop a pump?", "A pump.", "Stop it.")) == [0, 0.5]


def test_the_last_term_is_often_what_is_asked() -> None:
    assert values("last_term", choice("pump colour", "A pump.", "Its colour.")) == [0, 1]


def test_alike_is_a_relative_of_a_word_that_the_span_lacks() -> None:
    made = choice("literature", "A literary pump.", "Some literature.", "A lit pump.")
    assert values("alike", made) == [1, 0, 0]


def test_a_run_is_of_content_terms_in_any_order() -> None:
    made = choice("red pump", "A pump red.", "A red old pump.", "Old.")
    assert values("run", made) == [1, 0.5, 0]


def test_central_goes_by_the_first_spans_of_a_section_that_never_ends() -> None:
    found = values("central", choice("x", *["red pump"] * 200, *["by night"] * 200))
    assert found[0] > 0
    assert found[-1] == 0


def test_central_is_a_span_that_has_much_in_common_with_the_others() -> None:
    shared, other, strange = values("central", choice("x", "red pump", "red pump old", "by night"))
    assert shared > strange
    assert other > strange


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("first_who", "Who built it?"),
        ("first_when", "When was it built?"),
        ("first_how_much", "How many are there?"),
        ("first_how_much", "How hot is it?"),
    ],
)
def test_the_first_place_counts_by_the_kind_of_question(name: str, question: str) -> None:
    assert values(name, choice(question, "One.", "Two.")) == [1, 0.5]
    assert values(name, choice("Why?", "One.", "Two.")) == [0, 0]


def test_depth_grows_from_span_to_span() -> None:
    assert values("depth", choice("pump", "One.", "Two.")) == [0, 0.5]


def test_new_names_are_those_that_the_question_does_not_hold() -> None:
    made = choice("Who built the Orchard?", "In the Orchard.", "It was Ada Smith.")
    none, two = values("new_names", made)
    assert none == 0 < two


def test_a_new_number_is_neither_a_year_nor_in_the_question() -> None:
    made = choice("How many of the 12 leak?", "All 12.", "In 2019.", "Only 5.", "Some.")
    assert values("new_number", made) == [0, 0, 1, 0]


def test_a_new_year_is_not_in_the_question() -> None:
    made = choice("When, after 2019, was it sold?", "In 2019.", "In 2021.", "After 5.")
    assert values("new_year", made) == [0, 1, 0]


def test_a_number_in_code_is_no_amount_unless_a_command_is_asked_for() -> None:
    made = choice("how long is it kept", "It is kept for 3 days.", "$ pump log 2>&1")
    assert values("number", made) == values("new_number", made) == [1, 0]
    made = choice("set a limit of how many to start", "It has 3 filters.", "$ pump start 4")
    assert values("number", made) == [1, 1]


def test_what_is_counted_stands_behind_a_number() -> None:
    made = choice("How many hoses are there?", "It has 12 red hoses.", "Hoses, 12.", "The hoses.")
    assert values("counted", made) == [1, 0, 0]


def test_prose_that_ends_with_a_word_is_unfinished() -> None:
    made = choice("x", "A pump.", "A red pump", "$ pump", "It is in /etc/pump/")
    assert values("unfinished", made) == [0, 1, 0, 0]


def test_a_note_on_what_it_begins_with_is_finished_without_a_full_stop() -> None:
    made = choice("x", "Rust: oil it overnight", "too loud -> oil it", "A red pump")
    assert values("unfinished", made) == [0, 0, 1]


# What questions ask for


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("pumpctl stop <name>", "pumpctl stop <name>"),
        ("Say the following: sudo pumpctl stop -a", "sudo pumpctl stop -a"),
        ("pumpctl stop", ""),
        ("red -- but old", ""),
        ("See the notes: see the /etc/pump file", ""),
        (f"pumpctl stop -a {'x ' * 60}", ""),
    ],
)
def test_a_command_that_nothing_marks_is_told_by_an_option_a_placeholder_or_a_path(
    text: str, command: str
) -> None:
    assert bare_command(text) == command


# All features together

questions = st.sampled_from(
    ["What is a pump?", "how do I stop it", "when", "Can the pump run dry?", "who", "why"]
)
texts = st.lists(
    st.sampled_from(["A pump is red.", "In 2019.", "$ pumpctl stop", "| a | b |", "…", "Why?"]),
    min_size=1,
    max_size=6,
)


@given(questions, texts)
def test_all_features_are_finite_numbers_from_0_to_about_1(question: str, some: list[str]) -> None:
    found = measure_spans(choice(question, *some), list(SPAN_FEATURES))
    assert found.shape == (len(some), len(SPAN_FEATURES))
    assert numpy.isfinite(found).all()
    assert (found >= 0).all()
    assert (found <= 1.5).all()


def test_a_question_without_a_weight_has_finite_features() -> None:
    pieces = [piece("A pump."), piece("$ x")]
    made = SpanChoice(Query("x", "x", ("x",), ()), {}, frozenset(), pieces)
    assert numpy.isfinite(measure_spans(made, list(SPAN_FEATURES))).all()


def test_features_come_in_the_order_asked_for() -> None:
    made = choice("pump", "A pump.", "$ x")
    assert measure_spans(made, ["inline", "coverage"]).tolist() == [[0, 1], [0, 0]]


def test_a_feature_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError, match="magic"):
        measure_spans(choice("pump", "A pump."), ["magic"])


def test_every_feature_that_the_shipped_weights_name_is_there() -> None:
    assert set(shipped_span_ranker().features) <= SPAN_FEATURES.keys()


# What the shipped weights prefer


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize(
    ("question", "best", "other"),
    [
        ("When was the pump bought?", "The pump was bought in 2019.", "The pump was bought used."),
        ("How many hoses has the pump?", "The pump has 12 hoses.", "The pump has hoses."),
        ("How do I stop the pump?", "$ pump --stop", "The pump may stop."),
    ],
)
def test_of_spans_that_hold_the_same_words_the_kind_that_is_asked_for_is_preferred(
    question: str, best: str, other: str, *, is_first: bool
) -> None:
    spans = (best, other) if is_first else (other, best)
    assert preferred(question, *spans) == best.removeprefix("$ ")


def test_the_sentence_that_defines_is_preferred_where_the_section_begins_with_it() -> None:
    found = preferred("What is a pump?", "A pump is a device.", "Each pump needs a hose.")
    assert found == "A pump is a device."


def test_the_sentence_that_defines_is_preferred_behind_another_with_the_same_words() -> None:
    found = preferred("What is a pump?", "Each pump needs a hose.", "A pump is a device.")
    assert found == "A pump is a device."


def test_a_command_is_preferred_to_the_words_that_introduce_it() -> None:
    found = preferred("How do I stop the pump?", "To stop the pump:", "$ systemctl stop p1")
    assert found == "systemctl stop p1"

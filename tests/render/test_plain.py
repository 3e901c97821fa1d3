"""`assistant.render.plain`: what a reply looks like in a pipe."""

from __future__ import annotations

import pytest

from assistant.model import NoAnswer, Passage
from assistant.records import replace
from assistant.render import reply_plain, status_plain, taken_for
from assistant.render.plain import LONGEST_LINE, MORE
from assistant.status import Status
from render.builders import answered, hit, passage, query, source


def test_an_answer_then_its_place_then_the_others() -> None:
    other = hit(path="mugs.md", headings=("Mugs", "Care"), anchor="care", first_line=7)
    assert reply_plain(answered("Tea is hot.\nPour.", "Pour.", other, best_line=2)) == (
        "Tea is hot.\nPour.\n\ntea.md:2  Tea\n\nSee also\n  mugs.md:7  Mugs > Care"
    )


def test_of_an_image_written_into_the_note_the_kind_is_shown() -> None:
    image = f"![cup](data:image/png;base64,{'A' * 1000})"
    shown = reply_plain(answered(f"Hot {image} tea.", "Hot"))
    assert shown == "Hot ![cup](data:image/png;base64,...) tea.\n\ntea.md:1  Tea"


def test_an_answer_alone_has_nothing_to_see_also() -> None:
    assert reply_plain(answered("Hot.", "Hot.")) == "Hot.\n\ntea.md:1  Tea"


def test_further_pieces_come_with_their_places_and_are_not_listed_again() -> None:
    others = hit(path="mugs.md", headings=("Mugs",), anchor="mugs"), hit(path="z.md", anchor="z")
    reply = replace(answered("Hot.", "Hot.", *others), passages=(passage("Blue.", "Blue.", 9),))
    assert reply_plain(reply) == (
        "Hot.\n\ntea.md:1  Tea\n\nBlue.\n\nmugs.md:9  Mugs\n\nSee also\n  z.md:1  Tea"
    )


def test_an_alternative_is_said_to_be_one() -> None:
    other = replace(passage("Blue.", "Blue.", 9), is_alternative=True)
    reply = replace(answered("Hot.", "Hot."), passages=(other,))
    assert reply_plain(reply) == (
        "Hot.\n\ntea.md:1  Tea\n\nOr, nearly as likely:\n\nBlue.\n\nmugs.md:9  Mugs"
    )


def test_an_answer_that_is_only_the_closest_says_so_before_it() -> None:
    reply = replace(answered("Hot.", "Hot."), tentative=True)
    assert reply_plain(reply) == "Closest I have:\n\nHot.\n\ntea.md:1  Tea"


def test_questions_without_an_answer_are_named_behind_the_others() -> None:
    reply = replace(answered("Hot.", "Hot."), unanswered=("Why is it\x1b blue?",))
    assert reply_plain(reply) == (
        "Hot.\n\ntea.md:1  Tea\n\nThe notes don't say: Why is it\ufffd blue?"
    )


def test_a_list_that_is_cut_says_so_below() -> None:
    reply = replace(answered("- [ ] walk", "walk"), has_more=True)
    assert reply_plain(reply) == f"- [ ] walk\n\ntea.md:1  Tea\n\n{MORE}"


def test_a_refusal_names_the_nearest_sections() -> None:
    reply = NoAnswer(query(), "The notes don't say.", (source("a.md", ("A",), "a", 3),), 0.1)
    assert reply_plain(reply) == "The notes don't say.\n\nNearest\n  a.md:3  A"


def test_below_each_of_the_nearest_stands_its_line_if_it_has_one() -> None:
    nearest = (source("a.md", ("A",)), source("b.md", ("B",)))
    line = Passage("It is\n\t> hot\x1b[31m.", "", 4, nearest[1])
    assert reply_plain(NoAnswer(query(), "No.", nearest, 0.1, lines=(line,))) == (
        "No.\n\nNearest\n  a.md:1  A\n  b.md:4  B\n      It is > hot\ufffd[31m."
    )


def test_a_line_near_the_answer_is_cut_where_it_is_a_whole_paragraph() -> None:
    line = Passage("tea " * 10_000, "", 1, source())
    shown = reply_plain(NoAnswer(query(), "No.", (source(),), 0.1, lines=(line,)))
    assert shown.endswith("tea tea…")
    assert len(shown) < 2 * LONGEST_LINE


def test_a_line_of_nothing_but_a_comment_is_not_shown() -> None:
    line = Passage(" ", "<!-- hot -->", 1, source())
    shown = reply_plain(NoAnswer(query(), "No.", (source(),), 0.1, lines=(line,)))
    assert shown == "No.\n\nNearest\n  tea.md:1  Tea"


def test_a_refusal_with_nothing_near_is_its_reason_alone() -> None:
    assert reply_plain(NoAnswer(query(), "The notes don't say.", (), 0.0)) == "The notes don't say."


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        (("swarm",), "'swarm'"),
        (("swarm", "node"), "'swarm' or 'node'"),
        (("a", "b", "c"), "'a', 'b' or 'c'"),
        (("a", "b", "c", "d", "e", "f", "g"), "'a', 'b', 'c', 'd', 'e' or 2 words more"),
    ],
)
def test_a_refusal_names_the_words_that_no_note_holds(missing: tuple[str, ...], named: str) -> None:
    reply = NoAnswer(query(), "The notes don't say.", (), 0.0, missing=missing)
    assert reply_plain(reply) == f"The notes don't say. No note mentions {named}."


def test_a_refusal_says_what_may_have_been_meant() -> None:
    meant = ("how hot is tea", "how old is tea")
    reply = NoAnswer(query(), "No.", (source(),), 0.1, missing=("hoy",), suggestions=meant)
    assert reply_plain(reply) == (
        "No. No note mentions 'hoy'.\nDid you mean: how hot is tea\nDid you mean: how old is tea"
        "\n\nNearest\n  tea.md:1  Tea"
    )


def test_see_also_lists_no_section_twice_and_never_the_answer_s() -> None:
    parts = [
        hit(first_line=50),  # the answer's section goes on here
        hit(path="mugs.md", anchor="care", first_line=9),
        hit(path="mugs.md", anchor="care", first_line=40),
        hit(path="mugs.md", anchor="glaze", first_line=60),
    ]
    reply = answered("Hot.", "Hot.", *parts)
    listed = [line.split()[0] for line in reply_plain(reply).split("See also\n")[1].split("\n")]
    assert listed == ["mugs.md:9", "mugs.md:60"]


def test_a_status_says_a_fact_a_line() -> None:
    status = Status("/n", "/i", 2_500_000, 3, 2, 9, 80, ("a.md", "b.md"), ("a.md: odd",))
    assert status_plain(status).split("\n") == [
        "notes:    /n",
        "index:    /i (2.50 MB)",
        "files:    3 (2 in the index)",
        "sections: 9",
        "terms:    80",
        "to read:  2 changed or new",
        "warning:  a.md: odd",
    ]


def test_the_status_of_an_index_in_memory_gives_no_size() -> None:
    status = Status("/n", "in memory", 0, 3, 3, 9, 80, (), ())
    assert "index:    in memory" in status_plain(status).split("\n")


def test_of_a_word_that_never_ends_the_beginning_is_named() -> None:
    reply = NoAnswer(query(), "No.", (), 0.0, missing=("x" * 100_000,))
    assert reply_plain(reply) == f"No. No note mentions '{'x' * 60}…'."


def test_of_words_taken_for_others_by_the_thousand_the_first_ones_are_named() -> None:
    pairs = tuple((f"teapto{at}", "teapot") for at in range(1000))
    lines = taken_for(replace(query(), corrections=pairs))
    assert lines[0] == "'teapto0' is taken for 'teapot'"
    assert lines[10:] == ["990 words more are taken for others"]
    assert taken_for(replace(query(), corrections=pairs[:10])) == lines[:10]

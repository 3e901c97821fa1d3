"""`assistant.reading.section_parts`: where a section that is too long is cut."""

from __future__ import annotations

import pytest
from kettles import listing, note, spans, words

from assistant.chunking import chunk_note


def test_a_long_section_is_cut_between_blocks_with_its_headings_repeated() -> None:
    text = f"# Care\n\n{words(12)}\n\n{words(12)}\n\n{words(12)}"
    chunks = chunk_note(note(text), max_words=30)
    assert listing(chunks) == "1-5  Kettle > Care  #care\n7-7  Kettle > Care  #care"


@pytest.mark.parametrize(
    "block",
    [
        f"```\n# {words(10)}\n\n{words(10)}\n```",
        f"~~~\n{words(10)}\n\n# {words(10)}",
        f"| a | b |\n|---|---|\n| {words(10)} | {words(10)} |",
        f"- {words(10)}\n\n  - {words(10)}\n\n- {words(10)}",
    ],
)
def test_a_block_is_never_cut(block: str) -> None:
    chunks = chunk_note(note(f"{words(9)}\n\n{block}"), max_words=10)
    assert [chunk.text for chunk in chunks] == [words(9), block]


def test_a_paragraph_that_ends_in_a_colon_stays_with_the_next_block() -> None:
    text = f"{words(9)}\n\nRun **this:**\n\n    {words(9)}"
    assert spans(chunk_note(note(text), max_words=12)) == [(1, 1), (3, 5)]


def test_a_heading_stays_with_the_block_below() -> None:
    text = f"# {words(9)}\n\n{words(9)}\n\n{words(9)}"
    assert spans(chunk_note(note(text), max_words=10)) == [(1, 3), (5, 5)]


def test_a_small_rest_is_joined_to_the_part_before() -> None:
    text = f"{words(20)}\n\n{words(3)}"
    assert spans(chunk_note(note(text), max_words=20)) == [(1, 3)]


def test_a_small_beginning_is_joined_to_the_block_below() -> None:
    text = f"{words(3)}\n\n{words(20)}\n\n{words(20)}"
    assert spans(chunk_note(note(text), max_words=20)) == [(1, 3), (5, 5)]


@pytest.mark.parametrize("comment", ["<!-- {} -->", "%%\n{}\n%%"])
def test_a_comment_makes_no_section_too_long(comment: str) -> None:
    text = f"# Care\n\n{comment.format(words(30))}\n\n{words(12)}\n\n{comment.format(words(30))}"
    assert len(chunk_note(note(text), max_words=20)) == 1


def test_a_comment_stays_with_the_part_it_stands_behind() -> None:
    text = f"{words(20)}\n\n{words(20)}\n\n<!-- {words(20)} -->"
    assert spans(chunk_note(note(text), max_words=20)) == [(1, 1), (3, 5)]


def test_a_comment_stays_behind_a_block_that_is_too_long_itself() -> None:
    text = f"{words(30)}\n\n<!-- rinsing -->\n\n{words(20)}"
    assert spans(chunk_note(note(text), max_words=20)) == [(1, 3), (5, 5)]


def test_a_comment_within_a_list_makes_no_section_too_long() -> None:
    text = f"{words(12)}\n\n- {words(3)}\n  <!-- {words(30)} -->\n- {words(3)}"
    assert len(chunk_note(note(text), max_words=20)) == 1


def test_a_comment_parts_no_list_from_what_leads_in_to_it() -> None:
    text = f"{words(18)}\n\nSo:\n\n<!-- rinsing -->\n\n- {words(12)}"
    assert spans(chunk_note(note(text), max_words=20)) == [(1, 1), (3, 7)]

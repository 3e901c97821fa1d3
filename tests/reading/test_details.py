"""`assistant.reading.details`: collapsed sections, without empty lines around what is in them."""

from __future__ import annotations

import pytest
from kettles import blocks, listing, note

from assistant.chunking import chunk_note


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leaves.\nHot.\n", ["heading 1-2", "paragraph 3-4", "other 5-5"]),
        ("    Leaves.\n      Hot.\n", ["heading 1-2", "paragraph 3-4", "other 5-5"]),
        ("- Leaves.\n- Water.\n", ["heading 1-2", "item 3-3", "item 4-4", "other 5-5"]),
        ("```\nboil\n```\n\nHot.\n", ["heading 1-2", "code 3-5", "paragraph 7-7", "other 8-8"]),
        ("Hot.<br>\n<br>\nMild.\n", ["heading 1-2", "paragraph 3-5", "other 6-6"]),
    ],
)
def test_what_stands_in_details_without_empty_lines_is_markdown(
    text: str, expected: list[str]
) -> None:
    assert blocks(f"<details>\n<summary>Tea</summary>\n{text}</details>") == expected


def test_a_heading_in_details_without_empty_lines_opens_a_section() -> None:
    text = "<details><summary>Tea</summary>\n# Green\nMild.\n</details>\nMore."
    assert listing(chunk_note(note(text))).split("\n") == [
        "1-1  Kettle > Tea  #tea",
        "2-4  Kettle > Tea > Green  #green",
        "5-5  Kettle  #",
    ]


@pytest.mark.parametrize("follows", ["Leaves.", " <b>Leaves.</b>", " Leaves,\nhot.\n"])
def test_a_summary_with_text_behind_it_on_its_line_is_text(follows: str) -> None:
    (chunk,) = chunk_note(note(f"<details>\n<summary>Tea</summary>{follows}</details>"))
    assert chunk.source.headings == ("Kettle", "Tea")
    assert (chunk.blocks[0].kind, chunk.blocks[0].last_line) == ("paragraph", 2)


@pytest.mark.parametrize("follows", ["", " ", "<br>", "</details>", "<details><summary>x"])
def test_a_summary_with_no_text_behind_it_on_its_line_is_a_heading(follows: str) -> None:
    found = chunk_note(note(f"<details>\n<summary>Tea</summary>{follows}\nHot."))
    assert found[0].blocks[0].kind == "heading"

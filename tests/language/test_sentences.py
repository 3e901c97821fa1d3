"""`assistant.language.sentences`: which spans a chunk is cut into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from watched import Watched

from assistant.chunking import chunk_note
from assistant.language.sentence_bounds import sentence_bounds
from assistant.language.sentences import _cut, spans
from assistant.model import BlockKind, Chunk, Note

if TYPE_CHECKING:
    from assistant.language.span import Span


def chunks_of(text: str) -> list[Chunk]:
    return chunk_note(Note("tea.md", "Tea", text))


def spans_of(text: str) -> list[Span]:
    return [span for chunk in chunks_of(text) for span in spans(chunk)]


def cut(text: str) -> list[tuple[int, str]]:
    """Give each span's line and text."""
    return [(span.first_line, span.text) for span in spans_of(text)]


def test_a_heading_gives_no_span() -> None:
    assert cut("# Green tea.\n\nIt is mild.") == [(3, "It is mild.")]


def test_each_sentence_of_a_paragraph_is_a_span_on_the_line_where_it_begins() -> None:
    assert cut("Boil it. Then\nwait. Then drink.\nEnjoy.") == [
        (1, "Boil it."),
        (1, "Then\nwait."),
        (2, "Then drink."),
        (3, "Enjoy."),
    ]


@pytest.mark.parametrize("marker", ["-", "*", "+", "1.", "12)", "- [ ]", "- [x]", "> -", "  -"])
def test_a_list_item_is_a_span_without_its_marker(marker: str) -> None:
    assert cut(f"{marker} green tea") == [(1, "green tea")]


def test_a_definition_is_a_span_without_its_sign() -> None:
    assert cut("dregs\n: what is left. Throw it away.") == [
        (1, "dregs"),
        (2, "what is left."),
        (2, "Throw it away."),
    ]


def test_a_number_that_begins_a_line_of_a_paragraph_is_no_part_of_its_span() -> None:
    assert cut("Then\n2. Boil it\n3. Wait") == [(1, "Then"), (2, "Boil it"), (3, "Wait")]
    assert cut("Tea of the year\n2024. Then more.")[0] == (1, "Tea of the year")


def test_each_item_of_a_list_is_a_span_of_its_own() -> None:
    assert cut("- green\n  tea\n  1. sencha\n- black") == [
        (1, "green\n  tea"),
        (3, "sencha"),
        (4, "black"),
    ]


def test_a_quotation_begins_behind_its_marker() -> None:
    assert cut("> Boil it. Then\n> wait.") == [(1, "Boil it."), (1, "Then\n> wait.")]


def test_code_in_a_quotation_is_cut_without_the_sign_of_it() -> None:
    assert cut("> ```sh\n> boil --now\n> ```") == [(2, "boil --now")]


def test_a_sentence_ends_with_a_line_of_a_quotation() -> None:
    assert cut("> Boil it.\n> Then wait.") == [(1, "Boil it."), (2, "Then wait.")]


def test_the_kind_of_a_callout_is_left_out_and_its_title_stands_alone() -> None:
    assert cut("> [!note]\n> Boil it.") == [(2, "Boil it.")]
    assert cut("> [!tip]- Never boil it twice\n> Water goes flat.\n> So does tea.") == [
        (1, "Never boil it twice"),
        (2, "Water goes flat."),
        (3, "So does tea."),
    ]


@pytest.mark.parametrize("mark", ["A: ", "**A:** ", "**A**: ", "Answer: "])
def test_the_sign_of_an_answer_is_left_out(mark: str) -> None:
    assert cut(f"Q: How hot?\n{mark}At 80 degrees.") == [(2, "At 80 degrees.")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Q. How hot?\nA. At 80 degrees.", 2),
        ("Q2: How hot?\nA2: At 80 degrees.", 2),
        ("Q: How hot?\nA:\nAt 80 degrees.", 3),
        ("Question: How hot is it?\nAnswer: At 80 degrees.", 2),
        ("- Q: How hot?\n- A: At 80 degrees.", 2),
        ("- **Q:** How hot?\n  **A:** At 80 degrees.", 2),
        ("> Q: How hot?\n> A: At 80 degrees.", 2),
        ("Q: How hot is it? A: At 80 degrees.", 1),
        ("*Q: How hot is it?* **A:** At 80 degrees.", 1),
    ],
)
def test_a_question_that_is_answered_behind_it_is_no_span(text: str, line: int) -> None:
    assert cut(text) == [(line, "At 80 degrees.")]


def test_a_letter_is_the_sign_of_an_answer_only_behind_a_question() -> None:
    assert cut("- A: Green\n- B: Black") == [(1, "A: Green"), (2, "B: Black")]
    assert cut("A. Green is mild.") == [(1, "A. Green is mild.")]


def test_a_line_that_was_ended_on_purpose_is_a_span() -> None:
    assert cut("Green tea, 80 degrees, mild\nBlack tea, 95 degrees") == [
        (1, "Green tea, 80 degrees, mild"),
        (2, "Black tea, 95 degrees"),
    ]
    assert cut("Boil the water  \nthen wait") == [(1, "Boil the water"), (2, "then wait")]


def test_lines_that_begin_with_a_label_are_spans_however_long() -> None:
    tea = "where nobody will ever look for it, neither by day nor by night"
    assert cut(f"Green tea: {tea}\nBlack tea: {tea}") == [
        (1, f"Green tea: {tea}"),
        (2, f"Black tea: {tea}"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It is best to buy\ngreen tea",
        "We buy this tea from\nLondon",
        "Where most of the very best teas of all come from is now called\nSri Lanka",
    ],
)
def test_a_line_that_was_wrapped_goes_on(text: str) -> None:
    assert cut(text) == [(1, text)]


def test_a_titled_callout_and_its_lines_are_cut_apart_only_once() -> None:
    assert cut("> [!tip] Herbs\n> Dried mint\n> Lemon balm") == [
        (1, "Herbs"),
        (2, "Dried mint"),
        (3, "Lemon balm"),
    ]


def test_each_line_of_code_is_a_span_without_the_fences() -> None:
    assert cut("```sh\nboil\n\n  wait  \n```") == [(2, "boil"), (4, "wait")]


def test_a_command_comes_with_the_lines_it_is_continued_on() -> None:
    assert cut("```\nboil \\\n  --hot \\\n  water\ndrink\n```") == [
        (2, "boil \\\n  --hot \\\n  water"),
        (5, "drink"),
    ]


def test_a_statement_of_sql_is_a_span_over_all_its_lines() -> None:
    select = "SELECT tea\nFROM cupboard\nWHERE hot;"
    assert cut(f"```sql\n{select}\nDROP tea;\n```") == [(2, select), (5, "DROP tea;")]


def test_a_statement_without_an_end_gives_its_lines() -> None:
    assert cut("```\nSELECT tea\nFROM cupboard\n\ndrink;\n```") == [
        (2, "SELECT tea"),
        (3, "FROM cupboard"),
        (5, "drink;"),
    ]


def test_a_command_continued_up_to_the_fence_ends_there() -> None:
    assert cut("```\nboil \\\n```\n\nDrink.") == [(2, "boil \\"), (5, "Drink.")]


def test_the_prompt_of_root_is_none_of_the_command() -> None:
    assert cut("```console\n# drain all\n\n# fill\n```") == [(2, "drain all"), (4, "fill")]


@pytest.mark.parametrize(
    "fence",
    ["```console\n$ ls", "```console\nls", "```console\n# ls \\\n", "```sh", "```\nconsole"],
)
def test_where_not_all_lines_have_it_or_in_a_script_it_opens_a_comment(fence: str) -> None:
    assert "# drain" in [text for _, text in cut(f"{fence}\n# drain\n```")]


def test_a_fence_within_code_ends_a_command() -> None:
    assert cut("````\nboil \\\n```\nwait\n````") == [(2, "boil \\"), (4, "wait")]


def test_code_that_opens_a_list_item_gives_its_lines_alone() -> None:
    assert cut("1. ```sh\n   boil\n   ```") == [(2, "boil")]


def test_indented_code_gives_its_lines() -> None:
    assert cut("Do this:\n\n    boil\n    wait") == [(1, "Do this:"), (3, "boil"), (4, "wait")]


def test_a_numbered_list_indented_as_far_as_code_is_a_list() -> None:
    assert cut("Do this:\n\n    1. boil\n\n    2. wait") == [
        (1, "Do this:"),
        (3, "boil"),
        (5, "wait"),
    ]


def test_the_rows_of_a_table_are_spans_without_its_header() -> None:
    assert cut("| tea | time |\n|---|---|\n| green | 2 |\n| black | 4 |") == [
        (3, "| green | 2 |"),
        (4, "| black | 4 |"),
    ]


def test_a_row_of_nothing_but_odd_white_space_gives_no_span() -> None:
    assert cut("| tea | time |\n|---|---|\n\u2028\n| green | 2 |") == [(4, "| green | 2 |")]


def test_the_text_of_html_gives_spans_without_the_tags_around_it() -> None:
    html = '<aside class="tip">\nBoil <b>it</b>. Then wait.\n</aside>'
    assert cut(html) == [(2, "Boil <b>it</b>."), (2, "Then wait.")]
    assert cut("<table>\n<tr><td>tea</td><td>80</td></tr>\n</table>") == [(2, "tea</td><td>80")]


def test_comments_programs_and_rules_give_no_span() -> None:
    assert cut("<!-- tea -->\n\n---\n\n<script>\ntea\n</script>\n") == []


def test_a_span_names_its_block() -> None:
    (chunk,) = chunks_of("# Tea\n\nBoil it. Wait.\n\n```\nboil\n```")
    assert [(span.block, span.kind) for span in spans(chunk)] == [
        (1, BlockKind.PARAGRAPH),
        (1, BlockKind.PARAGRAPH),
        (2, BlockKind.CODE),
    ]


def test_lines_are_those_of_the_note_in_a_later_chunk() -> None:
    assert cut("# Tea\n\nHot.\n\n## Green\n\nMild.") == [(3, "Hot."), (7, "Mild.")]


LINES = st.sampled_from(
    [
        "",
        "# Tea",
        "## What. Is it?",
        "1. What is tea?",
        "**Green**",
        "Boil it. Then wait, e.g. Two\tminutes.",
        "boil `a. B` \\",
        "- green. Black",
        "  - [x] sencha \\",
        "  1) mate",
        "> Quoted. Words",
        "> - quoted item",
        "> [!note] Title",
        "> [!note]",
        "A: Green",
        "Q: Is it hot?",
        "- Q: Is it hot? A: Yes",
        "A.",
        "Too hot? Wait.",
        "SELECT tea",
        "```sh",
        "````",
        "~~~",
        "- ```",
        "    boil \\",
        "| a | b |",
        "|---|---|",
        "<details><summary>More</summary>",
        "</details>",
        "水。お茶",
        "\x0b\x1c\x85\u2028",
        "---",
    ]
)


@settings(max_examples=400)
@given(st.lists(LINES | st.text(alphabet="a. \\`>-|#1\u2028\r"), max_size=25).map("\n".join))
def test_a_span_stands_in_the_note_letter_for_letter_where_it_says(text: str) -> None:
    lines = text.split("\n")
    for chunk in chunks_of(text):
        for span in spans(chunk):
            block = chunk.blocks[span.block]
            assert block.first_line <= span.first_line <= block.last_line
            assert span.text == span.text.strip() != ""
            assert span.text in chunk.text
            rest = "\n".join(lines[span.first_line - 1 : block.last_line])
            assert 0 <= rest.find(span.text) <= len(lines[span.first_line - 1])


def test_lines_are_counted_once_however_many_sentences_there_are() -> None:
    many = 2000
    text = Watched("Hot.\nTea.\n" * many)
    found = list(_cut(text, list(sentence_bounds(str(text))), 7))
    assert [line for _, line in found] == list(range(7, 7 + 2 * many))
    assert text.looked_at <= 2 * len(text)

"""`assistant.reading.dialects`: what only some programs read, made what all do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kettles import blocks, listing, note

from assistant.chunking import chunk_note
from assistant.notes import parse_note
from assistant.reading.dialects import in_common_markdown, is_common


def common(text: str) -> str:
    """Read lines, and give them as one text again."""
    return "\n".join(in_common_markdown(text.split("\n")))


@pytest.mark.parametrize(
    "text",
    [
        "!!! warning\n    Hot.\n",
        "???+ warning\n    Hot.\n",
        "!!! warning inline end\n\tHot.\n",
        ":::warning\nHot.\n:::",
        "::: {.callout-warning}\nHot.\n:::",
        "```{warning}\nHot.\n```",
        "~~~{warning}\nHot.\n~~~",
    ],
)
def test_a_note_apart_is_a_callout(text: str) -> None:
    assert common(text).split("\n")[:2] == ["> [!warning]", "> Hot."]


@pytest.mark.parametrize(
    "text",
    [
        '!!! tip "Soft water"\n    Boil it.\n',
        "```{admonition} Soft water\n:class: tip\nBoil it.\n```",
        ":::tip[Soft water]\nBoil it.\n:::",
        "::: tip Soft water\nBoil it.\n:::",
        '::: {.callout-tip title="Soft water"}\nBoil it.\n:::',
    ],
)
def test_a_callout_keeps_its_title(text: str) -> None:
    assert common(text).split("\n")[0].endswith("] Soft water")


def test_a_note_apart_holds_whatever_blocks_it_held() -> None:
    text = "!!! tip\n    Boil it:\n\n    ```sh\n    kettle on\n    ```\n\nDrink."
    assert common(text) == "> [!tip]\n> Boil it:\n>\n> ```sh\n> kettle on\n> ```\n\nDrink."
    assert blocks(common(text)) == ["paragraph 1-2", "other 3-3", "code 4-6", "paragraph 8-8"]


def test_notes_apart_are_read_within_lists_and_each_other() -> None:
    text = "1. Fill it.\n\n    !!! note\n        Cold.\n\n        !!! tip\n            Soft."
    assert common(text).split("\n")[2:] == [
        *("    > [!note]", "    > Cold.", "    >", "    > > [!tip]", "    > > Soft."),
    ]


def test_a_tab_is_a_label_over_its_lines() -> None:
    text = '=== ":simple-linux: Linux"\n\n    ```\n    boil\n    ```\n\n=== "Mac"\n    Tea.'
    assert common(text) == "Linux:\n\n```\nboil\n```\n\nMac:\nTea."
    assert common('{% tab title="Mac" %}') == "Mac:"


@pytest.mark.parametrize(
    "text",
    [
        "!!! call the plumber\n    Today.",
        "!!! warning\nNothing is indented.",
        '=== "Mac"',
        "a === b",
        ":::note\nIt never ends.",
        "```{code-block} python\nx = 1\n```",
        "```md\n!!! note\n    Shown as it is.\n## Tea {#tea}\n```",
        "```md\n## Tea {#tea}\nIt never ends.",
        "## Loops with {each}",
        "Call (boil)=1 {#tea}",
    ],
)
def test_what_is_none_of_it_stays(text: str) -> None:
    assert common(text) == text


@pytest.mark.parametrize("heading", ["## Tea {#tea}", "## Tea {: #tea .big }", "## Tea ## {: #x }"])
def test_a_heading_goes_without_the_name_it_is_given(heading: str) -> None:
    assert listing(chunk_note(note(common(f"{heading}\n\nGreen.")))) == "1-3  Kettle > Tea  #tea"


def test_a_container_of_another_kind_leaves_what_is_in_it() -> None:
    assert common("::: code-group\n\nTea.\n\n:::\n\nMild.") == "\n\nTea.\n\n\n\nMild."


@pytest.mark.parametrize("text", ["::: tea.Kettle", "::: tea\n    :depth: 0\n\n    :style: table"])
def test_where_something_is_told_of_code_is_left_out(text: str) -> None:
    assert common(f"Green.\n\n{text}\n\nMild.").split() == ["Green.", "Mild."]


def test_the_lines_stay_as_many_as_they_were() -> None:
    text = '!!! tip "T"\n\n    a\n\n\n\n=== "b"\n\n    c\n::: d\n:::\n```{note}\n:x: y\n```\n[TOC]'
    assert common(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        ":::x\n" * 20_000,
        "=== 'a'\n" * 20_000,
        "".join(" " * n + ":::n\n" for n in range(400)),
        f"```a{' ' * 50_000}b",
        f"!!! a{' ' * 50_000}b",
    ],
)
def test_what_is_never_closed_takes_no_longer(text: str) -> None:
    assert common(text) == text


def test_front_matter_stays_as_it_is() -> None:
    text = "---\ntags: [tea]\ntoc: >\n  {: .big }\n---\n{: .big }\nGreen."
    assert parse_note("tea.md", text)[0].text == text.replace("\n{: .big }\n", "\n\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<Tab title="Mac">\nTea.\n</Tab>', "Mac:\nTea.\n"),
        ("<Tabs>\n  <TabItem label='Mac'>\n    Tea.\n  </TabItem>\n</Tabs>", "\nMac:\nTea.\n\n"),
        ("<Warning>\n  Hot.\n</Warning>", "> [!warning]\n> Hot.\n"),
        ('<Callout type="tip" title="Soft">\nHot.\n</Callout>', "> [!tip] Soft\n> Hot.\n"),
        ("import A from '@a';\nimport { B } from \"b\"\n\n<A>\nTea.\n</A>", "\n\n\n\nTea.\n"),
    ],
)
def test_what_stands_in_a_component_is_text(text: str, expected: str) -> None:
    assert common(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<Tea>",
        "<Tea>\nIt never ends.",
        "<Tea>\n```\n</Tea>x\n```",
        "Tea.\nimport a from 'b'",
        "<b>\nT\n</b>",
    ],
)
def test_what_is_no_component_stays(text: str) -> None:
    assert common(text) == text


LINES = st.sampled_from(
    [
        *(
            "",
            "a",
            "    a",
            "\ta",
            "  > a",
            "- a",
            "## a {#b}",
            "[TOC]",
            "a ^abcd",
            "import a from 'b'",
        ),
        *("```", "```{note} a", "~~~", ":::", "::::", ":::note", "::: a.b", "  :::tip[x]"),
        *(
            "!!! note",
            '    !!! tip "a"',
            '=== "a"',
            '    === "b"',
            "<A>",
            "</A>",
            "  <Tip>",
            "  </Tip>",
        ),
    ]
)


@given(st.lists(LINES, max_size=20))
def test_each_line_stands_where_it_stood(lines: list[str]) -> None:
    found = in_common_markdown(lines)
    assert len(found) == len(lines)
    assert all("\n" not in line for line in found)


@given(st.lists(LINES, max_size=4))
def test_a_text_that_is_taken_for_common_is_read_as_it_stands(lines: list[str]) -> None:
    assert not is_common("\n".join(lines)) or in_common_markdown(lines) == lines


@pytest.mark.parametrize("text", ["", "# A\n\nA plain text: **important**.", "- [ ] a\n- [x] b"])
def test_most_texts_are_common(text: str) -> None:
    assert is_common(text)

"""`assistant.language.links`: what only says where else to look."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language import links
from assistant.language.links import (
    leads_to,
    outside_links,
    points_elsewhere,
    with_data_shortened,
    without_data,
)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("no link", 1),
        ("", 1),
        ("abc [def](x.y)", 0.375),
        ("[[abc]]", 0),
        ("ab https://x.y", 0.2222),
    ],
)
def test_the_share_of_the_letters_that_no_link_holds(text: str, share: float) -> None:
    assert round(outside_links(text), 4) == share


PIECES = st.sampled_from(["a", " ", "\n", "[", "[[", "]", "]]", "](", "(", ")", "https://x.y"])


@given(st.lists(PIECES, max_size=15).map("".join))
def test_a_link_is_what_begins_first_and_ends_on_its_line(text: str) -> None:
    rest = re.sub(r"\[\[[^\]\n]*\]\]|\[[^\]\n]*\]\([^)\n]*\)|https?://\S+", "", text)
    letters = sum(map(str.isalnum, text))
    share = sum(map(str.isalnum, rest)) / letters if letters else 1
    assert outside_links(text) == share


@pytest.mark.parametrize("text", ["[" * 1000, "[[ " * 1000, "[a](" * 1000, "[" * 1000 + "]"])
def test_where_brackets_end_is_not_looked_for_from_each(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_through = 0

    class Watched(links._Ends):
        def behind(self, at: int) -> int:
            nonlocal looked_through
            is_known = self._found >= at
            found = super().behind(at)
            looked_through += 0 if is_known else found - at
            return found

    monkeypatch.setattr(links, "_Ends", Watched)
    assert outside_links(f"{text}\n[[a]]") == text.count("a") / (text.count("a") + 1)
    # Once for a text's end and once for a target's.
    assert 0 < looked_through <= 2 * len(text)


@pytest.mark.parametrize(
    "text",
    [
        "See [pumps](pumps.md).",
        "For more, read [[pumps and all the parts of them]].",
        "*See https://pumps.example*",
    ],
)
def test_a_sentence_that_is_little_but_links_points_elsewhere(text: str) -> None:
    assert points_elsewhere(text)


@pytest.mark.parametrize(
    "text",
    [
        "To learn about managers and workers of pumps, refer to the [guide](https://x.y).",
        "For details of what else pumps may be used for, see [the guide](https://x.y).",
        "Refer to [the guide](guide.md) to learn about pumps and all that they are good for.",
        "Learn more about pumps and all that they are good for in [the guide](guide.md).",
    ],
)
def test_a_sentence_that_says_where_more_is_told_points_elsewhere(text: str) -> None:
    assert points_elsewhere(text)


@pytest.mark.parametrize(
    "text",
    [
        "See the pump.",
        "For more water, see to it that the pump runs at night.",
        "[Pumps](pumps.md)",
        "A pump that you see moves water uphill, like [others](pumps.md).",
    ],
)
def test_others_say_something_themselves(text: str) -> None:
    assert not points_elsewhere(text)


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ("| [login](login.md) | Log in |", "docs/login.md"),
        ("[Log in](../common/login.md#how): with a password", "common/login.md"),
        ("[[login]] – with a password", "docs/login.md"),
        ("[[common/Login|how to log in]]", "common/login.md"),
    ],
)
def test_an_entry_of_a_list_leads_to_the_note_it_begins_with(entry: str, path: str) -> None:
    assert leads_to(entry, "docs/index.md", path)


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ("| [login](login.md) | Log in |", "login.md"),
        ("[login](login.md) needs a password.", "docs/login.md"),
        ("Log in as [shown](login.md): slowly", "docs/login.md"),
        ("[login](https://example.org/login.md): elsewhere", "docs/login.md"),
        ("[[log]]: what happened", "docs/login.md"),
        ("[[index]]", "docs/index.md"),
    ],
)
def test_what_is_no_entry_for_a_note_does_not_lead_to_it(entry: str, path: str) -> None:
    assert not leads_to(entry, "docs/index.md", path)


@pytest.mark.parametrize("text", ["![[plan.png|600]]", "![plan of 2024](img/plan_2024.png)"])
def test_an_image_says_nothing_by_itself(text: str) -> None:
    assert points_elsewhere(text)
    assert not points_elsewhere(f"{text} The worktop is oak.")


DATA = "A" * 100


@pytest.mark.parametrize(
    ("text", "shortened", "left"),
    [
        (
            f"a ![cup](data:image/png;base64,{DATA}==) b",
            "a ![cup](data:image/png;base64,...) b",
            "a ![cup]() b",
        ),
        (
            f'<img src="data:image/svg+xml;charset=utf-8;base64,{DATA}" alt="cup">',
            '<img src="data:image/svg+xml;charset=utf-8;base64,..." alt="cup">',
            '<img src="" alt="cup">',
        ),
        (f"[1]: <data:;base64,{DATA}>", "[1]: <data:;base64,...>", "[1]: <>"),
        ("say data:image/png;base64,AAAA", *2 * ["say data:image/png;base64,AAAA"]),
    ],
)
def test_a_file_written_into_a_text_says_nothing(text: str, shortened: str, left: str) -> None:
    assert (with_data_shortened(text), without_data(text)) == (shortened, left)


def test_in_code_it_is_what_is_to_be_copied() -> None:
    text = f"```css\nbackground: url(data:image/png;base64,{DATA})\n```"
    assert with_data_shortened(text) == text

"""`assistant.language.links`: what only says where else to look."""

from __future__ import annotations

import pytest

from assistant.language.links import leads_to, outside_links, points_elsewhere


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
        "See the pump.",
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

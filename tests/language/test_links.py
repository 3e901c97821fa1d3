"""`assistant.language.links`: what only says where else to look."""

from __future__ import annotations

import pytest

from assistant.language.links import outside_links, points_elsewhere


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

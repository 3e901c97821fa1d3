"""Keep what could drive or deceive a terminal out of the output.

Notes are somebody's text, perhaps a stranger's. Control characters could drive the terminal, and
bidirectional overrides could show another command than is there: neither reaches the output.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_UNSAFE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but for tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks and overrides of direction
    "\u2028\u2029\ud800-\udfff]"  # line separators that terminals disagree on; lone surrogates
)


def replace_unsafe(text: str, replacement: str | Callable[[re.Match[str]], str]) -> str:
    """Replace each character that could drive or deceive a terminal."""
    # None of them counts as printable. Looked at before, since to compile the pattern takes long.
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return re.sub(_UNSAFE, replacement, text)


def sanitize(text: str) -> str:
    """Replace what could drive or deceive a terminal by U+FFFD."""
    return replace_unsafe(text, "\ufffd")


def one_line(text: str) -> str:
    """Sanitize a text that has to stay on one line, such as a path or an error."""
    return sanitize(" ".join(text.split()))

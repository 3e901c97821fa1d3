"""Put the apostrophes into English contractions that were typed without them; pure."""

from __future__ import annotations

_NOT = "ca do does did is are was were has have had wo would should could must"
_IS = "what when who where how why that there here"
_CONTRACTIONS = {
    **{f"{verb}nt": f"{verb}n't" for verb in _NOT.split()},
    **{f"{word}s": f"{word}'s" for word in _IS.split()},
    "im": "i'm",
    "ive": "i've",
    "theyre": "they're",
    "youre": "you're",
}
"""By how it is typed, but for those that are words themselves ("its", "were", "ill")."""

_QUOTES = '"`'
"""What stands between these is meant letter for letter."""


def with_apostrophes(text: str) -> str:
    """Give a question with its contractions as they are written: "whats" as "what's"."""
    words = text.split(" ")
    if _CONTRACTIONS.keys().isdisjoint(map(_bare, words)) or any(one in text for one in _QUOTES):
        return text
    return " ".join(map(_mended, words))


def _mended(word: str) -> str:
    bare = _bare(word)
    if bare not in _CONTRACTIONS:
        return word
    written = _CONTRACTIONS[bare]
    start = word.lower().index(bare)
    # The first letter stays as it was typed.
    return word[: start + 1] + written[1:] + word[start + len(bare) :]


def _bare(word: str) -> str:
    return word.strip(",.;:!?()").lower()

"""Find a span of a note again in what is shown of it, where its markup is gone."""

from __future__ import annotations


def find_span(shown: str, span: str, start: int = 0) -> tuple[int, int] | None:
    """Give begin and end of a span in the text shown, looking from `start` on first.

    Where it does not stand there as it is, letters and digits alone are compared: markup may have
    been cut through, as in the first sentence of `**Two. Sentences.**`.
    """
    for begin in (start, 0):
        at = shown.find(span, begin) if span else -1
        if at >= 0:
            return at, at + len(span)
    return _find_loosely(shown, span, start) or _find_loosely(shown, span, 0)


def _find_loosely(shown: str, span: str, start: int) -> tuple[int, int] | None:
    kept = [at for at in range(start, len(shown)) if shown[at].isalnum()]
    wanted = "".join(letter for letter in span if letter.isalnum())
    at = "".join(shown[index] for index in kept).find(wanted)
    if not wanted or at < 0:
        return None
    begin, end = kept[at], kept[at + len(wanted) - 1] + 1
    # Signs belong to the word they stand at: the dashes of `--rm`, a full stop.
    while begin > 0 and _is_sign(shown[begin - 1]):
        begin -= 1
    while end < len(shown) and _is_sign(shown[end]):
        end += 1
    return begin, end


def _is_sign(character: str) -> bool:
    return not character.isspace() and not character.isalnum()

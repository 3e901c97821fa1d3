"""One thing of an answer alone, to be pasted or run: its most direct span, or its code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.prompts import has_prompt, without_prompt
from assistant.render.places import is_alternative, pieces, section_of, shown_best
from assistant.render.plain import ALTERNATIVE
from assistant.render.sanitizing import sanitize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.model import Answer, Chunk, Passage

_BEFORE_COMMAND = r"^(?:>[ \t]?)*(?:[ \t]*\$[ \t]+)?"
"""The marks of a quotation, and a shell's prompt. A shell would take the first for a redirection,
the second for a command; `#` is not among them, since it opens a comment."""
_CODE_SPAN = r"(?s)(`+)(?!`) ?((?:(?!\1).)+?) ?\1"


def best_alone(answer: Answer) -> str:
    """Give the most direct span so that a command can be run as it is; of several answers, each's.

    A span is letter for letter that of the note, but for what isn't the command's: a prompt,
    marks of a quotation, backticks around the whole; and but for comments.
    """
    return "\n".join(
        _span(piece, section_of(piece, answer.hits))
        for piece in pieces(answer)
        if not is_alternative(piece)
    )


def _span(piece: Answer | Passage, section: Chunk | None) -> str:
    best = shown_best(piece)
    lines = sanitize(best).split("\n")
    text = "\n".join(re.sub(_BEFORE_COMMAND, "", line, count=1) for line in lines)
    # In prose it is somebody who speaks: "Ann> yes".
    if has_prompt(text) and _is_code(best, piece, section):
        return without_prompt(text)
    code = re.fullmatch(_CODE_SPAN, text)
    return code[2] if code else text


def _is_code(best: str, piece: Answer | Passage, section: Chunk | None) -> bool:
    """Tell whether the most direct span of a piece begins with a line of a code block."""
    # Imported here, since a parser comes with it.
    from assistant.render.excerpt_lines import outdented
    from assistant.render.parsing import code_blocks

    line = best.split("\n", 1)[0]
    return any(_holds_line(code, line) for code in code_blocks(outdented(piece.text, section)))


def _holds_line(code: str, line: str) -> bool:
    return line in map(str.strip, code.split("\n"))


def answer_text(answer: Answer) -> str:
    """Give all of an answer as it stands in the notes, without its places.

    What may be the answer instead is said to be that, lest it pass for the end of the first.
    """
    texts = (
        f"{ALTERNATIVE}\n\n{piece.text}" if is_alternative(piece) else piece.text
        for piece in pieces(answer)
    )
    return sanitize("\n\n".join(texts))


def code_alone(answer: Answer) -> str | None:
    """Give the code of the answer that its most direct line points to, without fences.

    That is the block which holds the line, else the next one behind it, else a command in the line
    (an option alone is none), else the first block of the answer or of its section.
    """
    # Imported here, since a parser comes with it.
    from assistant.render.excerpt_lines import outdented, without_hidden
    from assistant.render.parsing import code_blocks

    found = [
        code
        for piece in pieces(answer)
        if not is_alternative(piece)
        for code in _pointed_to(outdented(piece.text, section_of(piece, answer.hits)), piece.best)
    ]
    rest = code_blocks(without_hidden(answer.hits[0].chunk))
    return next((sanitize(code) for code in (*found, *rest)), None)


def _pointed_to(text: str, best: str) -> Iterator[str]:
    """Give the code of a text, what its most direct line points to first."""
    from assistant.render.parsing import code_blocks

    blocks = code_blocks(text)
    line = best.split("\n", 1)[0]
    yield from (code for code in blocks if _holds_line(code, line))
    yield from (code for code in blocks if line in code)
    # What stands in none of them ends outside of them.
    at = text.find(line)
    yield from code_blocks(text[at + len(line) :]) if at >= 0 else ()
    if f"`{best}`" in text and " " in best and not best.startswith("-"):
        yield best
    yield from blocks

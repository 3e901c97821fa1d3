"""How a question is told from the options around it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from assistant.commands.options import QUESTION_COMMANDS, TAKES_VALUE
from assistant.errors import nearest
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CONTINUE = ("-c", "--continue")
"""Options of `ask` alone. Behind the first word of a question `-c` belongs to the question, since
shells have it as well."""
SHORTEST_HINTED = 3
"""In characters; a shorter word with a dash is more likely another program's option than a slip."""
OURS_ALONE = frozenset({"--notes", "--follow-links", "--min-confidence", "--explain"})
"""Options that few other programs have: amid a question they were probably meant for us."""
ALSO_OTHERS = frozenset({"-q", "--quiet", "-x"})
"""Options that other programs have: at the end of a question they may be what it asks about."""


@dataclass(frozen=True, slots=True)
class Split:
    """Arguments, parted into the question and what stands around it."""

    rest: Sequence[str]
    """The command and our options, for argparse."""
    words: Sequence[str] = ()
    literal: Sequence[str] = ()
    """The question's words behind `--`, where nothing is an option."""
    behind: Sequence[str] = ()
    """Those of `rest` that stand behind the question's last word."""


def split_arguments(argv: Sequence[str]) -> Split:
    """Take the question's words out of the arguments.

    Options count before its first word and behind its last; amid its words they are words, since
    a question may be about another program's options. argparse would refuse words like `--rm` and
    `-it`, and words on both sides of an option.
    """
    pieces = list(_pieces(argv))
    command = next((at for at, piece in enumerate(pieces) if not piece[0].startswith("-")), None)
    if command is None or pieces[command][0] not in QUESTION_COMMANDS:
        return Split(argv)
    asked = pieces[command + 1 :]
    end = asked.index(["--"]) if ["--"] in asked else len(asked)
    words = _words(asked[:end], pieces[command][0])
    first, last = (words[0], words[-1] + 1) if words else (end, end)
    behind = _flat(asked[last:end])
    return Split(
        rest=[*_flat(pieces[: command + 1]), *_flat(asked[:first]), *behind],
        words=_flat(asked[first:last]),
        literal=_flat(asked[end + 1 :]),
        behind=behind,
    )


def _words(asked: Sequence[Sequence[str]], command: str) -> list[int]:
    """Give which of the pieces behind a command are words of its question."""
    words: list[int] = []
    for at, (name, *_) in enumerate(asked):
        is_another_s = name in CONTINUE and (command != "ask" or (name == "-c" and words))
        is_ours = _is_option(name) or (not words and _is_several(name))
        if is_another_s or not is_ours:
            words.append(at)
    return words


def _pieces(argv: Sequence[str]) -> Iterator[list[str]]:
    """Give each argument, an option with the value behind it."""
    rest = iter(argv)
    for word in rest:
        yield [word, *islice(rest, 1)] if TAKES_VALUE.get(word) else [word]


def _flat(pieces: Iterable[Sequence[str]]) -> list[str]:
    return [word for piece in pieces for word in piece]


def _is_option(word: str) -> bool:
    return word.partition("=")[0] in TAKES_VALUE or (word.startswith("-n") and word[2:].isdigit())


def _is_several(word: str) -> bool:
    """Tell whether a word is several of our options at once, such as `-cq` or `-qn3`.

    That is only looked for before a question: at the end of one it is another program's, as in
    "what is tar -xc".
    """
    flags, _, count = word[1:].partition("n")
    are_ours = flags and all(TAKES_VALUE.get(f"-{flag}") is False for flag in flags)
    return word.startswith("-") and bool(are_ours) and (not count or count.isdigit())


def hints(parted: Split) -> Iterator[str]:
    """Name options that may not mean what they were taken for."""
    names = [name for name in TAKES_VALUE if name.startswith("--")]
    for word in parted.words:
        name = word.partition("=")[0]
        # Shorter ones are mostly another program's.
        if len(name) > SHORTEST_HINTED and (close := _misspelt(name, names)):
            yield f"{word} is taken for a word of the question; {close} is an option"
        elif name in OURS_ALONE:
            yield f"{word} is taken for a word of the question; options stand before or behind it"
    # A question in quotes is one word, and where it ends is plain.
    for word in parted.behind if len(parted.words) > 1 else ():
        if word in ALSO_OTHERS:
            yield f"{word} is taken for an option of ours; for a word, put the question in quotes"


def is_slip(typed: str, name: str) -> bool:
    """Tell whether a word is a name with letters in another order, or one too many or too few.

    One letter in another's place is no sign: `what` may begin a question, and is near `chat`.
    """
    if sorted(typed) == sorted(name):
        return True
    longer, shorter = (typed, name) if len(typed) > len(name) else (name, typed)
    return len(shorter) >= SHORTEST_HINTED and any(
        shorter == longer[:at] + longer[at + 1 :] for at in range(len(longer))
    )


def _misspelt(name: str, options: Sequence[str]) -> str:
    """Give the option that is meant by a name close to it; empty for none, or the very name."""
    return nearest(name, options) if name.startswith("-") and name not in options else ""

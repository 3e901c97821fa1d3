"""Hold the kept conversations with the notes that ship, and print how many turns are right.

    python eval/hold_conversations.py [FILE ...] [--show SPLIT]

Each FILE of `eval/conversations/` is on the folder of its name in `eval/notes/`, or on the notes
that ship. A turn is right where the answer shown holds what is expected, or where nothing is
answered that the notes don't tell. The same turns are asked by two plain ways: as they are typed,
and with all earlier questions behind them. `--show` prints the turns of a split one by one.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sources import notes_of
from tables import row, rule

from assistant.conversation import NO_CONVERSATION, continued
from assistant.evaluation.measures import holds
from assistant.evaluation.questions import read_questions
from assistant.evaluation.subjects import resolver, sources_of
from assistant.model import Answer, Conversation, Remark
from assistant.pipeline import Assistant
from assistant.records import dataclass
from assistant.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from assistant.evaluation.questions import Question
    from assistant.model import Reply

KEPT = Path(__file__).parent / "conversations"
SPLITS = ("dev", "test")


class Talks:
    """The conversations of a file, held with its notes; each turn is asked once."""

    def __init__(self, path: Path) -> None:
        """Open the notes that a file of conversations is on."""
        self._assistant = Assistant(Settings(notes=str(notes_of(path))))
        self.turns = read_questions(path, resolver(sources_of(self._assistant)))
        self._held: dict[tuple[str, ...], Conversation] = {(): NO_CONVERSATION}

    def in_turn(self, turn: Question) -> Reply | Remark:
        """Ask a turn behind those before it, as in a chat."""
        return self._assistant.ask(turn.text, self._after(turn.history))

    def as_typed(self, turn: Question) -> Reply | Remark:
        """Ask a turn as if nothing had been asked before."""
        return self._assistant.ask(turn.text)

    def with_history(self, turn: Question) -> Reply | Remark:
        """Ask a turn with all that was asked before behind it."""
        return self._assistant.ask(" ".join([turn.text, *turn.history]))

    def _after(self, history: tuple[str, ...]) -> Conversation:
        if history not in self._held:
            before = self._after(history[:-1])
            self._held[history] = continued(before, self._assistant.ask(history[-1], before))
        return self._held[history]


WAYS: Mapping[str, Callable[[Talks, Question], Reply | Remark]] = {
    "in turn": Talks.in_turn,
    "as typed": Talks.as_typed,
    "with all earlier questions": Talks.with_history,
}


@dataclass(frozen=True, slots=True)
class Held:
    """A turn and what came of it in one way."""

    turn: Question
    reply: Reply | Remark

    @property
    def is_right(self) -> bool:
        """Whether what is shown holds what is expected, or nothing is where nothing is told."""
        return self._is_right(lambda answer: answer.whole)

    @property
    def is_right_at_once(self) -> bool:
        """The same of the line that is shown first."""
        return self._is_right(lambda answer: answer.best)

    def _is_right(self, shown: Callable[[Answer], str]) -> bool:
        if not isinstance(self.reply, Answer):
            return not self.turn.answerable
        return self.turn.answerable and holds(shown(self.reply), self.turn.answers)


def held(files: Sequence[Path], way: str) -> list[Held]:
    """Ask all turns of some files in one way."""
    talks = [(WAYS[way], Talks(path)) for path in files]
    return [Held(turn, ask(talk, turn)) for ask, talk in talks for turn in talk.turns]


def rows(way: str, found: Sequence[Held]) -> Iterator[tuple[str, ...]]:
    """Give the lines of a way, by split; the first turn of a conversation is no follow-up."""
    for split in SPLITS:
        own = [one for one in found if one.turn.split == split and one.turn.history]
        shown = sum(one.is_right for one in own)
        yield way, split, str(len(own)), str(shown), str(sum(one.is_right_at_once for one in own))


def _told(one: Held) -> str:
    """Give a turn with what was understood and answered on one line."""
    reply = one.reply
    meant = reply.query.standalone
    text = reply.best if isinstance(reply, Answer) else "–"
    mark = "right" if one.is_right else "WRONG"
    shown = " ".join(text.split())[:100]
    return f"{one.turn.id} {mark}: {one.turn.text} | {meant} | {shown}"


def main() -> None:
    """Print the table, or the turns of a split."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--show", choices=SPLITS, metavar="SPLIT")
    arguments = parser.parse_args()
    files = arguments.files or sorted(KEPT.glob("*.jsonl"))
    if arguments.show:
        for one in held(files, "in turn"):
            if one.turn.split == arguments.show:
                print(_told(one))
        return
    print(row("asked", "split", "follow-ups", "right", "right at once"))
    print(rule(5))
    for way in WAYS:
        for cells in rows(way, held(files, way)):
            print(row(*cells), flush=True)


if __name__ == "__main__":
    main()

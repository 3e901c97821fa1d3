"""Which files `assistant eval` may write: new ones, and those that the same option wrote.

Everything else that is there is somebody's work: the question file just read, a note, judgements.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.evaluation.questions import QuestionsError
from assistant.evaluation.saved_runs import is_run
from assistant.evaluation.trec import trec_qrels
from assistant.model import RETRIEVERS
from assistant.user_folders import replace_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.evaluation.options import Options
    from assistant.evaluation.questions import Question

PAGE_TITLE = "<title>Evaluation: "
"""What the head of our HTML page has, and hardly another."""

_RANKED = rf"\S+ Q0 \S+ \d+ \d\.\d{{6}} (?:{'|'.join(RETRIEVERS)})"
"""A line of our rankings, which ends in the system's name."""


@dataclass(frozen=True, slots=True)
class _Output:
    """A file that an option names."""

    option: str
    name: str
    replaces: str
    """What the option may be told to replace, in words."""
    is_ours: Callable[[str], bool]
    """Tells whether a text is that."""


def refuse_overwriting(options: Options, questions: Sequence[Question]) -> None:
    """Raise `QuestionsError` for a file that is there and was not written by the same option.

    An empty file can be written, and so can what is none, such as `/dev/null`.
    """
    taken: dict[Path, str] = {}
    for output in _outputs(options, questions):
        path, option = Path(output.name), output.option
        if path.exists() and not path.is_file():
            continue
        other = taken.setdefault(path.resolve(), option)
        if other != option:
            raise QuestionsError(f"{path}: {other} and {option} can't write one file; name two")
        if path.exists() and not _may_replace(path, output.is_ours):
            raise QuestionsError(
                f"{path}: is there already, and {option} replaces only {output.replaces};"
                " name another file"
            )


def write_output(name: str, text: str) -> None:
    """Write a file that an option names, in one step.

    A full disk so leaves the earlier run to compare with. Raises `QuestionsError` where that fails.
    """
    path = Path(name)
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8")
        else:
            replace_file(path, text, mode=0o666)
    except OSError as error:
        raise QuestionsError(f"{path}: {error.strerror}; name another file") from error


def _outputs(options: Options, questions: Sequence[Question]) -> Iterator[_Output]:
    """Give the files that the options name."""
    # Judgements look the same whoever made them.
    judgements = trec_qrels(questions)
    for output in (
        _Output("--save", options.save, "a run that it wrote", _is_run),
        _Output("--trec-run", options.trec_run, "rankings that it wrote", _is_ranking),
        _Output("--qrels", options.qrels, "the same judgements", judgements.__eq__),
        _Output("--html", options.html, "a page that it wrote", _is_page),
    ):
        if output.name:
            yield output


def _may_replace(path: Path, is_ours: Callable[[str], bool]) -> bool:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return not text or is_ours(text)


def _is_run(text: str) -> bool:
    try:
        return is_run(json.loads(text))
    except (ValueError, RecursionError):
        return False


def _is_ranking(text: str) -> bool:
    return all(re.fullmatch(_RANKED, line) for line in text.removesuffix("\n").split("\n"))


def _is_page(text: str) -> bool:
    return PAGE_TITLE in text[:1000]

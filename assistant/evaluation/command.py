"""What `assistant eval` does, but for printing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from operator import gt, lt
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.evaluation.calibration import Calibration, calibrate, is_wrong
from assistant.evaluation.measures import ANSWERING, OF_ALL, RETRIEVAL, require
from assistant.evaluation.output_files import refuse_overwriting, write_output
from assistant.evaluation.questions import QuestionsError
from assistant.evaluation.report import NO_RUN, Report, compared_systems, make_report
from assistant.evaluation.running import run
from assistant.evaluation.saved_runs import read_run, report_object
from assistant.evaluation.subjects import make_subject
from assistant.evaluation.trec import trec_qrels, trec_run
from assistant.pipeline import Assistant
from assistant.reading.files import portable
from assistant.records import replace
from assistant.settings import Settings
from assistant.workspace import shipped_questions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.evaluation.measures import Outcome
    from assistant.evaluation.options import Options
    from assistant.evaluation.report import SavedRun
    from assistant.evaluation.subjects import Subject
    from assistant.refreshing import Progress

FEWEST_TO_CALIBRATE = 5
"""How many right answers, and how many wrong ones, a threshold is fitted to at least."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A report, and the bounds it does not keep."""

    report: Report
    broken: tuple[str, ...]
    """A line for each bound that a system broke."""
    calibration: Calibration | None = None
    """The threshold that was fitted; `None` where that was not asked for."""


def evaluate(
    options: Options,
    settings: Settings,
    warn: Callable[[str], None],
    progress: Progress,
) -> Evaluation:
    """Measure, write the files asked for, and check the bounds.

    Raises `QuestionsError` for questions that can't be used, with every mistake in them, and
    `MissingExtraError` where a library is not installed that is needed.
    """
    _refuse_missing(options)
    _refuse_unknown_measures(options)
    earlier = _earlier_run(options)
    now = settings.min_confidence
    if options.calibrate:
        # Measured with the default, not with what was fitted last: the threshold decides which
        # parts of an answer to several questions are put together, and so how sure it is, so that
        # fitting again and again would go to and fro.
        settings = replace(settings, min_confidence=Settings().min_confidence)
    subject = make_subject(options, settings, warn)
    refuse_overwriting(options, subject.questions)
    outcomes = _outcomes(subject, options, progress)
    report = make_report(_name(options), outcomes, earlier)
    if earlier and not any(one.first.endswith(" before") for one in report.comparisons):
        warn(f"{options.against}: none of its questions is asked here; there is nothing to compare")
    _write_files(options, subject, report)
    fitted = _fitted(options, outcomes, now) if options.calibrate else None
    return Evaluation(report, tuple(_broken(options, report)), fitted)


def _outcomes(subject: Subject, options: Options, progress: Progress) -> list[Outcome]:
    """Ask everything; where the index turns out to be damaged, once more on a new one."""
    ask = partial(run, subject, options.retriever, progress)
    notes = subject.answerer
    return notes.fresh(ask) if isinstance(notes, Assistant) else ask()


def _earlier_run(options: Options) -> SavedRun:
    """Read the run to compare with; raises `QuestionsError` where no system can be compared."""
    if not options.against:
        return NO_RUN
    earlier = read_run(Path(options.against))
    held = list(earlier)
    if not compared_systems(held, options.retriever):
        if not held:
            raise QuestionsError(f"{options.against}: a run of no question; name another")
        raise QuestionsError(
            f"{options.against}: holds {' and '.join(held)}, not {' or '.join(options.retriever)};"
            f" compare with: --retriever {held[0]}"
        )
    return earlier


def _fitted(options: Options, outcomes: Sequence[Outcome], now: float) -> Calibration:
    """Give the threshold of confidence that suits the questions best, beside the one there is.

    Raises `QuestionsError` where they are too few, or of one kind alone.
    """
    own = [item for item in outcomes if item.system == options.retriever[0]]
    wrong = [is_wrong(item) for item in own]
    right = wrong.count(False)
    if min(right, len(own) - right) < FEWEST_TO_CALIBRATE:
        raise QuestionsError(
            f"{_name(options)}: {right} answered right and {len(own) - right} to be refused are too"
            f" few to calibrate; {FEWEST_TO_CALIBRATE} of each are needed"
        )
    return calibrate(own, now)


def _name(options: Options) -> str:
    path = Path(options.questions) if options.questions else shipped_questions()
    return portable(path.resolve().name)


def _refuse_missing(options: Options) -> None:
    """Raise an error before anything is asked that could not be measured, or written down."""
    require("measuring", "ir_measures")
    if options.html:
        require("the HTML page", "jinja2", "matplotlib")
    for path in filter(None, (options.save, options.trec_run, options.qrels, options.html)):
        if not Path(path).parent.is_dir():
            raise QuestionsError(f"{path}: no folder is there for it; name another file")


def _write_files(options: Options, subject: Subject, report: Report) -> None:
    if options.save:
        write_output(options.save, json.dumps(report_object(report), ensure_ascii=False) + "\n")
    if options.trec_run:
        write_output(options.trec_run, trec_run(report.outcomes))
    if options.qrels:
        write_output(options.qrels, trec_qrels(subject.questions))
    if options.html:
        from assistant.evaluation.html import page

        write_output(options.html, page(report))


def _refuse_unknown_measures(options: Options) -> None:
    known = (*RETRIEVAL, *ANSWERING, *OF_ALL)
    for limit in (*options.fail_under, *options.fail_over):
        if limit.measure not in known:
            raise QuestionsError(f"{limit.measure!r} is no measure; there are {', '.join(known)}")


def _broken(options: Options, report: Report) -> Iterator[str]:
    """Say which bounds are not kept; raises `QuestionsError` for one on what was not measured."""
    sides = (("under", options.fail_under, lt), ("over", options.fail_over, gt))
    for system, figures in report.systems.items():
        for side, limits, is_beyond in sides:
            for limit in limits:
                if limit.measure not in figures:
                    known = ", ".join(figures)
                    raise QuestionsError(f"{limit.measure!r} was not measured; there are {known}")
                mean = figures[limit.measure].mean
                if is_beyond(mean, limit.value):
                    yield f"{system}: {limit.measure} is {mean:.4f}, {side} {limit.value:g}"

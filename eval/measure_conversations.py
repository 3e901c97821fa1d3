"""Measure how well follow-ups are understood, and print Markdown tables.

    python eval/measure_conversations.py REWRITES FOLLOW_UPS COLLECTION [--alone QUERIES ...]

REWRITES are questions with a person's stand-alone forms, as `train_follow_ups.py` reads them. On
them the words are measured, each conversation with weights fitted on the others, on FOLLOW_UPS and
on the stand-alone questions of QUERIES. COLLECTION is a BEIR folder whose questions have a history;
its ranking is measured, and that of the question set that ships, with the weights that ship.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

import Stemmer
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS
from tables import row, rule
from train_follow_ups import cross_validated, read_alone, read_talks

from assistant.conversation import resolve
from assistant.evaluation.beir import read_collection
from assistant.evaluation.measures import summarize
from assistant.evaluation.options import Options
from assistant.evaluation.running import run
from assistant.evaluation.subjects import collection_subject, make_subject
from assistant.model import Conversation, NoAnswer, Query, Turn
from assistant.records import replace
from assistant.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from train_follow_ups import Talk, Weights

    from assistant.evaluation.questions import Question
    from assistant.evaluation.subjects import Subject

_STEMMER = Stemmer.Stemmer("english")
_REFERS = re.compile(
    r"\b(?:it|its|they|them|their|this|that|these|those|one|ones|he|she|his|her|him|there)\b", re.I
)
MEASURES = ("Success@1", "nDCG@10")

SHORT = 5
"""Questions of up to this many words are very short."""

WAYS: Mapping[str, Callable[[Question], Question]] = {
    "raw": lambda question: replace(question, history=()),
    "resolved": lambda question: question,
    "whole history appended": lambda question: replace(
        question, text=" ".join([question.text, *question.history]), history=()
    ),
}


# Words


def content(text: str) -> set[str]:
    """Give the stems of a text's words of two letters or more, scikit-learn's stop words aside."""
    words = re.findall(r"\w\w+", text.lower().replace("’", "'"))
    return {_STEMMER.stemWord(word) for word in words if word not in ENGLISH_STOP_WORDS}


def f1(found: str, wanted: str) -> float:
    """Give the harmonic mean of the shares of words that are right and that are found."""
    one, other = content(found), content(wanted)
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def standalone_forms(talk: Talk, weights: Weights) -> Iterator[str]:
    """Resolve each question of a conversation, of which only the questions are known."""
    conversation = Conversation()
    for one in talk:
        found = resolve(conversation, one.text, weights)
        query = Query(one.text, found, (), ())
        conversation = conversation.add(Turn(NoAnswer(query, "", (), 0.0)))
        yield found.standalone


def word_rows(
    rewrites: Path, follow_ups: Path, alone: Sequence[str]
) -> Iterator[tuple[str, float]]:
    """Give the mean F1 of each way over the follow-ups."""
    talks = read_talks(rewrites)
    asked = [(talk[:at], one) for talk in talks for at, one in enumerate(talk) if at]
    every = [(" ".join(x.text for x in before), before[0].text, one) for before, one in asked]
    yield "raw", _mean([f1(one.text, one.rewrite) for _, _, one in every])
    whole = [f1(f"{before} {one.text}", one.rewrite) for before, _, one in every]
    yield "whole history appended", _mean(whole)
    needy = [
        f1(f"{first} {one.text}" if _is_needy(one.text) else one.text, one.rewrite)
        for _, first, one in every
    ]
    yield "first question appended to a pronoun or a short question", _mean(needy)
    unseen = cross_validated(talks, read_talks(follow_ups), alone)
    resolved = [
        f1(found, one.rewrite)
        for talk, weights in unseen
        for at, (one, found) in enumerate(zip(talk, standalone_forms(talk, weights), strict=True))
        if at
    ]
    yield "resolved", _mean(resolved)


def _is_needy(text: str) -> bool:
    return bool(_REFERS.search(text)) or len(text.split()) <= SHORT


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


# Ranking


def rank_row(subject: Subject, questions: Sequence[Question]) -> list[str]:
    """Give how many questions there are, Success@1 and nDCG@10."""
    figures = summarize(run(replace(subject, questions=tuple(questions)), ["hybrid"]))
    return [str(len(questions)), *(f"{figures[name].mean:.3f}" for name in MEASURES)]


def after_another(questions: Sequence[Question]) -> list[Question]:
    """Ask each question after one that is about something else, half the set away."""
    half = len(questions) // 2
    others = [*questions[half:], *questions[:half]]
    return [
        replace(question, history=(other.text,))
        for question, other in zip(questions, others, strict=True)
    ]


def _print(*cells: str) -> None:
    print(row(*cells), flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for name in ("rewrites", "follow_ups", "collection"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--alone", nargs="*", default=[], type=Path)
    arguments = parser.parse_args()
    alone = [text for path in arguments.alone for text in read_alone(path)]
    _print("stand-alone form", "F1 of words")
    print(rule(2))
    for name, value in word_rows(arguments.rewrites, arguments.follow_ups, alone):
        _print(name, f"{value:.3f}")
    print()
    _print("questions", "asked", "number", *MEASURES)
    print(rule(5))
    collection = collection_subject(read_collection(arguments.collection), Settings())
    shipped = make_subject(Options(), Settings(), print)
    groups = {
        arguments.collection.name: (collection, [q for q in collection.questions if q.history]),
        **{
            f"docker.jsonl, follow-ups, {split}": (
                shipped,
                [q for q in shipped.questions if q.history and q.split == split],
            )
            for split in ("dev", "test")
        },
    }
    for name, (subject, questions) in groups.items():
        for way, change in WAYS.items():
            _print(name, way, *rank_row(subject, [change(question) for question in questions]))
    for split in ("dev", "test"):
        new = [
            one
            for one in shipped.questions
            if not one.history and one.split == split and one.answerable
        ]
        name = f"docker.jsonl, stand-alone, {split}"
        _print(name, "raw", *rank_row(shipped, new))
        _print(name, "after an unrelated question", *rank_row(shipped, after_another(new)))


if __name__ == "__main__":
    main()

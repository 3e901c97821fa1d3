"""Say what each part of the ranking is worth: leave it out, and print one Markdown table.

    python eval/ablation.py SOURCE [SOURCE ...]

Each SOURCE is a folder in BEIR format, or a question file on notes (`sources.py`), without their
comments, of which follow-ups and the split `test` are left out. Every row is a mean over the
sources, each of them scored with weights trained on the others, and trained without what the row
leaves out. The last column says on how many of them nDCG@10 is lower for it, and on how many
higher.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy
import tables
from train_ranker import NAMES, Judged, collect, open_subject, score, share_of, train

from assistant.answerer import Answerer
from assistant.errors import QueryError
from assistant.evaluation.measures import retrieval_measures
from assistant.language.synonyms import Synonyms
from assistant.records import replace
from assistant.understanding import understood

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from assistant.evaluation.subjects import Subject
    from assistant.model import Hit, Marks, Query, Retriever, SearchResult
    from assistant.storage.snapshot import Snapshot
    from assistant.text import Analyzer

    Understand = Callable[[Query, Snapshot, Analyzer, Synonyms], Query]

Figures = dict[str, float]

MEASURES = ("Success@1", "nDCG@10")

GROUPS: Mapping[str, tuple[str, ...]] = {
    "BM25 by field": ("bm25_heading", "bm25_body_content", "bm25_heading_content", "rank_bm25"),
    "TF-IDF cosines": ("tfidf_body", "tfidf_heading", "tfidf_body_content"),
    "coverage": ("coverage", "coverage_heading", "coverage_own", "coverage_lead"),
    "likeness of the heading": ("named", "named_above", "likeness", "exact", "same_topic"),
    "proximity": ("pairs_body", "pairs_own", "near", "near_ordered", "closeness", "window"),
    "character n-grams": ("letters", "letters_dense"),
    "feedback": ("feedback", "feedback_news"),
    "the note's other sections": ("note",),
    "type of question": ("wants_code", "shows_example", "defines", "compares", "names_both"),
    "lists of links told apart": ("tells",),
}
"""Features that tell the same kind of thing, and so are left out together."""


# Ways to understand a question


def without_synonyms(
    query: Query, store: Snapshot, analyzer: Analyzer, _synonyms: Synonyms
) -> Query:
    """Understand a question without the lists of synonyms."""
    return understood(query, store, analyzer, Synonyms({}, (), "", {}))


def without_variants(
    query: Query, store: Snapshot, analyzer: Analyzer, synonyms: Synonyms
) -> Query:
    """Understand a question without the other English spelling of its words."""
    variants = without_synonyms(query, store, analyzer, synonyms).alternatives
    found = understood(query, store, analyzer, synonyms)
    kept = tuple(one for one in found.alternatives if one not in variants)
    return replace(found, alternatives=kept)


def without_mending(query: Query, store: Snapshot, analyzer: Analyzer, synonyms: Synonyms) -> Query:
    """Understand a question as it was typed."""
    found = understood(query, store, analyzer, synonyms)
    # Alternatives are kept by the word they stand for; those of a mended one stand for nothing.
    return replace(query, alternatives=found.alternatives)


WORDS: Mapping[str, Understand] = {
    "synonyms": without_synonyms,
    "British and American spelling": without_variants,
    "mending of spelling": without_mending,
}


class Variant(Answerer):
    """Ranks as `Answerer` does, but for how a question is understood."""

    def __init__(self, answerer: Answerer, understand: Understand) -> None:
        """Answer from the index of another answerer."""
        super().__init__(answerer.store, answerer.settings)
        self._understand = understand

    def _understood(self, query: Query, index: Snapshot) -> Query:
        return self._understand(query, index, self.analyzer, self._current_synonyms())


class Unlearned(Answerer):
    """Ranks by BM25 and TF-IDF added up, the question being understood as ever."""

    def _by_learned_score(
        self, query: Query, index: Snapshot, allowed: Marks | None
    ) -> SearchResult:
        return self._by_one_score(self._understood(query, index), index, allowed, "hybrid")


# Measuring


@dataclass(frozen=True)
class Source:
    """A collection as the rows of the table need it."""

    everything: list[Judged]
    by_words: dict[str, list[Judged]]
    """Without each of `WORDS`."""
    unlearned: dict[str, Figures]
    """The measures of rankings that need no weights."""


def read(path: Path) -> Source:
    """Read a collection, and compute all that is measured of it."""
    subject, share = open_subject(path), share_of(path)
    answerer = subject.answerer
    unlearned = Unlearned(answerer.store, answerer.settings)
    return Source(
        collect(subject, share),
        {
            name: collect(replace(subject, answerer=Variant(answerer, understand)), share)
            for name, understand in WORDS.items()
        },
        {
            "BM25 and TF-IDF added up, nothing learned": _measure(
                replace(subject, answerer=unlearned), "hybrid"
            ),
            "BM25 alone": _measure(subject, "bm25"),
            "TF-IDF alone": _measure(subject, "tfidf"),
        },
    )


def _measure(subject: Subject, retriever: Retriever) -> Figures:
    questions = [question for question in subject.questions if question.relevant]
    rankings = {
        question.id: [
            subject.identify(hit.chunk.source, question.relevant)
            for hit in _hits(subject.answerer, question.text, retriever)
        ]
        for question in questions
    }
    distinct = {name: list(dict.fromkeys(ranking)) for name, ranking in rankings.items()}
    return _mean(list(retrieval_measures(questions, distinct).values()))


def _hits(answerer: Answerer, question: str, retriever: Retriever) -> Sequence[Hit]:
    try:
        return answerer.ranked(answerer.query(question), retriever).hits
    except QueryError:
        # Nothing to look for, which is as good as nothing found.
        return []


def _mean(rows: Sequence[Mapping[str, float]]) -> Figures:
    return {name: float(numpy.mean([row[name] for row in rows])) for name in MEASURES}


def _left_out(rows: Sequence[Judged], names: Sequence[str]) -> list[Judged]:
    """Take features out: one that is 0 for all candidates is as good as none, for training too."""
    kept = numpy.array([name not in names for name in NAMES])
    return [replace(row, values=row.values * kept) for row in rows]


def _trained_on_others(collections: Sequence[Sequence[Judged]]) -> list[Figures]:
    return [
        score(rows, train([*collections[:at], *collections[at + 1 :]]))
        for at, rows in enumerate(collections)
    ]


def rows(sources: Sequence[Source]) -> Iterator[tuple[str, list[Figures]]]:
    """Give each row's name and its measures, source by source."""
    whole = [source.everything for source in sources]
    yield "everything", _trained_on_others(whole)
    for name, features in GROUPS.items():
        fewer = [_left_out(collection, features) for collection in whole]
        yield f"without {name}", _trained_on_others(fewer)
    for name in WORDS:
        yield f"without {name}", _trained_on_others([one.by_words[name] for one in sources])
    for name in sources[0].unlearned:
        yield name, [source.unlearned[name] for source in sources]


# The table


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sources", nargs="+", type=Path, metavar="SOURCE")
    paths = parser.parse_args().sources
    if unknown := set(NAMES) ^ {name for group in GROUPS.values() for name in group}:
        raise SystemExit(f"not in one group and among the features: {', '.join(sorted(unknown))}")
    sources = [read(path) for path in paths]
    found = list(rows(sources))
    heads = [head for name in MEASURES for head in (name, "change")]
    print(tables.row("ranking", *heads, "lower, higher"))
    print(tables.rule(len(heads) + 2))
    for name, figures in found:
        print(tables.row(name, *_cells(figures, found[0][1])))
    print()
    for name in WORDS:
        print(f"- {name}: {_touched(sources, name)} questions have other features without it")


def _cells(figures: Sequence[Figures], everything: Sequence[Figures]) -> Iterator[str]:
    mean, whole = _mean(figures), _mean(everything)
    for name in MEASURES:
        yield f"{mean[name]:.4f}"
        yield f"{mean[name] - whole[name]:+.4f}"
    changes = [
        one["nDCG@10"] - other["nDCG@10"] for one, other in zip(figures, everything, strict=True)
    ]
    # What would be printed as no change is none.
    lower, higher = (sum(sign * one >= 0.00005 for one in changes) for sign in (-1, 1))
    yield f"{lower}, {higher}"


def _touched(sources: Sequence[Source], name: str) -> int:
    """Count the questions whose candidates are others, or have other features, without it."""
    return sum(
        whole.ids != left.ids or not numpy.array_equal(whole.values, left.values)
        for source in sources
        for whole, left in zip(source.everything, source.by_words[name], strict=True)
    )


if __name__ == "__main__":
    main()

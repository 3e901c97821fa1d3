"""Sections made of a heading and a body and indexed without a file, for tests of the ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

from assistant.index import fit_bm25, fit_tfidf
from assistant.model import Alternative, Query, Resolution, Retriever
from assistant.ranking import rank
from assistant.relevance.ranker import SectionRanker, shipped_ranker
from assistant.reranking import asked_terms, rerank
from assistant.storage.index_types import (
    Candidate,
    FieldPostings,
    FieldStatistics,
    PostingBlock,
    Statistics,
    TermPostings,
)
from assistant.storage.norms import tfidf_norms
from assistant.storage.packing import document_frequency
from assistant.storage.ragged import Ragged, RaggedBuilder
from assistant.text import analyzer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.model import Integers
    from assistant.relevance.ranking_types import Ranked

Sections = dict[str, tuple[str, str]]
"""Heading and body of each section, by a name that says what the section is there for."""

Alternatives = tuple[Alternative, ...]

EMPTY = FieldPostings(numpy.array([], dtype=numpy.int32), numpy.array([], dtype=numpy.int32))
ENGLISH = analyzer()


def query_of(question: str, alternatives: Alternatives = ()) -> Query:
    return Query(question, Resolution(question), *ENGLISH.question_terms(question), alternatives)


def ragged(lists: Iterable[Iterable[int]]) -> Ragged:
    builder = RaggedBuilder()
    for one in lists:
        builder.add(one)
    return builder.build()


def fitted(
    documents: Sequence[Sequence[str]], first_id: int = 0
) -> tuple[dict[str, FieldPostings], FieldStatistics]:
    """Fit one field of chunks that have the ids from `first_id` on, as a refresh does."""
    names = sorted({term for document in documents for term in document})
    numbered = ragged([[names.index(term) for term in document] for document in documents])
    found = fit_bm25(numbered, len(names)).postings
    size = first_id + len(documents)
    lengths = numpy.zeros(size, dtype=numpy.int32)
    lengths[first_id:] = numbered.sizes
    block = PostingBlock(found.chunks + first_id, found.frequencies, found.sizes)
    ids = numpy.arange(first_id, size, dtype=numpy.int32)
    norms, _ = tfidf_norms([(block, block)], ids, size, fit_tfidf)
    ends = numpy.cumsum(block.sizes)
    postings = {
        term: FieldPostings(block.chunks[end - size : end], block.frequencies[end - size : end])
        for term, end, size in zip(names, ends, block.sizes, strict=True)
    }
    average = float(lengths.sum()) / len(documents) if documents else 0.0
    return postings, FieldStatistics(lengths, norms, average)


def index_of(sections: Sections) -> tuple[dict[str, TermPostings], Statistics]:
    """Index sections, each of which is a note of its own and has its place for its id."""
    heading, heading_statistics = fitted(
        [ENGLISH.terms(heading) for heading, _ in sections.values()]
    )
    body, body_statistics = fitted([ENGLISH.terms(body) for _, body in sections.values()])
    postings = {
        term: TermPostings(number, term, *fields, document_frequency(*(f.chunks for f in fields)))
        for number, term in enumerate(sorted(heading.keys() | body.keys()))
        for fields in [(heading.get(term, EMPTY), body.get(term, EMPTY))]
    }
    notes = numpy.arange(len(sections), dtype=numpy.int32)
    return postings, Statistics(len(sections), notes, heading_statistics, body_statistics)


def ranked(
    question: str,
    sections: Sections,
    depth: int = 50,
    retriever: Retriever = "hybrid",
    alternatives: Alternatives = (),
) -> list[Ranked]:
    """Rank as the first stage does."""
    postings, statistics = index_of(sections)
    return rank(query_of(question, alternatives), postings, statistics, depth, retriever).items()


def candidates_of(
    sections: Sections, postings: Mapping[str, TermPostings], chunks: Sequence[int]
) -> list[Candidate]:
    """Give candidates; the notes they stand in are named by the sections."""

    def numbers(text: str) -> Integers:
        return numpy.array([postings[one].number for one in ENGLISH.terms(text)], dtype=numpy.int32)

    items = list(sections.items())
    return [
        Candidate(
            chunk,
            numbers(heading),
            numbers(heading),
            numbers(body),
            name,
            1,
            "`" in body,
            f"{heading}\n{body}",
        )
        for chunk in chunks
        for name, (heading, body) in [items[chunk]]
    ]


def reranked(
    question: str,
    sections: Sections,
    alternatives: Alternatives = (),
    ranker: SectionRanker | None = None,
) -> list[Ranked]:
    """Rank as both stages do."""
    query = query_of(question, alternatives)
    postings, statistics = index_of(sections)
    first = rank(query, postings, statistics, 50)
    candidates = candidates_of(sections, postings, first.ids())
    terms = asked_terms(query, postings, statistics.chunk_count)
    return rerank(query, terms, first, candidates, ranker or shipped_ranker())


def ranker_of(**weights: float) -> SectionRanker:
    """Make a ranker to which these features are worth so much, whatever the headings are like."""
    return SectionRanker(tuple(weights), tuple(weights.values()), tuple(weights.values()))


def names_of(items: Sequence[Ranked], sections: Sections) -> list[str]:
    names = list(sections)
    return [names[item.chunk] for item in items]


TEA: Sections = {
    "history": ("History", "In 1610 a ship brought the first leaves to Europe."),
    "storing": ("Storing green tea", "Keep the leaves dry, dark and cool."),
    "pots": ("Pots", "Iron keeps water hot. Rinse it, and never brew with soap."),
    "black": ("Black tea", "Brew it with boiling water. It is stronger than green tea."),
    "brewing": ("Brewing green tea", "Pour water of 80 degrees on the leaves, wait two minutes."),
}

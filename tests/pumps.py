"""Answers on a pump, from the sections of a note as they stand, for tests of what is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from assistant.answering import AnswerCriteria, answer
from assistant.answers.confidence import ConfidenceModel
from assistant.chunking import chunk_note
from assistant.model import Answer, Evidence, Hit, Note, Query, Reply, Resolution, SearchResult
from assistant.relevance.ranker import shipped_span_ranker
from assistant.text import analyzer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ANALYZER = analyzer()

COVERED = ConfidenceModel({"coverage": 10.0}, -5.0)
"""Confident to 0.5 where half of the question is covered, and to 0.99 where all of it is."""

PUMP = """\
# Pump

## The pump

A pump is a device that moves water uphill. It was bought in 2019.

The pump is started with `pumpctl start --slow`, never by hand.

```sh
# rinse first
pumpctl status
pumpctl stop --now
```

The filter is cleaned each spring. Wear gloves, since it is sharp.
"""


def query(text: str) -> Query:
    return Query(text, Resolution(text), *ANALYZER.question_terms(text))


def hits_of(markdown: str, coverage: float = 1.0) -> list[Hit]:
    """Give a note's sections as hits, in order, the section of the whole note left out."""
    chunks = chunk_note(Note("pump.md", "Pump", markdown), max_words=10_000)
    evidence = Evidence(bm25=1.0, tfidf=0.5, coverage=coverage, matched=("pump", "lift"))
    return [Hit(chunk, 1.0, evidence) for chunk in chunks if len(chunk.source.headings) > 1]


def from_hits(
    asked: Query, hits: Sequence[Hit], weights: Mapping[str, float], *, words: int = 120
) -> Reply:
    criteria = AnswerCriteria(ANALYZER.terms, shipped_span_ranker(), COVERED, words, 0.5, 0.6)
    return answer(SearchResult(asked, tuple(hits), weights), criteria)


def reply(question: str, markdown: str = PUMP, *, words: int = 120, coverage: float = 1.0) -> Reply:
    asked = query(question)
    weights = dict.fromkeys(asked.content, 1.0)
    return from_hits(asked, hits_of(markdown, coverage), weights, words=words)


def answered(question: str, markdown: str = PUMP, *, words: int = 120) -> Answer:
    found = reply(question, markdown, words=words)
    assert isinstance(found, Answer)
    return found


def section(*blocks: str) -> str:
    return "\n\n".join(["# Pump", "## The pump", *blocks]) + "\n"


def words(count: int, word: str = "water") -> str:
    return " ".join([word] * count)


blocks = st.lists(
    st.sampled_from(
        [
            "The pump is old. It leaks.",
            "The hose\nis long.",
            "- one\n- two `pumpctl a b`\n  and more\n  - nested",
            "1. first\n\n   ```\n   pumpctl x\n   ```\n2. second",
            "```sh\npumpctl a \\\n  b\n\n# c\npumpctl d\n```",
            "~~~\npumpctl a\n~~~",
            "    pumpctl indented",
            "| a | b |\n|---|---|\n| pump | c |",
            "> The pump is quoted. So is this.\n> It goes on.",
            "> ```\n> pumpctl quoted\n> ```",
            "<div>\npump\n</div>",
            words(60) + ".",
            "***",
        ]
    ),
    min_size=1,
    max_size=8,
)
questions = st.sampled_from(["What is a pump?", "How do I start it?", "which command is second"])

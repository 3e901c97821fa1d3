"""`assistant.answers.choosing`: which of a section's lines answers most directly.

How that depends on the question's words is in `test_answering.py`, and on each feature in
`test_span_features.py`.
"""

from __future__ import annotations

import pytest

from assistant.answers.choosing import best_span
from assistant.chunking import chunk_note
from assistant.model import Note, Query
from assistant.relevance.ranker import shipped_span_ranker
from assistant.text import analyzer

ANALYZER = analyzer()

BODY = """
You want a fresh build when old layers get in the way.

```sh
boiler build --clean
```
"""


def best(question: str, heading: str, body: str = BODY) -> str:
    terms, content = ANALYZER.question_terms(question)
    section = chunk_note(Note("boiler.md", "Boiler", f"# Boiler\n\n## {heading}\n{body}"))[-1]
    weights = dict.fromkeys(content, 1.0)
    query = Query(question, question, terms, content)
    found = best_span(query, section, weights, ANALYZER.terms, shipped_span_ranker())
    assert found is not None
    return found.text


def test_what_asks_for_nothing_wants_the_command_under_a_heading_that_asks_how() -> None:
    assert best("fresh build, no old layers", "How do I rebuild?") == "boiler build --clean"


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("fresh build, no old layers", "Layers"),
        ("when do I want a fresh build", "How do I rebuild?"),
        ("old layers compared with a fresh build", "How do I rebuild?"),
        ("a fresh build fails with old layers", "How do I rebuild?"),
    ],
    ids=["under another heading", "asks", "compares", "tells what is wrong"],
)
def test_what_asks_otherwise_does_not(question: str, heading: str) -> None:
    assert best(question, heading).startswith("You want a fresh build")


KEPT = """
Logs are kept as files: `/var/log/boiler.log` on the host. You need them to find out what broke.

| Host | Logs |
| --- | --- |
| remote | `tcp://boiler/log` |
"""


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("where can I find out logs", "/var/log/boiler.log"),
        ("remote logs location", "| remote | `tcp://boiler/log` |"),
        ("why find out by logs", "You need them to find out what broke."),
    ],
)
def test_where_something_is_kept_is_told_by_a_line_with_a_path(question: str, line: str) -> None:
    assert best(question, "Logs", KEPT) == line


def test_a_bare_heading_has_no_line_that_answers() -> None:
    terms, content = ANALYZER.question_terms("boiler")
    section = chunk_note(Note("boiler.md", "Boiler", "# Boiler\n\n## The boiler\n"))[-1]
    query = Query("boiler", "boiler", terms, content)
    assert best_span(query, section, {}, ANALYZER.terms, shipped_span_ranker()) is None

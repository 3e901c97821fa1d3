"""`assistant.answerer`: the order of the stages, and which of several replies is given."""

from __future__ import annotations

import pytest

from assistant.answerer import Answerer
from assistant.model import Answer, Chunk, Evidence, Hit, Query, ResolutionKind, Source
from assistant.settings import Settings
from assistant.store import Store


def told(query: Query, confidence: float, *headings: str) -> Answer:
    """Give an answer from a section with these headings, which holds each word of the query."""
    source = Source(f"{'-'.join(headings)}.md", headings, "", 1, 1)
    evidence = Evidence(1.0, 0.5, 1.0, tuple(query.content))
    text = " ".join(headings)
    return Answer(query, text, text, 1, confidence, (Hit(Chunk(source, text, ()), 1, evidence),))


@pytest.fixture
def answerer() -> Answerer:
    return Answerer(Store(None, ""), Settings())


# As it was typed, or with what was added


@pytest.mark.parametrize(("confidence", "is_alone"), [(0.5, True), (0.49, False)])
def test_a_question_is_taken_as_typed_from_some_confidence_on(
    answerer: Answerer, monkeypatch: pytest.MonkeyPatch, confidence: float, *, is_alone: bool
) -> None:
    def as_understood(query: Query, _retriever: str) -> Answer:
        return told(query, 0.2 if query.resolved else confidence)

    monkeypatch.setattr(answerer, "as_understood", as_understood)
    text, added = "how is it brewed", (("", "tea"),)
    terms = ("brew", "tea")
    extended = Query(
        text,
        f"{text} (tea)",
        terms,
        terms,
        resolved=added,
        resolution=ResolutionKind.EXTENDED,
    )
    assert (answerer.reply(extended).query.resolved == ()) is is_alone


# Things that are compared


@pytest.mark.parametrize(("lead", "are_apart"), [(0.1, True), (0.09, False)])
def test_things_are_told_from_their_own_sections_where_these_are_surer_by_so_much(
    answerer: Answerer, monkeypatch: pytest.MonkeyPatch, lead: float, *, are_apart: bool
) -> None:
    confidences = {"kettle vs samovar": 0.0, "what is kettle": 0.9, "what is samovar": lead}

    def from_first(query: Query, _retriever: str) -> Answer:
        heading = query.text.removeprefix("what is ").replace("kettle vs samovar", "packing")
        return told(query, confidences[query.text], heading)

    monkeypatch.setattr(answerer, "_from_first", from_first)
    reply = answerer.as_understood(answerer.query("kettle vs samovar"))
    assert isinstance(reply, Answer)
    shown = [reply.text, *(one.text for one in reply.passages)]
    assert shown == (["kettle", "samovar"] if are_apart else ["packing"])

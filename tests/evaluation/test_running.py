"""`assistant.evaluation.running`: every question is asked of every system, and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answerer import Answerer
from assistant.evaluation.measures import RETRIEVAL
from assistant.evaluation.questions import Question
from assistant.evaluation.running import Conversations, run
from evaluation.builders import small_subject

if TYPE_CHECKING:
    import pytest

    from assistant.model import Query, Reply, Retriever


def test_a_question_is_asked_after_its_history() -> None:
    asked = small_subject(
        Question("raw", "how do I remove them?", {"volumes": 1}),
        Question("after", "how do I remove them?", {"volumes": 1}, history=("what are volumes",)),
    )
    _, after = run(asked, ["hybrid"])
    assert after.ranking[0] == "volumes"
    assert after.question.text == "how do I remove them?"


def test_thanks_in_a_history_are_no_turn() -> None:
    conversations = Conversations(small_subject().answerer, "hybrid")
    (only,) = conversations.after(("what are volumes", "thanks")).turns
    assert only.question == "what are volumes"


def test_each_question_of_a_history_is_asked_once_a_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    reply = Answerer.reply

    def noting(self: Answerer, query: Query, retriever: Retriever = "hybrid") -> Reply:
        asked.append(query.text)
        return reply(self, query, retriever)

    monkeypatch.setattr(Answerer, "reply", noting)
    first, second = "what are volumes", "how do I list containers"
    run(
        small_subject(
            Question("a", "and stop?", {"containers": 1}, history=(first, second)),
            Question("b", "and why?", {"containers": 1}, history=(first, second)),
            Question("c", "and where?", {"volumes": 1}, history=(first,)),
        ),
        ["hybrid"],
    )
    assert sorted(asked) == sorted([first, second, "and stop?", "and why?", "and where?"])


def test_a_line_of_a_history_without_a_word_is_no_turn() -> None:
    asked = small_subject(Question("q", "how do I remove volumes", {"volumes": 1}, history=("?!",)))
    (item,) = run(asked, ["hybrid"])
    assert item.ranking[0] == "volumes"


def test_an_answer_is_measured_where_an_answer_is_expected() -> None:
    asked = small_subject(
        Question("shown", "how do I list containers", {"containers": 1}, ("docker ps",)),
        Question("other", "how do I list containers", {"containers": 1}, ("docker images",)),
        Question("none", "how do I list containers", {"containers": 1}),
        Question("far", "who won the cup", answerable=False),
    )
    shown, other, none, far = run(asked, ["hybrid"])
    assert shown.answered
    assert "docker ps" in shown.answer
    assert shown.measures["Answer@1"] == 1
    assert other.measures["Answer@1"] == other.measures["Best@1"] == 0
    assert set(none.measures) == set(RETRIEVAL)
    assert far.measures == {}


def test_a_question_without_a_word_counts_as_zero() -> None:
    (item,) = run(small_subject(Question("q", "???", {"volumes": 1}, ("rm",))), ["hybrid"])
    assert (item.ranking, item.answered, item.answer, item.confidence) == ((), False, "", 0.0)
    assert set(item.measures.values()) == {0.0}
    assert item.measures["Answer@1"] == 0


def test_every_system_is_asked_every_question_in_order_and_progress_is_told() -> None:
    seen: list[tuple[int, int]] = []
    asked = small_subject(Question("1", "volumes", {"volumes": 1}), Question("2", "list", {"x": 1}))
    outcomes = run(
        asked, ["bm25", "tfidf", "hybrid"], lambda done, total: seen.append((done, total))
    )
    assert [(item.system, item.question.id) for item in outcomes] == [
        (system, name) for system in ("bm25", "tfidf", "hybrid") for name in ("1", "2")
    ]
    assert seen == [(done, 6) for done in range(7)]
    assert all(item.elapsed_ms > 0 for item in outcomes)

"""`assistant.answers.composing`: one reply from the replies to the parts of a question."""

from __future__ import annotations

from assistant.answers.composing import holds_all, side_by_side, together
from assistant.model import Answer, Chunk, Evidence, Hit, NoAnswer, Query, Resolution, Source

WHOLE = Query("both?", Resolution("both?"), ("both",), ("both",))


def hit(path: str, line: int = 1, *matched: str) -> Hit:
    source = Source(path, ("Pump",), f"l{line}", line, line)
    return Hit(Chunk(source, "text", ()), 1.0, Evidence(1.0, 0.5, 1.0, matched))


def answer(text: str, *hits: Hit, confidence: float = 0.9, tentative: bool = False) -> Answer:
    line = hits[0].chunk.source.first_line
    query = Query(f"{text}?", Resolution(f"{text}?"), (text,), (text,))
    return Answer(query, text, text, line, confidence, hits, tentative=tentative)


def refusal(text: str) -> NoAnswer:
    return NoAnswer(Query(text, Resolution(text), (), ()), "The notes don't say.", (), 0.1)


def test_several_answers_come_in_the_order_of_the_questions() -> None:
    found = together(WHOLE, [answer("one", hit("a.md")), answer("two", hit("b.md"))])
    assert found is not None
    assert (found.text, [one.text for one in found.passages]) == ("one", ["two"])
    assert found.passages[0].source.path == "b.md"


def test_the_whole_keeps_the_question_as_it_was_typed() -> None:
    found = together(WHOLE, [answer("one", hit("a.md")), answer("two", hit("b.md"))])
    assert found is not None
    assert (found.query.text, found.query.standalone) == ("both?", "one? two?")


def test_the_whole_is_as_sure_as_the_least_sure_answer() -> None:
    sure = answer("one", hit("a.md"), confidence=0.9)
    unsure = answer("two", hit("b.md"), confidence=0.4, tentative=True)
    found = together(WHOLE, [sure, unsure])
    assert found is not None
    assert (found.confidence, found.tentative) == (0.4, True)


def test_a_question_without_an_answer_is_named() -> None:
    found = together(WHOLE, [refusal("one?"), answer("two", hit("b.md"))])
    assert found is not None
    assert (found.text, found.unanswered, found.passages) == ("two", ("one?",), ())


def test_where_no_question_has_an_answer_there_is_none() -> None:
    assert together(WHOLE, [refusal("one?"), refusal("two?")]) is None


def test_the_same_place_is_shown_once() -> None:
    found = together(WHOLE, [answer("one", hit("a.md")), answer("one", hit("a.md"))])
    assert found is not None
    assert found.passages == ()


def test_sections_are_ranked_in_turn_and_listed_once() -> None:
    first, second, third = hit("a.md"), hit("b.md"), hit("c.md")
    found = together(WHOLE, [answer("one", first, third), answer("two", second, first)])
    assert found is not None
    assert [one.chunk.source.path for one in found.hits] == ["a.md", "b.md", "c.md"]


def test_a_comparison_is_answered_from_a_section_for_each_side() -> None:
    whole = answer("whole", hit("w.md"), confidence=0.6)
    found = side_by_side(whole, [answer("one", hit("a.md")), answer("two", hit("b.md"))])
    assert isinstance(found, Answer)
    assert (found.text, [one.text for one in found.passages]) == ("one", ["two"])
    assert (found.query, found.confidence) == (whole.query, 0.6)
    assert [one.chunk.source.path for one in found.hits] == ["a.md", "b.md", "w.md"]


def test_all_things_that_are_compared_are_told_in_their_order() -> None:
    sides = [answer(name, hit(f"{name}.md")) for name in ("one", "two", "three")]
    found = side_by_side(refusal("whole"), sides)
    assert isinstance(found, Answer)
    assert (found.text, [one.text for one in found.passages]) == ("one", ["two", "three"])


def test_a_comparison_that_no_section_answers_is_as_sure_as_the_less_sure_side() -> None:
    sure = answer("one", hit("a.md"), confidence=0.9)
    unsure = answer("two", hit("b.md"), confidence=0.4, tentative=True)
    found = side_by_side(refusal("whole"), [sure, unsure])
    assert isinstance(found, Answer)
    assert (found.text, [one.text for one in found.passages]) == ("one", ["two"])
    assert (found.query.text, found.confidence, found.tentative) == ("whole", 0.4, True)


def test_a_comparison_with_a_side_that_is_not_there_stays_as_it_was() -> None:
    whole = answer("whole", hit("w.md"))
    assert side_by_side(whole, [answer("one", hit("a.md")), refusal("two")]) is whole


def test_a_section_holds_all_when_it_matched_every_side() -> None:
    def content(text: str) -> list[str]:
        return text.split()

    assert holds_all(hit("a.md", 1, "red", "blue"), ["red", "blue"], content)
    assert not holds_all(hit("a.md", 1, "red"), ["red", "blue"], content)

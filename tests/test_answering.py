"""`assistant.answering`: from which section is answered, how surely, and when not at all.

What holds for every section of the shipped notes is in `test_corpus.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pumps import PUMP, answered, from_hits, hits_of, query, reply, section, words

from assistant.answering import NEAREST
from assistant.answers.term_support import WITHOUT_MEANS
from assistant.chunking import chunk_note
from assistant.language.sentences import spans
from assistant.model import Answer, Evidence, Feature, Hit, NoAnswer, Note
from assistant.records import replace

if TYPE_CHECKING:
    from collections.abc import Sequence


def test_a_means_that_no_section_mentions_is_doubted_and_one_that_another_does_is_not() -> None:
    asked = query("How do I lift the pump with a crane?")
    weights = dict.fromkeys(asked.content, 1.0)
    text = "# Pump\n\n## Lift\n\nLift the pump by hand.\n\n## Crane\n\nIt is blue."
    first, other = hits_of(text)
    mentioning = replace(other, evidence=replace(other.evidence, matched=("crane",)))
    sure = from_hits(asked, [first, mentioning], weights).confidence
    assert from_hits(asked, [first, other], weights).confidence == WITHOUT_MEANS * sure > 0


def test_the_answer_is_cut_from_the_first_hit() -> None:
    found = answered("valve", "# Pump\n\n## First\n\nThe hose.\n\n## Second\n\nThe valve.\n")
    assert found.text == "The hose."
    assert found.source.anchor == "first"


def test_an_answer_between_the_limits_is_tentative() -> None:
    unsure, sure = (reply("What is a pump?", coverage=share) for share in (0.55, 0.6))
    assert isinstance(unsure, Answer)
    assert isinstance(sure, Answer)
    assert (unsure.tentative, sure.tentative) == (True, False)


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("The pump lifts 5 cups.", True),
        ("The pump lifts twice the cups of the old one.", True),
        ("The pump lifts cups.", False),
    ],
)
def test_how_many_is_told_by_an_amount(sentence: str, is_told: bool) -> None:
    found = reply("How many cups does the pump lift?", section(sentence))
    assert (found.confidence == 1) == is_told


def test_a_fact_told_of_something_else_is_less_sure() -> None:
    of_it, of_another = (
        reply("How many cups does the pump lift?", section(sentence)).confidence
        for sentence in ("The pump lifts 5 cups.", "The pump has 5 valves.")
    )
    assert of_another < of_it


def test_how_often_may_be_told_without_a_number() -> None:
    assert reply("How often is the pump oiled?", section("It is oiled at night.")).confidence == 1


# Another section that is nearly as likely


RIVALS = "# Pump\n\n## Stopping\n\nIt is stopped by hand.\n\n## Resting\n\nIt rests at night.\n"


def ranked_hits(markdown: str, *scores: float) -> list[Hit]:
    """Give a note's sections as hits of the learned ranking, with these scores."""
    features = (Feature("coverage", 1.0, 1.0),)
    return [
        replace(hit, score=score, evidence=replace(hit.evidence, features=features))
        for hit, score in zip(hits_of(markdown), scores, strict=True)
    ]


def with_another(
    hits: Sequence[Hit], question: str = "how is the pump stopped", *, words: int = 120
) -> Answer:
    """Give the answer from ranked hits, with another one where there is any."""
    asked = query(question)
    found = from_hits(asked, hits, dict.fromkeys(asked.content, 1.0), words=words)
    assert isinstance(found, Answer)
    return found


def further(hits: Sequence[Hit], question: str = "how is the pump stopped") -> list[str]:
    """Give what stands in the answer beside its first piece."""
    passages = with_another(hits, question).passages
    assert all(passage.is_alternative for passage in passages)
    return [passage.text for passage in passages]


def test_what_a_section_says_that_scores_nearly_as_much_is_an_alternative() -> None:
    assert further(ranked_hits(RIVALS, 5.0, 4.5)) == ["It rests at night."]


def test_there_is_no_alternative_where_the_first_section_leads() -> None:
    assert further(ranked_hits(RIVALS, 5.0, 3.5)) == []


def test_a_section_that_was_passed_over_is_no_alternative() -> None:
    assert further(ranked_hits(RIVALS, 5.0, 5.5)) == []


def test_a_ranking_that_was_not_learned_has_no_alternative() -> None:
    assert further(hits_of(RIVALS)) == []


def test_what_says_the_same_once_more_is_no_alternative() -> None:
    twice = RIVALS.replace("rests at night", "is stopped by hand")
    assert further(ranked_hits(twice, 5.0, 4.5)) == []


def test_what_lacks_what_is_asked_for_is_no_alternative() -> None:
    hits = ranked_hits(RIVALS.replace("by hand", "in May"), 5.0, 4.5)
    assert further(hits, "when was the pump stopped") == ["It rests at night."]
    hits = ranked_hits(RIVALS.replace("by hand", "in May").replace("at night", "well"), 5.0, 4.5)
    assert further(hits, "when was the pump stopped") == []


def test_what_an_alternative_is_told_by_counts_as_for_an_answer() -> None:
    shop = "## Shop\n\n| Thing | Price (€) |\n|---|---|\n| Pump | 39 |\n"
    hits = ranked_hits(f"# Pump\n\n## Market\n\nA pump costs 35 €.\n\n{shop}", 5.0, 4.5)
    assert further(hits, "what does a pump cost") == [shop.partition("\n\n")[2].rstrip()]


@pytest.mark.parametrize("question", ["list how pumps are stopped", "pump vs lift"])
def test_a_list_or_a_comparison_that_is_asked_for_stands_alone(question: str) -> None:
    assert further(ranked_hits(RIVALS, 5.0, 4.5), question) == []


def test_an_answer_and_its_alternative_keep_to_the_limit_together() -> None:
    long = RIVALS.replace("by hand.", f"by hand.\n\n{words(70)}\n")
    found = with_another(ranked_hits(long, 5.0, 4.5), words=80)
    assert found.passages
    assert len(found.whole.split()) <= 80


def test_an_answer_that_fills_the_limit_stands_alone() -> None:
    long = RIVALS.replace("It is stopped by hand.", f"```\n{words(79, 'stop')}\n```")
    assert with_another(ranked_hits(long, 5.0, 4.5), words=80).passages == ()


def test_a_section_with_one_of_three_things_asked_for_is_less_sure() -> None:
    hits = hits_of(section("The pump was lifted in with care."))
    asked = query("Which crane lifted the boiler?")
    found = from_hits(asked, hits, dict.fromkeys(asked.content, 1.0))
    assert 0 < found.confidence < 1


def test_a_list_that_is_asked_for_in_misspelt_words_stands_alone() -> None:
    asked = replace(query("list how pumps are stopped"), text="lsit how pumps are stopped")
    found = from_hits(asked, ranked_hits(RIVALS, 5.0, 4.5), dict.fromkeys(asked.content, 1.0))
    assert isinstance(found, Answer)
    assert found.passages == ()


# No answer


def test_no_hits_are_no_answer() -> None:
    asked = query("zeppelin")
    found = from_hits(asked, [], {"zeppelin": 1.0})
    assert isinstance(found, NoAnswer)
    assert (found.nearest, found.confidence, found.hits) == ((), 0.0, ())
    assert found.query is asked
    assert found.reason == "The notes don't say."


def test_a_section_that_is_a_bare_heading_answers_nothing() -> None:
    assert isinstance(reply("pump", "# Pump\n\n## The pump\n"), NoAnswer)


WHETHER = "## Can a running pump be stopped?\n\nNo.\n\n"
WHAT = "## What is a pump?\n\nA pump moves water.\n\n"
HOW = "## Bringing the pump to rest\n\n- pumpctl stop --now\n"
SELL = "## How do I sell a pump?\n\n- pumpctl stop --now\n"


@pytest.mark.parametrize(
    ("question", "markdown", "line"),
    [
        ("How do I pump?", f"# Pump\n\n{WHETHER}{HOW}", 9),
        ("Can I pump?", f"# Pump\n\n{WHETHER}{HOW}", 5),
        ("How do I pump?", f"# Pump\n\n{WHETHER}## Rest\n\nBy hand.\n", 5),
        ("How do I pump?", f"# Pump\n\n{WHETHER}{SELL}", 5),
        ("How do I stop the pump?", f"# Pump\n\n{WHETHER}{HOW}", 5),
        ("How do I pump?", f"# Pump\n\n{WHAT}{HOW}", 9),
        ("Is there a pump?", f"# Pump\n\n{WHAT}{HOW}", 5),
        ("What is a pump?", f"# Pump\n\n{WHAT}{HOW}", 5),
        ("How do I pump?", f"# Pump\n\n## Is it off?\n\n`pumpctl stop --now`\n\n{HOW}", 5),
    ],
    ids=[
        *("how", "whether", "told by none", "on another deed", "of something else"),
        *("how, not what", "whether, not how", "what", "whether and how"),
    ],
)
def test_a_section_on_whether_or_what_comes_behind_one_that_tells_how(
    question: str, markdown: str, line: int
) -> None:
    assert answered(question, markdown).best_line == line


def test_an_entry_of_a_list_of_notes_is_followed_to_the_note_among_the_hits() -> None:
    asked = query("how is the pump stopped")
    evidence = Evidence(bm25=1.0, tfidf=0.5, coverage=1.0, matched=asked.content)
    texts = {
        "index.md": "# Index\n\n- [[pump]]: how the pump is stopped\n- [[well]]: how deep it is",
        "well.md": "# Well\n\nIt is deep.",
        "pump.md": "# Pump\n\nIt is stopped by hand.",
    }
    notes = [Note(path, path, text) for path, text in texts.items()]
    hits = [Hit(chunk, 1.0, evidence) for note in notes for chunk in chunk_note(note)]
    weights = dict.fromkeys(asked.content, 1.0)
    found = from_hits(asked, hits, weights)
    assert isinstance(found, Answer)
    assert (found.best, found.source.path) == ("It is stopped by hand.", "pump.md")
    alone = from_hits(asked, hits[:2], weights)
    assert isinstance(alone, Answer)
    assert alone.source.path == "index.md"


def test_a_bare_heading_is_passed_over_for_the_next_section() -> None:
    found = reply("pump", "# Pump\n\n## The pump\n\n### Its age\n\nThe pump is old.\n")
    assert isinstance(found, Answer)
    assert (found.text, found.source.headings[-1]) == ("The pump is old.", "Its age")
    assert [hit.chunk.source.headings[-1] for hit in found.hits] == ["Its age", "The pump"]


def test_too_little_confidence_is_no_answer_but_the_hits_are_kept() -> None:
    found = reply("What is a pump?", coverage=0.49)
    assert isinstance(found, NoAnswer)
    assert 0.4 < found.confidence < 0.5
    assert len(found.hits) == 1


def test_confidence_at_the_limit_is_enough() -> None:
    assert isinstance(reply("What is a pump?", coverage=0.5), Answer)


def test_a_refusal_names_the_nearest_sections_each_once() -> None:
    sections = "\n\n".join(f"## Part {number}\n\nText." for number in range(6))
    found = reply("x", f"# Pump\n\n{sections}\n", coverage=0.0)
    assert isinstance(found, NoAnswer)
    assert [source.anchor for source in found.nearest] == ["part-0", "part-1", "part-2"]
    assert len(found.nearest) == NEAREST


def test_of_each_of_the_nearest_sections_the_line_is_given_that_would_have_answered() -> None:
    text = "# Pump\n\n## Age\n\nIt is old. The pump leaks.\n\n## Use\n\n```\npumpctl\n```\n"
    found = reply("Does the pump leak?", text, coverage=0.4)
    assert isinstance(found, NoAnswer)
    assert [(line.source, line.best, line.best_line) for line in found.lines] == [
        (found.nearest[0], "The pump leaks.", 5),
        (found.nearest[1], "pumpctl", 10),
    ]


def test_a_bare_heading_among_the_nearest_has_no_line() -> None:
    text = "# Pump\n\n## Use\n\n### Daily\n\nThe pump runs.\n"
    found = reply("Does the pump leak?", text, coverage=0.4)
    assert isinstance(found, NoAnswer)
    assert {source.headings[-1] for source in found.nearest} == {"Use", "Daily"}
    assert [line.source.headings[-1] for line in found.lines] == ["Daily"]


def test_a_line_near_the_answer_is_without_its_comments_but_in_code() -> None:
    table = "| a | b |\n|---|---|\n| pump | leaks <!-- drips --> |"
    code = "```\necho pump '<!-- drips -->'\n```"
    found = reply("pump", f"# Pump\n\n## A\n\n{table}\n\n## B\n\n{code}\n", coverage=0.4)
    assert isinstance(found, NoAnswer)
    row, command = found.lines
    assert (row.text, row.best) == ("| pump | leaks |", "| pump | leaks <!-- drips --> |")
    assert command.text == command.best == "echo pump '<!-- drips -->'"


def test_a_section_that_holds_little_of_the_question_is_named_without_a_line() -> None:
    found = reply("Does the pump leak?", coverage=0.2)
    assert isinstance(found, NoAnswer)
    assert (len(found.nearest), found.lines) == (1, ())


def test_parts_of_one_section_are_one_of_the_nearest() -> None:
    long = section(*[words(100, f"word{number}") for number in range(5)])
    chunks = chunk_note(Note("pump.md", "Pump", long), max_words=120)
    evidence = Evidence(bm25=1.0, tfidf=0.5, coverage=0.0, matched=("x",))
    hits = [Hit(chunk, 1.0, evidence) for chunk in chunks if chunk.source.anchor == "the-pump"]
    assert len(hits) > 2
    found = from_hits(query("x"), hits, {})
    assert isinstance(found, NoAnswer)
    assert [source.address for source in found.nearest] == ["pump.md#the-pump"]


def test_a_section_without_a_word_of_the_question_is_none_of_the_nearest() -> None:
    evidence = Evidence(bm25=0.0, tfidf=0.0, coverage=0.0, matched=())
    hits = [Hit(hit.chunk, 1.0, evidence) for hit in hits_of(PUMP)]
    found = from_hits(query("zeppelin"), hits, {"zeppelin": 1.0})
    assert isinstance(found, NoAnswer)
    assert (found.nearest, len(found.hits)) == ((), 1)


def test_every_span_of_a_section_can_be_asked_for() -> None:
    # Each is the best for its own words, so that none is out of reach.
    for span in spans(hits_of(PUMP)[0].chunk):
        if not span.text.startswith("#"):
            assert span.text in answered(span.text).text

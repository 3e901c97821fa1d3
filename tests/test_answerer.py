"""`assistant.answerer`: the order of the stages, and which of several replies is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import write_notes

import assistant
from assistant.answerer import MOST_RARE, Answerer
from assistant.conversation import continued
from assistant.model import (
    Answer,
    Chunk,
    Conversation,
    Evidence,
    Hit,
    Query,
    Resolution,
    ResolutionKind,
    Source,
)
from assistant.pipeline import Assistant
from assistant.records import replace
from assistant.settings import Settings
from assistant.store import Store

if TYPE_CHECKING:
    from pathlib import Path

STOVE = "# Stove\n\n## Cleaning\n\nThe stove is wiped while it is warm.\n"
KETTLE = "# Kettle\n\n## Descaling\n\nThe kettle is descaled with vinegar every month.\n"


def told(query: Query, confidence: float, *headings: str) -> Answer:
    """Give an answer from a section with these headings, which holds each word of the query."""
    source = Source(f"{'-'.join(headings)}.md", headings, "", 1, 1)
    evidence = Evidence(1.0, 0.5, 1.0, tuple(query.content))
    text = " ".join(headings)
    chunk = Chunk(source, f"{text}: {query.text}", ())
    return Answer(query, text, text, 1, confidence, (Hit(chunk, 1, evidence),))


@pytest.fixture
def answerer() -> Answerer:
    return Answerer(Store(None, ""), Settings())


# As it was typed, or with what was added


@pytest.mark.parametrize(("confidence", "is_alone"), [(0.5, True), (0.49, False)])
def test_a_question_is_taken_as_typed_from_some_confidence_on(
    answerer: Answerer, monkeypatch: pytest.MonkeyPatch, confidence: float, *, is_alone: bool
) -> None:
    def as_understood(query: Query, _retriever: str) -> Answer:
        return told(query, 0.2 if query.resolution.replaced else confidence)

    monkeypatch.setattr(answerer, "as_understood", as_understood)
    text, added = "how is it brewed", (("", "tea"),)
    terms = ("brew", "tea")
    resolution = Resolution(f"{text} (tea)", added, kind=ResolutionKind.EXTENDED)
    extended = Query(text, resolution, terms, terms)
    assert (answerer.reply(extended).query.resolution.replaced == ()) is is_alone


def test_what_was_added_to_a_question_is_dropped_where_it_leads_to_no_answer(
    tmp_path: Path,
) -> None:
    people = "# People\n\nAnna writes the sitemap. Eve moves the DNS.\n"
    tyres = "# Car\n\n## Tyres\n\nSummer tyres: 2.4 bar front. Winter tyres are stored at Meyer.\n"
    folder = write_notes(tmp_path / "all", {"all.md": f"{people}\n{tyres}"})
    with assistant.open(folder) as notes:
        conversation = continued(Conversation(), notes.ask("what did Anna do?"))
        assert notes.ask("what is the tyre pressure", conversation).query.resolution.replaced == ()


def test_of_the_words_that_the_notes_lack_so_many_are_looked_at_beside_an_answer(
    tmp_path: Path,
) -> None:
    # Each is looked for in the whole question.
    unknown = " ".join(f"qzx{at}" for at in range(10_000))
    tea = write_notes(tmp_path / "tea", {"tea.md": "# Tea\n\nThe tea is hot.\n"})
    with assistant.open(tea, min_confidence=0.0) as notes:
        reply = notes.ask(f"is the tea hot {unknown}")
    assert isinstance(reply, Answer)
    assert len(reply.missing) == MOST_RARE


def test_one_of_what_was_asked_about_is_not_taken_for_a_question_of_its_own() -> None:
    with assistant.open() as notes:
        conversation = continued(Conversation(), notes.ask("how do I list volumes"))
        reply = notes.ask("and how do I remove one?", conversation)
    assert reply.query.resolution.replaced == (("", "volumes"),)
    assert reply.hits[0].chunk.source.path == "storage.md"


def test_what_a_letter_of_an_option_does_is_asked_of_the_command_before() -> None:
    with assistant.open() as notes:
        conversation = continued(Conversation(), notes.ask("docker ps"))
        reply = notes.ask("what does -a do?", conversation)
    assert reply.query.standalone == "what does -a do (docker ps)?"
    assert reply.hits[0].chunk.source.path == "containers.md"


def test_a_question_that_a_rule_completes_is_not_asked_as_typed() -> None:
    with assistant.open() as notes:
        first = notes.ask("how do I pass environment variables to a container?")
        reply = notes.ask("from a file?", continued(Conversation(), first))
    assert reply.query.standalone.endswith("to a container from a file?")


# Things that are compared


def shown_where(
    known: dict[str, tuple[float, str]], answerer: Answerer, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """Ask the first question where each has an answer of a confidence, from under a heading."""
    monkeypatch.setattr(
        answerer, "_from_first", lambda query, _retriever: told(query, *known[query.text])
    )
    reply = answerer.as_understood(answerer.query(next(iter(known))))
    assert isinstance(reply, Answer)
    return [reply.text, *(one.text for one in reply.passages)]


@pytest.mark.parametrize(("lead", "are_apart"), [(0.1, True), (0.09, False)])
def test_things_are_told_from_their_own_sections_where_these_are_surer_by_so_much(
    answerer: Answerer, monkeypatch: pytest.MonkeyPatch, lead: float, *, are_apart: bool
) -> None:
    known = {
        "kettle vs samovar": (0.0, "packing"),
        "what is kettle": (0.9, "kettle"),
        "what is samovar": (lead, "samovar"),
    }
    shown = shown_where(known, answerer, monkeypatch)
    assert shown == (["kettle", "samovar"] if are_apart else ["packing"])


def test_a_comparison_is_one_of_the_words_that_were_meant(tmp_path: Path) -> None:
    text = "# Tea\n\n## Kettle vs samovar\n\nA kettle is moved; a samovar stays.\n"
    other = "## Kettle\n\nA kettle boils water.\n\n## Samovar\n\nA samovar keeps tea warm.\n"
    with assistant.open(write_notes(tmp_path, {"tea.md": f"{text}\n{other}"})) as tea:
        reply = tea.ask("kettel vs samovar")
    assert reply.query.corrections
    assert reply.hits[0].chunk.source.anchor == "kettle-vs-samovar"


@pytest.mark.parametrize(
    "heading_and_text",
    [
        "Packing\n\nWrap the kettle in paper, the samovar in wool.",
        "Kettle vs pot\n\nA kettle is moved.\n\n<!-- kettle vs samovar -->",
    ],
    ids=["compares nothing", "names one in a comment alone"],
)
def test_things_are_told_from_their_own_sections_where_one_only_has_the_words(
    tmp_path: Path, heading_and_text: str
) -> None:
    text = (
        f"# Tea\n\n## {heading_and_text}\n\n"
        "## Kettle\n\nA kettle boils water.\n\n## Samovar\n\nA samovar keeps tea warm.\n"
    )
    with assistant.open(write_notes(tmp_path, {"tea.md": text})) as tea:
        reply = tea.ask("kettle vs samovar")
    assert isinstance(reply, Answer)
    assert (reply.text, [one.text for one in reply.passages]) == (
        "A kettle boils water.",
        ["A samovar keeps tea warm."],
    )


# What is done to several things


def test_a_section_on_something_else_that_is_done_to_both_does_not_tell_how(tmp_path: Path) -> None:
    text = (
        "# Kitchen\n\n## How do I throw out all pots?\n\n`rm pots`, off the list; pans stay.\n\n"
        "## How do I list pots?\n\n`ls pots`\n\n## How do I list pans?\n\n`ls pans`\n"
    )
    with assistant.open(write_notes(tmp_path, {"kitchen.md": text})) as kitchen:
        reply = kitchen.ask("list all pots and pans")
    assert isinstance(reply, Answer)
    assert [reply.best, *(one.best for one in reply.passages)] == ["ls pots", "ls pans"]


def test_a_section_headed_by_all_that_is_done_tells_it(tmp_path: Path) -> None:
    text = (
        "# Kitchen\n\n## How do I list pots and pans?\n\n`ls all`\n\n"
        "## How do I list pots?\n\n`ls pots`\n\n## How do I list pans?\n\n`ls pans`\n"
    )
    with assistant.open(write_notes(tmp_path, {"kitchen.md": text})) as kitchen:
        reply = kitchen.ask("how do I list pots and pans?")
    assert isinstance(reply, Answer)
    assert reply.best == "ls all"


@pytest.mark.parametrize("question", ["kettle vs samovar", "clean kettle and samovar"])
@pytest.mark.parametrize("operator", ["path:moving", "-tea", "-path:home"])
def test_parts_of_a_question_are_answered_within_its_operators(
    tmp_path: Path, question: str, operator: str
) -> None:
    notes = {
        "home.md": "# Home tea\n\n## Clean the kettle\n\nA kettle is cleaned with vinegar.\n\n"
        "## Clean the samovar\n\nA samovar is cleaned with sand.\n",
        "moving.md": "# Moving\n\nThe kettle and the samovar are clean, and go first.\n",
    }
    with assistant.open(write_notes(tmp_path / "notes", notes)) as moving:
        apart, within = moving.ask(question), moving.ask(f"{question} {operator}")
    assert isinstance(apart, Answer)
    assert len(apart.passages) == 1
    assert {hit.chunk.source.path for hit in within.hits} == {"moving.md"}


def test_a_question_on_two_things_is_gone_on_about_as_it_was_asked(tmp_path: Path) -> None:
    text = "# Kitchen\n\n## List pots\n\n`ls pots`\n\n## List pans\n\n`ls pans`\n"
    with assistant.open(write_notes(tmp_path, {"kitchen.md": text})) as kitchen:
        first = kitchen.ask("how do I list pots and pans")
        assert len(getattr(first, "passages", ())) == 1
        reply = kitchen.ask("how do I remove them?", continued(Conversation(), first))
    assert reply.query.standalone == "how do I remove pots and pans?"


@pytest.mark.parametrize("question", ["how do I brew tea with a kettle", "descale", "tea vs water"])
def test_how_many_sections_are_listed_changes_no_answer(tmp_path: Path, question: str) -> None:
    names = ("kettle", "samovar", "pot", "cup", "tin", "jug", "mug")
    text = "\n\n".join(f"## {name}\n\nBrew tea with water, descale the {name}." for name in names)
    folder = write_notes(tmp_path, {"tea.md": f"# Tea\n\n{text}\n"})
    replies = []
    for count in (1, 100):
        with assistant.open(folder, sources=count) as tea:
            replies.append(replace(tea.ask(question), hits=()))
    assert replies[0] == replies[1]


# The hit that is wanted


def test_a_query_is_answered_from_the_hit_that_is_wanted(tmp_path: Path) -> None:
    write_notes(tmp_path, {"kettle.md": KETTLE, "kitchen/stove.md": STOVE})
    with Assistant(Settings(notes=str(tmp_path))) as asked:
        reply = asked.ask("when is the stove wiped")
        again = asked.reply_from(reply.query, reply.hits)
        assert isinstance(again, Answer)
        assert isinstance(reply, Answer)
        assert (again.best, again.source) == (reply.best, reply.source)
        second = next(hit for hit in reply.hits[1:] if len(hit.chunk.blocks) > 1)
        other = asked.reply_from(reply.query, [second])
        assert isinstance(other, Answer)
        assert other.source == second.chunk.source


def test_beside_the_hit_that_is_wanted_there_is_no_other(tmp_path: Path) -> None:
    text = "# Stove\n\n## Wiping\n\nThe stove is wiped.\n\n## Rest\n\nThe stove rests.\n"
    write_notes(tmp_path, {"stove.md": text})
    with Assistant(Settings(notes=str(tmp_path))) as asked:
        reply = asked.ask("what is done to the stove")
        near = [replace(hit, score=1.0) for hit in reply.hits]
        found = asked.reply_from(reply.query, near)
        assert isinstance(found, Answer)
        assert not found.passages


def test_a_note_alone_is_asked(tmp_path: Path) -> None:
    folder = write_notes(tmp_path / "notes", {"stove.md": STOVE, "kettle.md": KETTLE})
    with assistant.open(folder) as notes:
        notes.refresh()
        reply = notes.reply(notes.query("the kettle, how is it wiped and descaled?"))
        other = notes.reply_in_note(reply.query, "stove.md")
        own = notes.reply_in_note(reply.query, "kettle.md")
        none = notes.reply_in_note(reply.query, "gone.md")
    assert reply.hits[0].chunk.source.path == "kettle.md"
    assert {hit.chunk.source.path for hit in other.hits} == {"stove.md"}
    assert {hit.chunk.source.path for hit in own.hits} == {"kettle.md"}
    assert not none.hits


def test_the_sections_of_a_note_are_given_in_order(tmp_path: Path) -> None:
    note = f"{STOVE}\n## Age\n\nOld.\n"
    folder = write_notes(tmp_path / "notes", {"stove.md": note, "kettle.md": KETTLE})
    with assistant.open(folder) as notes:
        notes.refresh()
        found = [hit.chunk.source.address for hit in notes.sections_of("stove.md")]
    assert [one.partition("#")[2] for one in found if "#" in one][-2:] == ["cleaning", "age"]
    assert {one.partition("#")[0] for one in found} == {"stove.md"}


def test_an_order_to_list_something_that_no_section_heeds_is_asked_as_a_question(
    tmp_path: Path,
) -> None:
    notes = {
        "stove.md": f"{STOVE}\n## Best habits\n\n- wipe it\n- sweep below it\n",
        "kettle.md": f"{KETTLE}\n## Shopping list\n\nThe list hangs beside the kettle.\n",
    }
    with assistant.open(write_notes(tmp_path / "notes", notes)) as opened:
        reply = opened.ask("list best habits")
    assert isinstance(reply, Answer)
    assert reply.text == "- wipe it\n- sweep below it"

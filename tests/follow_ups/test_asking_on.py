"""`assistant.follow_ups.asking_on`: what is said to "tell me more", "the second one", "and X?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import write_notes
from turns import asked

import assistant
from assistant.conversation import continued
from assistant.follow_ups.asking_on import NO_MORE, NO_SUCH
from assistant.model import Answer, Conversation, NoAnswer

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = {
    "people.md": "# People\n\n## Marie\n\nBackend lead. Birthday 3 June. Allergic to nuts.\n\n"
    "## Paul\n\nOps. Birthday 9 May.\n",
    "boss.md": "# Talks with the boss\n\n- promotion packet due 15 April\n"
    "- parental leave: tell the office 7 weeks before\n",
}


def test_what_is_asked_of_a_person_is_answered_by_the_line_on_that(tmp_path: Path) -> None:
    folder = write_notes(tmp_path / "notes", PEOPLE)
    reply = asked(folder, "when is Marie's birthday", "and what is she allergic to?")
    assert isinstance(reply, Answer)
    assert reply.best == "Allergic to nuts."


def test_what_is_asked_of_another_thing_is_answered_by_a_line_on_that(tmp_path: Path) -> None:
    folder = write_notes(tmp_path / "notes", PEOPLE)
    reply = asked(folder, "when is the promotion packet due?", "and the parental leave?")
    assert isinstance(reply, Answer)
    assert "parental leave" in reply.best


def test_the_time_of_a_neighbouring_fact_is_at_most_the_closest(tmp_path: Path) -> None:
    text = "# Staff\n\n- Ann: stole the silver kettle\n- Bob – retired April 2019\n- Cid: cooks\n"
    folder = write_notes(tmp_path / "notes", {"staff.md": text})
    reply = asked(folder, "who stole the silver kettle", "when?")
    assert not isinstance(reply, Answer) or reply.tentative


@pytest.mark.parametrize("question", ["phone?", "and the phone number?", "what's her number?"])
def test_what_is_asked_for_by_its_name_alone_is_told_beside(tmp_path: Path, question: str) -> None:
    text = "# Club\n\n- Cid: 0517 999 111\n\n## Harbour\n\nHarbourmaster: Saskia, 0517-412 330\n"
    folder = write_notes(tmp_path / "notes", {"club.md": text})
    reply = asked(folder, "who is the harbourmaster", question)
    assert isinstance(reply, Answer)
    assert "0517-412 330" in reply.best


CARS = {
    "golf.md": "# Golf\n\n- tyre pressure: 2.3 bar\n- insurance: HUK24, 612 a year\n",
    "money.md": "# Insurance\n\n- liability: VHV, 68 a year\n- home: Ergo, 120 a year\n",
}


def test_what_leaves_out_its_topic_is_answered_from_the_note_that_answered(tmp_path: Path) -> None:
    folder = write_notes(tmp_path / "notes", CARS)
    reply = asked(folder, "golf tyre pressure", "insurance")
    assert isinstance(reply, Answer)
    assert reply.best == "insurance: HUK24, 612 a year"


def test_what_that_note_does_not_tell_is_answered_from_another(tmp_path: Path) -> None:
    folder = write_notes(tmp_path / "notes", CARS)
    reply = asked(folder, "golf tyre pressure", "liability")
    assert isinstance(reply, Answer)
    assert reply.source.path == "money.md"


def test_where_no_more_is_said_another_topic_is_not_told(tmp_path: Path) -> None:
    folder = write_notes(tmp_path / "notes", PEOPLE)
    reply = asked(folder, "when is Paul's birthday", "tell me more")
    assert isinstance(reply, NoAnswer)
    assert reply.reason == NO_MORE


def test_of_what_was_never_listed_none_is_pointed_at(tmp_path: Path) -> None:
    folder = write_notes(tmp_path / "notes", PEOPLE)
    reply = asked(folder, "why?", "the second one")
    assert isinstance(reply, NoAnswer)
    assert reply.reason == NO_SUCH


def test_more_is_about_what_was_meant_instead() -> None:
    with assistant.open() as notes:
        conversation = Conversation()
        for question in (
            "how do I remove all stopped containers",
            "what about images?",
            "no, I meant networks",
            "why?",
            "tell me more",
        ):
            reply = notes.ask(question, conversation)
            conversation = continued(conversation, reply)
    assert isinstance(reply, Answer)
    assert reply.source.path == "networking.md"


def test_more_about_it_is_not_the_same_again() -> None:
    with assistant.open() as notes:
        first = notes.ask("what is a volume?")
        reply = notes.ask("tell me more about it", continued(Conversation(), first))
    assert isinstance(first, Answer)
    assert isinstance(reply, Answer)
    assert reply.source != first.source


def test_nothing_is_pointed_at_where_nothing_was_listed(tmp_path: Path) -> None:
    folder = write_notes(tmp_path / "notes", PEOPLE)
    reply = asked(folder, "when is Marie's birthday", "the second one")
    assert isinstance(reply, NoAnswer)
    assert reply.reason == NO_SUCH


def test_what_is_not_said_of_another_thing_leads_to_the_closest_on_it(tmp_path: Path) -> None:
    text = (
        "# Dinners\n\n## Stew\n\nThe stew boils for three hours.\n\n"
        "## Goulash\n\nBeef shin, onions, paprika, caraway.\n"
    )
    folder = write_notes(tmp_path / "notes", {"dinners.md": text})
    reply = asked(folder, "how many hours does the stew boil?", "and the goulash?")
    assert isinstance(reply, Answer)
    assert reply.tentative
    assert reply.source.headings[-1] == "Goulash"


def test_more_is_answered_from_another_section(tmp_path: Path) -> None:
    text = "# Tea\n\n## Tea in the pot\n\nTea takes four minutes.\n"
    other = "## Tea leaves\n\nTea leaves go on the compost.\n"
    with assistant.open(write_notes(tmp_path, {"tea.md": f"{text}\n{other}"})) as tea:
        first = tea.ask("how long does tea in the pot take")
        conversation = continued(Conversation(), first)
        more = tea.ask("tell me more", conversation)
    assert first.hits[0].chunk.source.anchor == "tea-in-the-pot"
    assert more.hits[0].chunk.source.anchor == "tea-leaves"


TEAM = {
    "team.md": "# Team\n\n| name | role | place |\n|---|---|---|\n| Ruben | boiler | Leeds |\n"
    "| Marta | garden | Turin |\n",
    "boiler.md": "# Boiler\n\nThe boiler is based on a 1970 drawing. Where it stands is dry.\n",
}


def test_where_somebody_is_tells_the_line_that_begins_with_the_name(tmp_path: Path) -> None:
    folder = write_notes(tmp_path / "notes", TEAM)
    reply = asked(folder, "who does the garden?", "where is she based?")
    assert isinstance(reply, Answer)
    assert reply.tentative
    assert reply.best == "| Marta | garden | Turin |"


def test_what_is_asked_of_somebody_is_not_told_of_another_thing(tmp_path: Path) -> None:
    other = "# Tests\n\n## Which time zone is in use\n\nThe time zone is UTC.\n"
    folder = write_notes(tmp_path / "notes", TEAM | {"zones.md": other})
    reply = asked(folder, "who does the garden?", "which time zone is she in?")
    assert isinstance(reply, Answer)
    assert reply.tentative
    assert reply.best == "| Marta | garden | Turin |"


def test_what_else_is_asked_of_somebody_is_said_to_be_in_no_note(tmp_path: Path) -> None:
    folder = write_notes(tmp_path / "notes", TEAM)
    reply = asked(folder, "who does the garden?", "does she ski?")
    assert isinstance(reply, NoAnswer | Answer)
    assert reply.missing == ("ski",)
    assert isinstance(reply, NoAnswer) or reply.tentative


def test_what_somebody_charges_is_told_by_a_line_that_names_them(tmp_path: Path) -> None:
    notes = {
        "quotes.md": "# Quotes\n\nThe caning of the chairs goes to Frau Dobler, I only glue.\n",
        "people.md": "# People\n\n| who | what | note |\n|---|---|---|\n| Frau Dobler | baskets | "
        "130 € a seat |\n",
    }
    folder = write_notes(tmp_path / "notes", notes)
    reply = asked(folder, "who does the caning of the chairs?", "what does she charge?")
    assert isinstance(reply, Answer)
    assert "130 €" in reply.best


def test_the_line_beside_the_one_that_told_the_last_answer_comes_first(tmp_path: Path) -> None:
    notes = {
        "setup.md": "# Setup of a laptop\n\nJDK: temurin 21\n\nNode: 20 LTS\n",
        "cluster.md": "# Cluster\n\n## Which node do I need to drain\n\nThe first in the list.\n",
    }
    folder = write_notes(tmp_path / "notes", notes)
    reply = asked(folder, "which jdk do I need on a laptop", "and node?")
    assert isinstance(reply, Answer)
    assert reply.best == "Node: 20 LTS"


def test_a_section_on_the_other_thing_alone_comes_before_such_a_line(tmp_path: Path) -> None:
    notes = {
        "setup.md": "# Setup\n\n## JDK\n\nJDK: temurin 21\n\nNode: see below\n",
        "node.md": "# Versions\n\n## Which node do I need?\n\nThe node that you need is 20.\n",
    }
    folder = write_notes(tmp_path / "notes", notes)
    reply = asked(folder, "which jdk do I need?", "and node?")
    assert isinstance(reply, Answer)
    assert reply.source.path == "node.md"


HOUSE = {
    "boiler.md": "# Boiler\n\nServiced by Howard Plumbing (0117 496 0733) in May.\n\n"
    "## Errors\n\n- F28: no ignition, call Howard\n- F75: broken sensor\n",
    "neighbour.md": "# Neighbour\n\n- Ben: 0117 496 0182\n",
    "wifi.md": "# Wifi\n\nThe family uses Willow, password: otter.\n\n"
    "Guests use Seaside, password: gull.\n",
    "dishwasher.md": "# Dishwasher\n\nBought at the fair for £429.\n\n"
    "The guarantee lasts until January 2027.\n",
}


def test_a_number_may_stand_elsewhere_in_the_note_beside_the_name_told(tmp_path: Path) -> None:
    reply = asked(write_notes(tmp_path / "notes", HOUSE), "what does F28 mean", "number?")
    assert isinstance(reply, Answer)
    assert "0733" in reply.best


def test_of_several_that_are_called_so_the_one_just_told_is_asked_for(tmp_path: Path) -> None:
    reply = asked(write_notes(tmp_path / "notes", HOUSE), "which wifi do guests use", "password?")
    assert isinstance(reply, Answer)
    assert "gull" in reply.best


@pytest.mark.parametrize("question", ["how much was it?", "how much did it cost?"])
def test_what_it_cost_is_told_of_what_has_the_guarantee(tmp_path: Path, question: str) -> None:
    reply = asked(write_notes(tmp_path / "notes", HOUSE), "dishwasher guarantee", question)
    assert isinstance(reply, Answer)
    assert "£429" in reply.best


def test_what_is_named_next_is_told_from_the_last_note_first(tmp_path: Path) -> None:
    notes = {
        "compose.md": "# Compose\n\n## Scaling a service\n\nSet `replicas`.\n\n"
        "## Secrets\n\nSecrets are listed below `secrets`.\n",
        "build.md": "# Build\n\n## Secrets\n\nSecrets are passed with `--secret`.\n",
    }
    reply = asked(write_notes(tmp_path / "notes", notes), "scaling a service", "what about secrets")
    assert isinstance(reply, Answer)
    assert reply.source.path == "compose.md"

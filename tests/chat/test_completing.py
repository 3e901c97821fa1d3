"""`assistant.chat.completing`: what Tab offers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.chat.chat_commands import COMMANDS
from assistant.chat.completing import MOST_OF_A_KIND, completions
from assistant.chat.inventory import Inventory

WORDS = (
    *(("pass", 1), ("restart", 9), ("restaurant", 2), ("rested", 4), ("strasse", 1)),
    *(("zahlernummer", 1), ("zebra", 1)),
)
HEADINGS = ("Restart policies", "Restart a container", "Zebras")

INVENTORY = Inventory(
    root=Path("/notes"),
    state=1,
    notes=2,
    sections=3,
    outline=tuple(("zoo/animals.md", (heading,)) for heading in HEADINGS),
    paths=("restart.md", "zoo/animals.md"),
    headings=tuple(sorted((name.casefold(), name) for name in HEADINGS)),
    words=WORDS,
    spellings={"zahlernummer": "Zählernummer", "strasse": "Straße"},
)


def texts(typed: str, places: tuple[str, ...] = ()) -> list[str]:
    return [item.text for item in completions(typed, INVENTORY, places)]


def test_a_slash_offers_every_command_with_its_help() -> None:
    found = list(completions("/", None, ()))
    assert [item.text for item in found] == [f"/{command.name}" for command in COMMANDS]
    assert [item.label for item in found] == [command.help for command in COMMANDS]


def test_a_command_s_beginning_offers_those_that_begin_so() -> None:
    assert texts("/so") == ["/sources"]
    assert texts("/RE") == ["/retriever"]
    assert texts("/xyz") == []


def test_a_question_s_last_word_offers_headings_paths_and_the_commonest_words_first() -> None:
    assert texts("how do I rest") == [
        "Restart a container",
        "Restart policies",
        "restart.md",
        "restart",
        "rested",
        "restaurant",
    ]


def test_the_words_before_it_tell_one_heading_from_another() -> None:
    (found,) = completions("show restart po", INVENTORY, ())
    assert (found.text, found.typed) == ("Restart policies", len("restart po"))


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Zäh", "Zählernummer"),
        ("zäh", "zählernummer"),
        ("zah", "Zählernummer"),
        ("Straß", "Straße"),
        ("stras", "Straße"),
    ],
)
def test_a_word_is_offered_as_the_notes_write_it(typed: str, offered: str) -> None:
    assert texts(typed) == [offered]


def test_a_word_keeps_the_capitals_that_were_typed() -> None:
    assert texts("what is RESTAU") == ["RESTAUrant"]


def test_a_path_is_completed_behind_its_operator() -> None:
    assert texts("stripes path:zoo") == ["zoo/animals.md"]


def test_a_word_that_is_whole_offers_no_word() -> None:
    assert texts("zebra") == ["Zebras"]


def test_nothing_is_offered_for_nothing_or_before_the_notes_are_read() -> None:
    assert texts("") == texts("   ") == []
    assert list(completions("rest", None, ())) == []


@pytest.mark.parametrize("typed", ["/search rest", "/topics rest"])
def test_words_are_offered_behind_commands_that_take_them(typed: str) -> None:
    assert "restart" in texts(typed)


def test_commands_offer_retrievers_and_numbers_of_places() -> None:
    assert texts("/retriever ") == ["hybrid", "bm25", "tfidf"]
    assert texts("/retriever b") == ["bm25"]
    found = list(completions("/open ", INVENTORY, ("bees.md:3  Bees", "hive.md:1  Hive")))
    assert [(item.text, item.label) for item in found] == [
        ("1", "bees.md:3  Bees"),
        ("2", "hive.md:1  Hive"),
    ]
    assert texts("/more ") == []


def test_files_and_folders_are_offered_for_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "new.md").touch()
    (tmp_path / ".hidden").touch()
    monkeypatch.chdir(tmp_path)
    assert texts("/notes n") == ["new.md", "notes/"]
    assert texts(f"/save {tmp_path}/no") == ["notes/"]
    assert texts("/save .") == [".hidden"]
    assert texts("/save nowhere/x") == []
    monkeypatch.setenv("HOME", str(tmp_path))
    assert texts("/notes ~/no") == ["notes/"]


def test_a_file_that_may_not_be_looked_at_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "locked").touch()
    stat = os.stat

    def refuse(path: str | Path, **how: bool) -> object:
        if Path(path).name == "locked":
            raise PermissionError
        return stat(path, **how)

    monkeypatch.setattr(os, "stat", refuse)
    assert texts(f"/notes {tmp_path}/") == ["locked"]


def test_of_many_words_the_commonest_are_offered() -> None:
    words = tuple((f"word{number:03}", number) for number in range(100))
    many = Inventory(Path("/notes"), 1, 0, 0, (), (), (), words, {})
    found = [item.text for item in completions("word", many, ())]
    assert found == [f"word{number:03}" for number in range(99, 99 - MOST_OF_A_KIND, -1)]


@given(st.text(max_size=30))
@example("P\n")
def test_what_is_offered_takes_the_place_of_what_is_typed(typed: str) -> None:
    for item in completions(typed, INVENTORY, ("a place",)):
        assert 0 <= item.typed <= len(typed)
        if item.label in {"heading", "note", "word"}:
            replaced = typed[len(typed) - item.typed :]
            assert item.text.casefold().startswith(replaced.casefold())

"""`assistant.understanding`: slips are mended, other words meet, and nothing is done in silence."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from conftest import write_notes

import assistant
from assistant import Answer, understanding
from assistant.cli import main
from assistant.errors import ExitCode
from assistant.language.synonyms import Synonyms
from assistant.model import Alternative, NoAnswer, Note, Query, Resolution
from assistant.pipeline import Assistant
from assistant.refreshing import add_notes
from assistant.settings import Settings
from assistant.storage.snapshot import Snapshot
from assistant.store import Store
from assistant.text import analyzer
from assistant.understanding import (
    PHRASE,
    Familiar,
    understood,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

ENGLISH = analyzer()

BEES = """\
# Bees

## Feeding the colony

Sugar water is fed in spring, when the days are warm. The container is refilled each week.

## Marking a queen

Each queen is marked with a color, and the tool is organized by year.
"""

OVEN = """\
# Oven

## Cleaning

The oven is cleaned with vinegar. Delete nothing from the display.
"""


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(Store(None, "v1")) as opened:
        notes = [Note("bees.md", "Bees", BEES), Note("oven.md", "Oven", OVEN)]
        add_notes(opened, notes, Settings())
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes", {"bees.md": BEES, "oven.md": OVEN})


def asked(question: str) -> Query:
    return Query(question, Resolution(question), *ENGLISH.question_terms(question))


def listing(entries: Mapping[str, str], groups: Sequence[str] = ()) -> Synonyms:
    """Make synonyms of entries and their groups."""
    return Synonyms(entries, groups, f" {' '.join(entries)} ", {})


def taken(question: str, store: Store, synonyms: Synonyms | None = None) -> Query:
    """Give a question as it is understood, by default without lists of synonyms."""
    return understood(asked(question), Snapshot(store), ENGLISH, synonyms or listing({}))


# Spelling


def test_a_slip_is_mended_and_named(store: Store) -> None:
    found = taken("when is the contianer refilled", store)
    assert found.corrections == (("contianer", "container"),)
    assert found.standalone == "when is the container refilled"


def test_the_terms_are_those_of_the_mended_question(store: Store) -> None:
    found, right = taken("the vinegarr", store), asked("the vinegar")
    assert (found.terms, found.content) == (right.terms, right.content)


def test_what_was_typed_is_kept(store: Store) -> None:
    assert taken("vinegarr", store).text == "vinegarr"


def test_several_slips_are_mended_at_once(store: Store) -> None:
    found = taken("suger and vinegarr", store)
    assert found.corrections == (("suger", "sugar"), ("vinegarr", "vinegar"))


@pytest.mark.parametrize(
    "question",
    ["how do I feed a colony", "cleaned", "cleaning ovens", "marks", "refill containers"],
)
def test_a_word_that_the_notes_hold_by_its_stem_is_never_displaced(
    question: str, store: Store
) -> None:
    found = taken(question, store)
    assert (found.standalone, found.corrections) == (question, ())


def test_a_word_that_stands_in_the_notes_stays_beside_a_slip(store: Store) -> None:
    # "colony" is held, whatever else is mended in the same question.
    assert taken("colony with suger", store).standalone == "colony with sugar"


@pytest.mark.parametrize(
    ("word", "near"),
    [("swarm", "warm"), ("even", "oven"), ("beds", "bees"), ("queer", "queen"), ("tooth", "tool")],
)
def test_a_word_of_english_is_right_though_the_notes_lack_it(
    word: str, near: str, store: Store
) -> None:
    assert store.holds(ENGLISH.terms(near))
    assert not store.holds(ENGLISH.terms(word))
    assert taken(f"is it {word}", store).corrections == ()


def test_a_word_near_to_nothing_stays(store: Store) -> None:
    assert taken("zeppelinx", store) == asked("zeppelinx")


def test_only_words_of_the_notes_are_meant(store: Store) -> None:
    # "receive" is English, but nothing to be found here.
    assert taken("recieve", store).corrections == ()


@pytest.mark.parametrize("word", ["warm", "swarm", "colour", "color", "favour", "organised"])
def test_english_words_are_familiar_in_either_spelling(word: str) -> None:
    assert word in Familiar()


@pytest.mark.parametrize("word", ["vinegarr", "zeppelinx", ""])
def test_other_words_are_not_familiar(word: str) -> None:
    assert word not in Familiar()


def test_a_question_that_is_spelt_right_reads_no_list_of_english(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(understanding, "_english", lambda: pytest.fail("was read"))
    assert taken("how is the colony fed", store).corrections == ()


def test_a_word_that_is_near_nothing_reads_no_list_of_english(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(understanding, "_english", lambda: pytest.fail("was read"))
    assert taken("zeppelinx", store).corrections == ()


# Other words for the same

HIVE = listing(
    {"hive": "0", "get rid of": "1", "oven": "2"}, ("coloni", "delet", "stove\tbake tray")
)


def pairs(found: Query) -> list[tuple[str, str]]:
    return [(one.term, one.instead) for one in found.alternatives]


def test_what_may_stand_in_a_words_place_is_named_with_its_share(store: Store) -> None:
    (found,) = taken("where is the hive", store, HIVE).alternatives
    assert (found.term, found.instead) == ("hive", "coloni")


def test_what_was_not_typed_weighs_less(store: Store) -> None:
    (found,) = taken("hive", store, HIVE).alternatives
    assert 0 < found.share < 1


def test_what_was_typed_stays_as_it_was(store: Store) -> None:
    question = "where is the hive"
    found, plain = taken(question, store, HIVE), asked(question)
    assert (found.terms, found.content, found.standalone) == (plain.terms, plain.content, question)


def test_what_stands_for_several_words_stands_for_each_that_says_something(store: Store) -> None:
    found = taken("get rid of it", store, HIVE)
    assert pairs(found) == [("rid", "delet")]


def test_a_meaning_of_several_words_is_named_by_its_terms(store: Store) -> None:
    found = taken("oven", store, HIVE)
    assert pairs(found) == [("oven", "stove"), ("oven", "bake tray")]


def test_a_meaning_that_holds_what_was_typed_is_none_of_it(store: Store) -> None:
    found = taken("oven", store, listing({"oven": "0"}, ("oven door",)))
    assert found.alternatives == ()


def test_per_says_nothing_where_no_note_has_it(store: Store) -> None:
    assert taken("sugar per day", store).content == ENGLISH.question_terms("sugar day")[1]
    assert "each" in taken("sugar each week", store).content
    assert taken("which notes are on sugar", store).content == ("sugar",)


def test_a_phrase_of_stop_words_is_a_term_where_the_notes_hold_what_it_means(store: Store) -> None:
    synonyms = listing({"get into": "0"}, ("mark\tenter",))
    found = taken("how do I get into the tool", store, synonyms)
    phrase = PHRASE.join(("get", "into"))
    assert found.content == (phrase, "tool")
    assert found.terms == ("how", "do", "i", "get", "into", phrase, "the", "tool")
    assert pairs(found) == [(phrase, "mark"), (phrase, "enter")]


def test_a_phrase_of_stop_words_stays_one_where_the_notes_hold_no_meaning_of_it(
    store: Store,
) -> None:
    synonyms = listing({"get into": "0"}, ("enter",))
    found = taken("how do I get into the tool", store, synonyms)
    assert (found.content, found.alternatives) == (("tool",), ())


def test_a_word_of_a_list_is_no_slip(store: Store) -> None:
    assert taken("vinegarr", store).corrections
    synonyms = listing({"vinegarr": "0"}, ("stove",))
    assert taken("vinegarr", store, synonyms).corrections == ()


def test_a_mended_word_has_its_synonyms(store: Store) -> None:
    synonyms = listing({"vinegar": "0"}, ("acid",))
    assert pairs(taken("vinegarr", store, synonyms)) == [("vinegar", "acid")]


def test_no_alternative_is_named_twice(store: Store) -> None:
    synonyms = listing({"hive": "0 1"}, ("coloni", "coloni"))
    assert len(taken("hive hive", store, synonyms).alternatives) == 1


@pytest.mark.parametrize(("british", "american"), [("colour", "color"), ("organised", "organized")])
def test_british_and_american_meet_at_the_full_weight(
    british: str, american: str, store: Store
) -> None:
    (typed,), (held,) = ENGLISH.terms(british), ENGLISH.terms(american)
    assert taken(british, store).alternatives == (Alternative(typed, held, 1.0),)


def test_british_spelling_is_no_slip(store: Store) -> None:
    assert taken("colour", store).corrections == ()


def test_british_spelling_finds_the_american_one(folder: Path) -> None:
    with assistant.open(folder) as notes:
        assert notes.search("colour")[0].chunk.source.anchor == "marking-a-queen"


def test_a_spelling_that_the_notes_hold_needs_no_other(store: Store) -> None:
    assert taken("color", store).alternatives == ()


# The whole way


def test_a_slip_is_answered_and_the_reply_names_the_correction(folder: Path) -> None:
    with assistant.open(folder) as notes:
        reply = notes.ask("how is the oven claned with vinegarr")
    assert isinstance(reply, Answer)
    assert reply.source.path == "oven.md"
    assert ("vinegarr", "vinegar") in reply.query.corrections


@pytest.mark.parametrize("retriever", ["bm25", "tfidf"])
def test_a_single_ranking_takes_words_as_they_were_typed(folder: Path, retriever: str) -> None:
    with assistant.open(folder) as notes:
        reply = notes.ask("vinegarr", retriever=retriever)  # type: ignore[arg-type]  # from above
    assert (reply.hits, reply.query.corrections) == ((), ())


def test_the_users_list_finds_what_was_asked_in_other_words(folder: Path) -> None:
    with assistant.open(folder) as notes:
        assert notes.search("skep") == []
    write_notes(folder, {"synonyms.txt": "skep, colony\n"})
    with assistant.open(folder) as notes:
        assert notes.search("skep")[0].chunk.source.anchor == "feeding-the-colony"


@pytest.mark.parametrize("line", ["zorb, sugar water", "zorb => sugar water"])
def test_what_means_several_words_finds_the_sections_that_hold_them_all(
    folder: Path, line: str
) -> None:
    more = "# More\n\n## Sugar\n\nIt is sweet.\n\n## Water\n\nIt is wet.\n"
    write_notes(folder, {"synonyms.txt": f"{line}\n", "more.md": more})
    with assistant.open(folder) as notes:
        (found,) = notes.found("zorb").matches
        assert found.hit.chunk.source.anchor == "feeding-the-colony"
        assert found.text.startswith("Sugar water")
        assert [found.text[begin:end] for begin, end in found.words] == ["Sugar", "water"]
        refused = notes.ask("zorb for zeppelins")
    assert isinstance(refused, NoAnswer)
    assert refused.missing == ("zeppelins",)


def test_a_word_of_the_users_list_counts_nearly_as_the_one_it_stands_for(folder: Path) -> None:
    boxes = "# Moving\n\n## Boxes\n\nHaul boxes with the cart from the shed.\n"
    write_notes(folder, {"synonyms.txt": "fetch, haul, lug\n", "moving.md": boxes})
    with assistant.open(folder) as notes:
        typed, other = (notes.ask(f"how do I {word} boxes") for word in ("haul", "lug"))
    assert isinstance(typed, Answer)
    assert isinstance(other, Answer)
    assert 0.9 * typed.confidence < other.confidence <= typed.confidence


def test_the_users_list_lies_beside_a_single_note(folder: Path) -> None:
    write_notes(folder, {"synonyms.txt": "skep, colony\n"})
    with assistant.open(folder / "bees.md") as notes:
        assert notes.search("skep")


def test_the_users_list_is_no_note(folder: Path) -> None:
    write_notes(folder, {"synonyms.txt": "skep, colony\n"})
    with assistant.open(folder) as notes:
        assert notes.status().files == 2
        assert {hit.chunk.source.path for hit in notes.search("skep")} == {"bees.md"}


def test_a_file_of_that_name_further_down_is_a_note(folder: Path) -> None:
    write_notes(folder, {"words/synonyms.txt": "zeppelin"})
    with assistant.open(folder) as notes:
        assert notes.search("zeppelin")[0].chunk.source.path == "words/synonyms.txt"


def kept(index: Path) -> str:
    connection = sqlite3.connect(index)
    row = connection.execute("SELECT value FROM meta WHERE name = 'synonyms'").fetchone()
    connection.close()
    return str(row[0]) if row else ""


def test_a_refresh_keeps_what_the_lists_come_to(folder: Path, tmp_path: Path) -> None:
    write_notes(folder, {"synonyms.txt": "skep, colony\n"})
    index = tmp_path / "index.sqlite3"
    with assistant.open(folder, index=str(index)) as notes:
        notes.refresh()
    assert "skep\tcoloni" in kept(index)


def test_a_list_that_changed_by_itself_is_kept_as_well(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index.sqlite3"
    with assistant.open(folder, index=str(index)) as notes:
        notes.ask("skep")
    write_notes(folder, {"synonyms.txt": "skep, colony\n"})
    with assistant.open(folder, index=str(index)) as notes:
        notes.ask("skep")
    assert "skep\tcoloni" in kept(index)


def test_a_list_that_changed_counts_though_the_index_can_t_be_written(
    folder: Path, tmp_path: Path
) -> None:
    settings = Settings(notes=str(folder), index=str(tmp_path / "index.sqlite3"))
    with Assistant(settings) as notes:
        notes.refresh()
    write_notes(folder, {"synonyms.txt": "skep, colony\n"})
    warnings: list[str] = []
    with Assistant(settings, warn=warnings.append) as notes:
        notes.store._connection.execute("PRAGMA query_only = ON")  # what a read-only disk does
        assert notes.search("skep")
    assert warnings == []


def test_an_index_in_memory_knows_synonyms_as_well(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file" / "cache"))
    write_notes(folder, {"synonyms.txt": "skep, colony\n"})
    with assistant.open(folder) as notes:
        assert notes.search("skep")
        assert notes.status().index == "in memory"


# Through the command line


@pytest.mark.parametrize("command", ["ask", "search"])
def test_each_mistake_in_the_users_list_is_a_line_and_exit_code_2(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    write_notes(folder, {"synonyms.txt": "skep\nhive, colony\na => b => c\n"})
    for _ in range(2):
        assert main([command, "skep", "--notes", str(folder)]) == ExitCode.USAGE
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.splitlines() == [
            f"assistant: error: {folder / 'synonyms.txt'}: line 1: 'skep' has one entry;"
            " add what means the same, after a comma",
            f"assistant: error: {folder / 'synonyms.txt'}: line 3: 'a => b => c' has two arrows;"
            " write each on a line of its own",
        ]


def test_a_mended_list_is_no_mistake_any_more(folder: Path) -> None:
    write_notes(folder, {"synonyms.txt": "skep\n"})
    assert main(["search", "skep", "--notes", str(folder)]) == ExitCode.USAGE
    write_notes(folder, {"synonyms.txt": "skep, colony\n"})
    assert main(["search", "skep", "--notes", str(folder)]) == ExitCode.ANSWERED


def test_a_correction_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", "vinegarr", "--notes", str(folder)])
    assert capsys.readouterr().err == "assistant: note: 'vinegarr' is taken for 'vinegar'\n"

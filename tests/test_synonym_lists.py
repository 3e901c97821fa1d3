"""`assistant.synonym_lists`: the lists that count, and what of them is kept in the index."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from conftest import write_notes

from assistant import synonym_lists
from assistant.language.packed_synonyms import pack
from assistant.language.synonyms import SynonymsError
from assistant.store import Store
from assistant.synonym_lists import keep_synonyms, read_synonyms, synonyms_are_kept
from assistant.text import analyzer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENGLISH = analyzer()


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(Store(None, "v1")) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes", {"bees.md": "# Bees\n"})


def test_the_list_that_ships_is_read_without_one_of_the_users(store: Store, folder: Path) -> None:
    for where in (None, folder):
        assert read_synonyms(store, ENGLISH, where).meanings("folder")


def test_the_users_list_adds_to_the_one_that_ships(store: Store, folder: Path) -> None:
    shipped = read_synonyms(store, ENGLISH, None).meanings
    write_notes(folder, {"synonyms.txt": "skep, colony\nfolder, binder\n"})
    found = read_synonyms(store, ENGLISH, folder).meanings
    assert "coloni" in found("skep")
    assert set(found("folder")) == {*shipped("folder"), "binder"}


def test_what_the_lists_come_to_is_kept_in_the_index(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_notes(folder, {"synonyms.txt": "skep, colony\n"})
    found = read_synonyms(store, ENGLISH, folder)
    keep_synonyms(store, ENGLISH, folder)
    monkeypatch.setattr(synonym_lists, "parse", lambda *_: pytest.fail("was read again"))
    again = read_synonyms(store, ENGLISH, folder)
    assert pack(again) == pack(found)


@pytest.mark.parametrize("kept", ["", "x", '["english", 1]'])
def test_without_what_the_lists_come_to_they_are_read(
    store: Store, folder: Path, kept: str
) -> None:
    keep_synonyms(store, ENGLISH, folder)
    store.keep("synonyms by", kept)
    store.keep("synonyms", kept)
    assert read_synonyms(store, ENGLISH, folder).meanings("folder")


def test_a_list_that_changed_is_read_again(store: Store, folder: Path) -> None:
    write_notes(folder, {"synonyms.txt": "skep, colony\n"})
    keep_synonyms(store, ENGLISH, folder)
    write_notes(folder, {"synonyms.txt": "skep, alveary, colony\n"})
    assert "alveari" in read_synonyms(store, ENGLISH, folder).meanings("skep")


def test_a_list_that_changed_but_not_in_size_is_read_again(store: Store, folder: Path) -> None:
    write_notes(folder, {"synonyms.txt": "skep, colony\n"})
    os.utime(folder / "synonyms.txt", ns=(1, 1))
    keep_synonyms(store, ENGLISH, folder)
    write_notes(folder, {"synonyms.txt": "skep, oven\n\n\n"})
    assert "coloni" not in read_synonyms(store, ENGLISH, folder).meanings("skep")


def test_a_list_that_went_away_counts_no_more(store: Store, folder: Path) -> None:
    write_notes(folder, {"synonyms.txt": "skep, colony\n"})
    keep_synonyms(store, ENGLISH, folder)
    (folder / "synonyms.txt").unlink()
    assert "skep" not in read_synonyms(store, ENGLISH, folder).entries


def test_a_list_that_goes_away_just_as_it_is_looked_at_is_no_error(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an error of reading it would be taken for one of the index file, and that be given up."""
    monkeypatch.setattr(synonym_lists, "_own_list", lambda folder: folder / "synonyms.txt")
    assert not synonyms_are_kept(store, ENGLISH, folder)


def test_what_is_kept_is_renewed_when_a_list_changes(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_synonyms(store, ENGLISH, folder)
    write_notes(folder, {"synonyms.txt": "skep, colony\n"})
    keep_synonyms(store, ENGLISH, folder)
    monkeypatch.setattr(synonym_lists, "parse", lambda *_: pytest.fail("was read again"))
    assert "coloni" in read_synonyms(store, ENGLISH, folder).meanings("skep")


def test_what_is_kept_already_is_known_to_be(store: Store, folder: Path) -> None:
    assert not synonyms_are_kept(store, ENGLISH, folder)
    keep_synonyms(store, ENGLISH, folder)
    assert synonyms_are_kept(store, ENGLISH, folder)
    assert not synonyms_are_kept(store, analyzer("german"), folder)


def test_what_is_kept_is_for_one_language(store: Store) -> None:
    keep_synonyms(store, ENGLISH, None)
    (english,), (german,) = ENGLISH.terms("directory"), analyzer("german").terms("directory")
    assert english != german
    assert german in read_synonyms(store, analyzer("german"), None).entries
    assert german not in read_synonyms(store, ENGLISH, None).entries


def test_a_list_with_mistakes_is_an_error(store: Store, folder: Path) -> None:
    write_notes(folder, {"synonyms.txt": "skep, colony\nskep\n"})
    with pytest.raises(SynonymsError, match=r"synonyms\.txt: line 2: 'skep' has one entry"):
        read_synonyms(store, ENGLISH, folder)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-8-sig"])
def test_a_list_is_read_in_the_encodings_of_notes(
    store: Store, folder: Path, encoding: str
) -> None:
    (folder / "synonyms.txt").write_bytes("skep, colony\ncafé, tearoom\n".encode(encoding))
    found = read_synonyms(store, ENGLISH, folder)
    assert "coloni" in found.meanings("skep")
    assert "tearoom" in found.meanings("cafe")


def test_bytes_of_a_list_that_are_of_no_encoding_do_no_harm(store: Store, folder: Path) -> None:
    (folder / "synonyms.txt").write_bytes("skep, colony\ncafé, ".encode() + b"caf\xff\n")
    assert "coloni" in read_synonyms(store, ENGLISH, folder).meanings("skep")

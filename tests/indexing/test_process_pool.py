"""`assistant.indexing.process_pool`: other processes give what this one would."""

from __future__ import annotations

import errno
import pickle
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from conftest import write_notes

from assistant.indexing import process_pool
from assistant.indexing.analysing import Suspect
from assistant.indexing.process_pool import Pool, analysed
from assistant.reading.folder import list_notes
from assistant.refreshing import refresh
from assistant.settings import Settings
from assistant.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assistant.indexing.analysing import Batch


@pytest.fixture
def batches(tmp_path: Path) -> list[list[Suspect]]:
    texts = {f"{name}.md": f"# {name}\n\nTea and {name}.\n\n## More\n\nHot" for name in "abcdefg"}
    files = list_notes(write_notes(tmp_path / "notes", texts)).files
    return [[Suspect(file, None)] for file in files]


@pytest.fixture
def _many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_pool, "MANY_BYTES", 0)
    monkeypatch.setattr(process_pool, "_cores", lambda: 2)


def told(found: Sequence[Batch]) -> list[object]:
    """Give all of batches but the notes' rows, which hold when they were read."""
    return [
        (
            [note.chunks for note in one.notes],
            (one.terms, one.own_terms.tolist(), one.words, one.word_counts.tolist()),
            [
                array.tolist()
                for field in (one.heading, one.body)
                for part in (field.documents, field.postings)
                for array in (getattr(part, name) for name in part.__slots__)
            ],
        )
        for one in (batch.analysed for batch in found)
    ]


def test_other_processes_give_the_same_in_the_same_order(
    batches: list[list[Suspect]], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = told(list(analysed(batches, Settings(), lambda _more: None)))
    monkeypatch.setattr(process_pool, "MANY_BYTES", 0)
    monkeypatch.setattr(process_pool, "_cores", lambda: 2)
    counted: list[int] = []
    assert told(list(analysed(batches, Settings(), counted.append))) == here
    assert counted == [1] * len(batches)


@pytest.mark.usefixtures("_many")
def test_an_index_made_by_several_processes_is_the_same(tmp_path: Path) -> None:
    root = write_notes(tmp_path / "notes", {"tea.md": "# Tea\n\nHot.", "mate.md": "Bitter."})
    with closing(Store(None, "v1")) as store:
        assert refresh(store, root, Settings()).read == 2
        assert [chunk.text for chunk in store.all_chunks()] == ["Bitter.", "# Tea\n\nHot."]


def test_the_processes_take_no_module_from_the_folder_they_are_started_in(
    batches: list[list[Suspect]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = told(list(analysed(batches, Settings(), lambda _more: None)))
    (tmp_path / "Stemmer.py").write_text("from pathlib import Path; Path('imported').touch()")
    monkeypatch.chdir(tmp_path)
    with Pool(Settings()) as pool:
        assert told(list(pool.map(batches))) == here
        assert [worker.process.poll() for worker in pool.workers] == [None, None]
    assert not (tmp_path / "imported").exists()


def test_what_goes_wrong_there_is_raised_here() -> None:
    broken = Suspect(None, None)  # type: ignore[arg-type]  # that is what is wrong
    with Pool(Settings()) as pool, pytest.raises(AttributeError):
        next(pool.map([[broken]]))


def test_the_processes_end_with_the_pool(batches: list[list[Suspect]]) -> None:
    with Pool(Settings()) as pool:
        next(pool.map(batches))
        processes = [worker.process for worker in pool.workers]
        assert [process.poll() for process in processes] == [None, None]
    assert None not in [process.poll() for process in processes]


@pytest.mark.parametrize("killed", [1, 2])
def test_what_a_process_that_was_killed_did_not_analyse_is_analysed_here(
    batches: list[list[Suspect]], killed: int
) -> None:
    here = told(list(analysed(batches, Settings(), lambda _more: None)))
    with Pool(Settings()) as pool:
        found = pool.map(batches)
        first = next(found)
        for worker in pool.workers[:killed]:
            worker.process.kill()
        assert told([first, *found]) == here


@pytest.mark.parametrize("started", [0, 1])
def test_where_a_process_can_not_be_started_the_others_do_its_work(
    batches: list[list[Suspect]], monkeypatch: pytest.MonkeyPatch, started: int
) -> None:
    here = told(list(analysed(batches, Settings(), lambda _more: None)))
    can_start = iter([True] * started)
    popen = subprocess.Popen

    def start(*arguments: Any, **named: Any) -> Any:
        if next(can_start, False):
            return popen(*arguments, **named)
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", start)
    with Pool(Settings()) as pool:
        assert told(list(pool.map(batches))) == here
        assert len(pool.workers) == started


@pytest.mark.parametrize("share", [0.5, 1])
def test_a_process_whose_asker_was_killed_ends_without_a_word(
    batches: list[list[Suspect]], share: float
) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-c", "from assistant.indexing.process_pool import serve; serve()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert worker.stdin
    assert worker.stdout
    question = pickle.dumps((Settings(), [one for batch in batches for one in batch]))
    worker.stdout.close()
    worker.stdin.write(question[: round(len(question) * share)])
    worker.stdin.close()
    worker.wait(60)
    assert worker.stderr
    assert worker.stderr.read() == b""
    worker.stderr.close()

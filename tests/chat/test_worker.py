"""`assistant.chat.worker`: a thread of its own opens the notes and works on them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from conftest import write_notes

from assistant.chat.worker import Worker
from assistant.errors import NotesError, QueryError
from assistant.model import Answer
from assistant.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assistant.chat.local_notes import LocalNotes
    from assistant.model import Remark, Reply

DEADLINE = 60
"""Seconds after which a test gives up; nothing here takes long on an idle machine."""


@pytest.fixture
def worker(vault: Path) -> Iterator[Worker]:
    worker = Worker(Settings(notes=str(vault)))
    yield worker
    worker.close()


def ask(worker: Worker, question: str) -> Reply | Remark:
    return worker.submit(lambda notes: notes.do(lambda one: one.ask(question))).result(DEADLINE)


def test_a_question_is_answered_by_the_thread_that_opened_the_notes(worker: Worker) -> None:
    reply = ask(worker, "When do bees swarm?")
    assert isinstance(reply, Answer)
    assert reply.best.startswith("Bees swarm in May")

    def thread(_notes: LocalNotes) -> str:
        return threading.current_thread().name

    assert worker.submit(thread).result(DEADLINE) == "notes"


def test_the_inventory_follows_the_notes(worker: Worker, vault: Path) -> None:
    ask(worker, "When do bees swarm?")
    write_notes(vault, {"wasps.md": "# Wasps\n\nWasps sting in August.\n"})
    ask(worker, "When do wasps sting?")
    # Work is done in turns, so that what comes after the answer is done before the next work.
    worker.submit(lambda _notes: None).result(DEADLINE)
    assert worker.inventory is not None
    assert worker.inventory.paths == ("bees.md", "trees/apple.md", "wasps.md")


def test_it_tells_when_the_notes_are_read(vault: Path) -> None:
    told = threading.Event()
    worker = Worker(Settings(notes=str(vault)), told.set)
    assert worker.inventory is None
    worker.start()
    assert told.wait(DEADLINE)
    worker.submit(lambda _notes: None).result(DEADLINE)
    assert worker.inventory is not None
    assert worker.checked is not None
    assert worker.failure is None
    worker.close()


def test_notes_that_cannot_be_opened_fail_every_work(tmp_path: Path) -> None:
    worker = Worker(Settings(notes=str(tmp_path / "nowhere")))
    for _ in range(2):
        with pytest.raises(NotesError, match="no such file or folder"):
            ask(worker, "When do bees swarm?")
    assert isinstance(worker.failure, NotesError)
    worker.close()


def test_work_that_fails_leaves_the_next_one_to_be_done(worker: Worker) -> None:
    with pytest.raises(QueryError):
        ask(worker, "?!")
    assert isinstance(ask(worker, "When do bees swarm?"), Answer)
    assert worker.failure is None


def test_what_is_wrong_with_notes_is_kept_until_it_is_taken(worker: Worker, vault: Path) -> None:
    (vault / "odd.md").write_bytes(b"# Odd\n\n\xff\xfe\xfa caf\xe9\n")
    ask(worker, "When do bees swarm?")
    assert worker.has_warnings()
    assert any("odd.md" in line for line in worker.warnings())
    assert not worker.has_warnings()
    assert worker.warnings() == []


def test_work_that_was_cancelled_before_its_turn_is_not_done(worker: Worker) -> None:
    first_may_end, done = threading.Event(), []
    first = worker.submit(lambda _notes: first_may_end.wait(DEADLINE))
    second = worker.submit(lambda _notes: done.append(2))
    assert second.cancel()
    first_may_end.set()
    assert first.result(DEADLINE)
    worker.submit(lambda _notes: done.append(3)).result(DEADLINE)
    assert done == [3]


def test_closing_drops_the_reading_of_many_notes(tmp_path: Path) -> None:
    many = {f"{number}.md": f"# Note {number}\n\nSome text.\n" for number in range(300)}
    notes = write_notes(tmp_path / "many", many)
    reading = threading.Event()
    worker = Worker(Settings(notes=str(notes)), reading.set)
    worker.start()
    assert reading.wait(DEADLINE)
    worker.close()
    # Nothing of what was read halfway is kept; read again, all is there.
    again = Worker(Settings(notes=str(notes)))
    again.submit(lambda _notes: None).result(DEADLINE)
    assert again.inventory is not None
    assert len(again.inventory.paths) == 300
    again.close()


def test_one_that_was_never_started_can_be_closed(vault: Path) -> None:
    Worker(Settings(notes=str(vault))).close()

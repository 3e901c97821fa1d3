"""A folder of notes with its index: opened, kept fresh, and asked.

Notes become chunks become an index, made once and refreshed when the notes change; how a question
becomes an answer is told in `searching.py` and `answerer.py`.
"""

from __future__ import annotations

import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from assistant.answerer import Answerer
from assistant.conversation import NO_CONVERSATION, continued
from assistant.errors import FilterError, QueryError
from assistant.language.small_talk import small_talk
from assistant.model import Conversation, NoAnswer, Remark
from assistant.records import replace
from assistant.refreshing import RACY_NS, Refresh, refresh
from assistant.storage.database import BusyError, DamagedError
from assistant.store import Store
from assistant.synonym_lists import keep_synonyms, synonyms_are_kept
from assistant.workspace import fingerprint, notes_root, open_store, synonyms_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Self

    from assistant.last_conversation import KeptTurn
    from assistant.matching import Found
    from assistant.model import Hit, Query, Reply, Retriever
    from assistant.reading.folder_watch import FolderWatch
    from assistant.refreshing import Progress
    from assistant.settings import Settings
    from assistant.status import Status


T = TypeVar("T")


class Assistant(Answerer):
    """A folder of notes, ready to be asked; to be used by the thread that made it."""

    def __init__(
        self,
        settings: Settings,
        *,
        warn: Callable[[str], None] = lambda _line: None,
        progress: Progress = lambda _done, _total: None,
    ) -> None:
        """Open the notes and their index, which the first question brings up to date.

        `warn` is given a line for each thing that is wrong but stops nothing, `progress` the
        number of notes read and of all to read. Raises `NotesError` where there are no notes.
        """
        self.root = notes_root(settings)
        folder = synonyms_folder(self.root, settings)
        super().__init__(open_store(self.root, settings, warn), settings, folder)
        self._warn = warn
        self._progress = progress
        self._last_refresh: Refresh | None = None
        self._watch: FolderWatch | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the index file."""
        self.store.close()
        if self._watch is not None:
            self._watch.close()

    def ask(
        self,
        question: str,
        conversation: Conversation = NO_CONVERSATION,
        retriever: Retriever = "hybrid",
    ) -> Reply | Remark:
        """Answer a question, which may refer to earlier turns, from the notes as they are now.

        A greeting or thanks gets a `Remark` in return. Raises `QueryError` for a question without
        a word, `NotesError` when the notes are gone.
        """
        if line := small_talk(question):
            return Remark(self.query(question), line)
        query = self.query(question, conversation)
        try:
            return self.fresh(
                lambda: self._asked_on(self.reply(query, retriever), conversation, retriever)
            )
        except FilterError as error:
            reason = str(error)
            return NoAnswer(query, f"{reason[0].upper()}{reason[1:]}.", (), 0.0)

    def resumed(self, turns: Iterable[KeptTurn]) -> Conversation:
        """Ask the questions of an earlier conversation again, as they were understood."""
        conversation = Conversation()
        for one in turns:
            with suppress(QueryError):
                query = self.resolved_query(one.question, one.resolution)
                reply = self.fresh(partial(self._understood_on, query, conversation))
                conversation = continued(conversation, reply)
        return conversation

    def _understood_on(self, query: Query, conversation: Conversation) -> Reply:
        return self._asked_on(self.as_understood(query), conversation)

    def _asked_on(
        self, reply: Reply, conversation: Conversation, retriever: Retriever = "hybrid"
    ) -> Reply:
        """Give the reply to a question that follows others; `reply` is what was found for it."""
        if not conversation.turns:
            return reply
        # Imported here, since most one-shot questions follow none.
        from assistant.follow_ups.asking_on import Answering, asked_on

        answering = Answering(
            self.reply_from,
            lambda text: self.as_understood(self.query(text), retriever),
            lambda query, path: self.reply_in_note(query, path, retriever),
            self.sections_of,
        )
        return asked_on(reply, conversation.turns, answering)

    def search(self, question: str, retriever: Retriever = "hybrid") -> list[Hit]:
        """Rank the sections of the notes as they are now, best first; raises what `ask` does."""
        return [match.hit for match in self.found(question, retriever).matches]

    def found(self, question: str, retriever: Retriever = "hybrid") -> Found:
        """Rank as `search` does, and tell how the question was understood, and what it found.

        What only says where to look (`tag:home`) gives all that is there, in the notes' order.
        """
        asked = self.query(question)
        return self.fresh(lambda: self.listed(asked, retriever))

    def status(self) -> Status:
        """Say what notes are asked, and how their index stands; changes nothing."""
        # Imported here, since a question needs none of it.
        from assistant.status import read_status

        return self._on_a_sound_index(lambda: read_status(self.store, self.root, self.settings))

    # The index, kept fresh

    def fresh(self, work: Callable[[], T]) -> T:
        """Do the work once the index is up to date; where it is damaged, on a new one."""

        def refreshed() -> T:
            self.refresh()
            return work()

        return self._on_a_sound_index(refreshed)

    def refresh(self, *, quietly: bool = False) -> Refresh:
        """Bring the index up to date with the notes; raises `NotesError` when they are gone.

        Its warnings are given to `warn` as well, unless `quietly`. Another process that refreshes
        the index is waited for, for a few seconds; then the index is used as it is, but where it
        holds nothing yet the waiting goes on.
        """
        if self._last_refresh and self._watch and self._watch.is_unchanged():
            return self._last_refresh
        started = time.monotonic()
        try:
            result = self._on_a_sound_index(self._refresh_once)
        except BusyError:
            self._warn("another process is reading the notes; the index is used as it is meanwhile")
            return Refresh(0, 0, ())
        except OSError as error:
            self._work_in_memory(error)
            result = self._refresh_once()
        told = self._last_refresh.warnings if self._last_refresh else ()
        for line in () if quietly else result.warnings:
            # Where nothing can be written, each refresh of a chat gives them again.
            if line not in told:
                self._warn(line)
        self._remember(result, started)
        return result

    def _remember(self, result: Refresh, started: float) -> None:
        """Remember what came of a refresh for as long as nothing happens to the notes."""
        if self._watch is not None:
            self._watch.looked(started)
        elif self._last_refresh is not None:
            # Not for the first question, which may be the only one.
            from assistant.reading.folder_watch import FolderWatch

            self._watch = FolderWatch(self.root, RACY_NS / 1e9)
        self._last_refresh = replace(result, read=0, removed=0)

    def _refresh_once(self) -> Refresh:
        """Bring the index up to date, and keep in it what the lists of synonyms come to."""
        self.store.follow()
        result = self._refresh_or_wait()
        if not synonyms_are_kept(self.store, self.analyzer, self._synonyms_folder):
            # Where nothing can be written they are made again for each run.
            with suppress(OSError), self.store.writing():
                keep_synonyms(self.store, self.analyzer, self._synonyms_folder)
        return result

    def _refresh_or_wait(self) -> Refresh:
        """Bring the index up to date; while it is empty, wait for another process that does."""
        waited = False
        while True:
            try:
                return refresh(self.store, self.root, self.settings, self._progress)
            except BusyError:
                if self.store.state():
                    raise
            if not waited:
                self._warn(
                    "waiting for another process, which is reading the notes for the first time"
                )
                waited = True

    # Where the index is broken, or can't be written

    def _on_a_sound_index(self, work: Callable[[], T]) -> T:
        """Do the work; where the index turns out to be damaged, again on a new one.

        Where that one is damaged as well, it is done on an index in memory.
        """
        for remedy in (self._start_anew, self._work_in_memory):
            try:
                return work()
            except DamagedError as error:
                remedy(error)
        return work()

    def _start_anew(self, error: DamagedError) -> None:
        """Empty the index file, which is damaged; where that can't be done, work in memory."""
        self._warn(f"{self.store.path}: the index was damaged ({error}) and is made anew")
        self._forget()
        try:
            self.store.reset()
        except OSError as reason:
            self._work_in_memory(reason)

    def _work_in_memory(self, error: Exception) -> None:
        """Give the index file up for an index in memory, and say why."""
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        self._warn(f"{self.store.path}: {reason}; the index is kept in memory this time")
        self.store.close()
        self.store = Store(None, fingerprint(self.root, self.settings))
        self._forget()

    def _forget(self) -> None:
        """Forget what was read of an index that is no longer there."""
        self._kept_snapshot = None
        self._last_refresh = None

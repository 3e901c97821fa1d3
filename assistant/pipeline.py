"""A folder of notes with its index: opened, kept fresh, and asked.

Notes become chunks become an index, made once and refreshed when the notes change; how a question
becomes an answer is told in `searching.py` and `answerer.py`.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from assistant.answerer import Answerer
from assistant.conversation import continued
from assistant.errors import FilterError, QueryError
from assistant.language.small_talk import small_talk
from assistant.model import Conversation, NoAnswer, Remark
from assistant.reading.folder import list_notes
from assistant.records import replace
from assistant.refreshing import RACY_NS, Refresh, changes, refresh, unreadable_warning
from assistant.searching import may_hold_operator
from assistant.storage.database import BusyError, DamagedError
from assistant.store import Store
from assistant.understanding import keep_synonyms, synonyms_are_kept
from assistant.workspace import fingerprint, notes_root, open_store, synonyms_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Self

    from assistant.last_conversation import KeptTurn
    from assistant.matching import Found
    from assistant.model import Hit, Query, Reply, Retriever
    from assistant.reading.folder_watch import FolderWatch
    from assistant.settings import Settings
    from assistant.status import Status


T = TypeVar("T")

_NO_CONVERSATION = Conversation()


class Assistant(Answerer):
    """A folder of notes, ready to be asked; to be used by the thread that made it."""

    def __init__(
        self,
        settings: Settings,
        *,
        warn: Callable[[str], None] = lambda _line: None,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
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
        self._last: Refresh | None = None
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
        conversation: Conversation = _NO_CONVERSATION,
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
                query = self.query(one.standalone)
                query = replace(
                    query,
                    text=one.question,
                    resolved=one.resolved,
                    resolution=one.resolution,
                    supplied=one.supplied,
                    passed_over=one.passed_over,
                )
                reply = self.fresh(partial(self.as_understood, query))
                conversation = continued(conversation, self._asked_on(reply, conversation))
        return conversation

    def _asked_on(
        self, reply: Reply, conversation: Conversation, retriever: Retriever = "hybrid"
    ) -> Reply:
        """Give what is said to a question that follows others, of which `reply` was found."""
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
        try:
            return self.fresh(lambda: self._listed(asked) or self._matches(asked, retriever))
        except FilterError as error:
            from assistant.matching import Found

            return Found(asked, (), reason=str(error))

    def _matches(self, asked: Query, retriever: Retriever) -> Found:
        # Imported here, as below, since only a search needs it.
        from assistant.matching import Found, match_of, nothing_found

        result = self.ranked(asked, retriever)
        query, terms = result.query, self.analyzer.terms
        hits = result.hits[: self.settings.sources]
        matches = tuple(match_of(hit, query, result.weights, terms) for hit in hits)
        return Found(query, matches, reason="" if matches else nothing_found(query))

    def _listed(self, query: Query) -> Found | None:
        """Give the sections that operators alone leave; `None` where something is asked."""
        if not may_hold_operator(query):
            return None
        from assistant.matching import Found, unranked
        from assistant.restricting import sections_left

        with self.store.reading():
            statistics = self._snapshot().statistics
            chunks = sections_left(query, self.store, statistics, self.analyzer)
            if chunks is None:
                return None
            listed = tuple(map(unranked, islice(chunks, self.settings.sources)))
            reason = "" if listed else f"no section is left by {query.text}"
            return Found(query, listed, next(chunks, None) is not None, reason)

    def fresh(self, work: Callable[[], T]) -> T:
        """Do the work on a fresh index; where that turns out to be damaged, on a new one."""

        def refreshed() -> T:
            self.refresh()
            return work()

        return self._on_a_sound_index(refreshed)

    def _on_a_sound_index(self, work: Callable[[], T]) -> T:
        """Do the work; where the index turns out to be damaged, on a new one, at last in memory."""
        for remedy in (self._start_anew, self._work_in_memory):
            try:
                return work()
            except DamagedError as error:
                remedy(error)
        return work()

    def refresh(self, *, quietly: bool = False) -> Refresh:
        """Bring the index up to date with the notes; raises `NotesError` when they are gone.

        What it gives as warnings is said as well, but for `quietly`. While another process does
        so, that is waited for a few seconds, and then the index is taken as it is; only where it
        holds nothing yet, waiting goes on.
        """
        if self._last is not None and self._watch is not None and self._watch.is_unchanged():
            return self._last
        started = time.monotonic()
        try:
            result = self._on_a_sound_index(self._refresh_once)
        except BusyError:
            self._warn("another process is reading the notes; the index is used as it is meanwhile")
            return Refresh(0, 0, ())
        except OSError as error:
            self._work_in_memory(error)
            result = self._refresh_once()
        told = self._last.warnings if self._last else ()
        for line in () if quietly else result.warnings:
            # Where nothing can be written, what was said comes up at each look of a chat.
            if line not in told:
                self._warn(line)
        self._keep_in_mind(result, started)
        return result

    def _keep_in_mind(self, result: Refresh, started: float) -> None:
        """Remember what came of a refresh for as long as nothing happens to the notes."""
        if self._watch is not None:
            self._watch.looked(started)
        elif self._last is not None:
            # Not for the first question, which may be the only one.
            from assistant.reading.folder_watch import FolderWatch

            self._watch = FolderWatch(self.root, RACY_NS / 1e9)
        self._last = replace(result, read=0, removed=0)

    def _refresh_once(self) -> Refresh:
        self.store.follow()
        result = self._refresh_or_wait()
        if not synonyms_are_kept(self.store, self.analyzer, self._folder):
            # Where nothing can be written they are made again for each run.
            with suppress(OSError), self.store.writing():
                keep_synonyms(self.store, self.analyzer, self._folder)
        return result

    def _refresh_or_wait(self) -> Refresh:
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

    def status(self) -> Status:
        """Say what notes are asked, and how their index stands; changes nothing."""
        return self._on_a_sound_index(self._read_status)

    def _start_anew(self, error: DamagedError) -> None:
        self._warn(f"{self.store.path}: the index was damaged ({error}) and is made anew")
        self._forget()
        try:
            self.store.reset()
        except OSError as reason:
            self._work_in_memory(reason)

    def _work_in_memory(self, error: Exception) -> None:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        self._warn(f"{self.store.path}: {reason}; the index is kept in memory this time")
        self.store.close()
        self.store = Store(None, fingerprint(self.root, self.settings))
        self._forget()

    def _forget(self) -> None:
        """Forget what was read of an index that is no longer there."""
        self._read = None
        self._last = None

    def _read_status(self) -> Status:
        # Imported here, since a question needs none of it.
        from assistant.status import Status

        listing = list_notes(self.root, self.settings.follow_links)
        with self.store.reading():
            known = self.store.note_rows()
            sections = self.store.statistics().chunk_count
            terms = self.store.term_count()
        changed = dict.fromkeys(changes(listing, known))
        unreadable = [
            file.path
            for file in listing.files
            if file.path in changed and not os.access(file.full_path, os.R_OK)
        ]
        return Status(
            notes=str(self.root),
            index=str(self.store.path or "in memory"),
            index_bytes=self.store.path.stat().st_size if self.store.path else 0,
            files=len(listing.files),
            indexed=len(known),
            sections=sections,
            terms=terms,
            changed=tuple(changed),
            warnings=(
                *listing.warnings,
                *unreadable_warning(unreadable),
                *(line for row in known.values() for line in row.warnings),
            ),
        )

"""Analyse batches of notes, in two processes beside this one where they are many."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from assistant.indexing.analysing import analyse
from assistant.indexing.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from concurrent.futures import Future
    from typing import Self

    from assistant.indexing.analysing import Batch, Suspect
    from assistant.settings import Settings

WORKERS = 2

MANY_BYTES = 4_000_000
"""From how much text on other processes are worth their start; this one reads it in a second."""


_LARGEST_LEXICON = 1_000_000
"""In texts; one with more is given up for a new one. So many take about 150 MB."""


def analysed(
    batches: Sequence[Sequence[Suspect]], settings: Settings, tell: Callable[[int], None]
) -> Generator[Batch]:
    """Give what comes of each batch, in their order; `tell` is given how many notes were read.

    No more than a few batches are in memory, however fast they are made.
    """
    total = sum(suspect.file.size for batch in batches for suspect in batch)
    if total < MANY_BYTES or not sys.executable or _cores() < WORKERS:
        lexicon = Lexicon(settings.language)
        for batch in batches:
            yield analyse(batch, lexicon, settings.chunk_words, lambda: tell(1))
        return
    with Pool(settings) as pool:
        for batch, result in zip(batches, pool.map(batches), strict=True):
            tell(len(batch))
            yield result


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class WorkerDiedError(Exception):
    """There is no process to ask: it was killed, perhaps for want of memory, or never started."""


class Pool:
    """Processes that analyse batches.

    They are started as programs and not forked: this process may have threads, and is not to be
    run again from its beginning either. They end with the pipe they read from, so with this one.
    """

    def __init__(self, settings: Settings) -> None:
        """Get ready; the processes are started on entering."""
        self._settings = settings
        self._free: SimpleQueue[AnalyserProcess] = SimpleQueue()
        self.workers: list[AnalyserProcess] = []

    def __enter__(self) -> Self:
        self._threads = ThreadPoolExecutor(WORKERS)
        # What can't be started, for want of memory or of a Python, is done without.
        with suppress(OSError):
            for _ in range(WORKERS):
                worker = AnalyserProcess(self._settings)
                self.workers.append(worker)
                self._free.put(worker)
        return self

    def __exit__(self, *_error: object) -> None:
        # First of all what waits is dropped, or a thread whose process is killed would begin it.
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self.workers:
            worker.process.kill()
        self._threads.shutdown()
        for worker in self.workers:
            worker.process.communicate()

    def map(self, batches: Sequence[Sequence[Suspect]]) -> Iterator[Batch]:
        """Give what comes of each batch, in their order, a few ahead of what is asked for.

        What a process that died has not analysed, and all that it would have been given, is
        analysed by the one that asks.
        """
        left = iter(batches)
        ahead = deque(map(self._submitted, islice(left, WORKERS + 1)))
        lexicon: Lexicon | None = None
        while ahead:
            batch, future = ahead.popleft()
            try:
                found = future.result()
            except WorkerDiedError:
                lexicon = lexicon or Lexicon(self._settings.language)
                found = analyse(batch, lexicon, self._settings.chunk_words)
            yield found
            ahead.extend(map(self._submitted, islice(left, 1)))

    def _submitted(self, batch: Sequence[Suspect]) -> tuple[Sequence[Suspect], Future[Batch]]:
        return batch, self._threads.submit(self._analyse, batch)

    def _analyse(self, batch: Sequence[Suspect]) -> Batch:
        if not self.workers:
            raise WorkerDiedError
        worker = self._free.get()
        try:
            return worker.analyse(batch)
        finally:
            self._free.put(worker)


class AnalyserProcess:
    """One of the processes."""

    def __init__(self, settings: Settings) -> None:
        """Start it; raises `OSError` where it can't be started."""
        self._settings = settings
        # Where this process finds its modules the other has to find them, and nowhere before: not
        # in the folder it is started from (`-P`), which is the user's.
        path = os.pathsep.join(folder or os.curdir for folder in sys.path)
        serving = "from assistant.indexing.process_pool import serve; serve()"
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", serving],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )

    def analyse(self, batch: Sequence[Suspect]) -> Batch:
        """Have a batch analysed there; raises what is raised there.

        Raises `WorkerDiedError` where the process is no longer there, or ends before it answers.
        """
        found: Batch | BaseException
        try:
            found = self._asked((self._settings, batch))
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise WorkerDiedError from error
        if isinstance(found, BaseException):
            raise found
        return found

    def _asked(self, question: object) -> Any:
        """Send what is asked, and receive what is answered."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        pickle.dump(question, self.process.stdin)
        self.process.stdin.flush()
        return pickle.load(self.process.stdout)


def serve() -> None:
    """Be one of the processes: read batches, each with the settings, until there are no more."""
    # Ctrl-C is for the process that asks; it ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Looking for garbage takes a quarter of the time, and there is next to none.
    gc.disable()
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr
    lexicon: Lexicon | None = None
    while True:
        try:
            settings, batch = pickle.load(sys.stdin.buffer)
        except (EOFError, pickle.UnpicklingError):
            # There are no more, or whoever asks was killed amid a question.
            return
        lexicon = lexicon or Lexicon(settings.language)
        found: Any
        try:
            found = analyse(batch, lexicon, settings.chunk_words)
        except Exception as error:
            found = error
        try:
            pickle.dump(found, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
        except OSError:
            # Whoever asked was killed; Python would try to write the rest once more on leaving.
            os._exit(1)
        del batch, found
        gc.collect()
        if len(lexicon.pieces) > _LARGEST_LEXICON:
            lexicon = None

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
from contextlib import ExitStack
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


class Pool:
    """Processes that analyse batches.

    They are started as programs and not forked: this process may have threads, and is not to be
    run again from its beginning either. They end with the pipe they read from, so with this one.
    """

    def __init__(self, settings: Settings) -> None:
        """Get ready; the processes are started with the first batches."""
        self._settings = settings
        self._free: SimpleQueue[AnalyserProcess] = SimpleQueue()
        self.workers: list[AnalyserProcess] = []
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._threads = ThreadPoolExecutor(WORKERS)
        self._open.callback(self._threads.shutdown, cancel_futures=True)
        for _ in range(WORKERS):
            worker = AnalyserProcess(self._settings)
            self._open.callback(worker.kill)
            self.workers.append(worker)
            self._free.put(worker)
        return self

    def __exit__(self, *_error: object) -> None:
        self._open.close()

    def map(self, batches: Sequence[Sequence[Suspect]]) -> Iterator[Batch]:
        """Give what comes of each batch, in their order, a few ahead of what is asked for."""
        left = iter(batches)
        ahead: deque[Future[Batch]] = deque(
            self._threads.submit(self._analyse, batch) for batch in islice(left, WORKERS + 1)
        )
        while ahead:
            yield ahead.popleft().result()
            ahead.extend(self._threads.submit(self._analyse, batch) for batch in islice(left, 1))

    def _analyse(self, batch: Sequence[Suspect]) -> Batch:
        worker = self._free.get()
        result = worker.analyse(batch)
        self._free.put(worker)
        return result


class AnalyserProcess:
    """One of the processes."""

    def __init__(self, settings: Settings) -> None:
        """Start it."""
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from assistant.indexing.process_pool import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Where this process finds its modules the other has to find them.
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._send(settings)

    def _send(self, value: object) -> None:
        assert self.process.stdin is not None
        pickle.dump(value, self.process.stdin)
        self.process.stdin.flush()

    def analyse(self, batch: Sequence[Suspect]) -> Batch:
        """Have a batch analysed there; raises what is raised there."""
        self._send(batch)
        assert self.process.stdout is not None
        found: Batch | BaseException = pickle.load(self.process.stdout)
        if isinstance(found, BaseException):
            raise found
        return found

    def kill(self) -> None:
        """End it."""
        self.process.kill()
        self.process.communicate()


def serve() -> None:
    """Be one of the processes: read settings, then batches until there are no more."""
    # Ctrl-C is for the process that asks; it ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Looking for garbage takes a quarter of the time, and there is next to none.
    gc.disable()
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr
    settings = pickle.load(sys.stdin.buffer)
    lexicon = Lexicon(settings.language)
    while True:
        try:
            batch = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        found: Any
        try:
            found = analyse(batch, lexicon, settings.chunk_words)
        except Exception as error:
            found = error
        pickle.dump(found, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()
        del batch, found
        gc.collect()
        if len(lexicon.pieces) > _LARGEST_LEXICON:
            lexicon = Lexicon(settings.language)

"""Reading mails in a child process: one that hangs or breaks a library costs itself only."""

from __future__ import annotations

import multiprocessing
import resource
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Lock
from typing import Final

from conspectus.formats.letters.letter import Letter, LetterError
from conspectus.formats.letters.reading import read_letter

CPU_S: Final = 20
"""Processor time for one mail."""

MEMORY_MB: Final = 1024
"""Address space of the child."""

_MAILS_A_CHILD: Final = 200


class LetterReader:
    """Reads one mail after the other; safe to be called from several threads."""

    def __init__(self, *, trusts: str = "") -> None:
        self._trusts = trusts
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None

    def read(self, data: bytes) -> Letter:
        """What a mail says.

        Raises:
            ConspectusError: as `read_letter`, and where the child has not come back.
        """
        with self._lock:  # so that a child that dies takes no other mail with it
            if self._pool is None:
                self._pool = _pool()
            try:
                return self._pool.submit(_read, data, self._trusts).result()
            except BrokenProcessPool as error:
                self._close()
                raise LetterError("The mail could not be read: send its text alone.") from error

    def close(self) -> None:
        """Ends the child."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._pool = None


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        max_workers=1,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_limit_memory,
        max_tasks_per_child=_MAILS_A_CHILD,
    )


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB * 2**20, MEMORY_MB * 2**20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(data: bytes, trusts: str) -> Letter:
    """In the child. The kernel ends it when the time for this mail is over."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + CPU_S, hard))
    try:
        return read_letter(data, trusts=trusts)
    except MemoryError:
        raise LetterError("The mail needs too much memory: send its files in parts.") from None
    except RecursionError:
        raise LetterError("The mail is nested too deeply: send its text alone.") from None

"""Work that a copy of this process does beside it, where there is a second processor.

The copy has all that the process has read so far; what it finds comes back through a pipe. Where no
copy can be made, or where it dies, the caller does the work itself: the values are the same.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO, Final, Generic, NoReturn, TypeVar

Value = TypeVar("Value")

_LENGTH_BYTES: Final = 8
_END: Final = b""


class Copy(Generic[Value]):
    """A copy at work: what it has found so far, and all that it finds."""

    def __init__(self, pid: int, pipe: BinaryIO) -> None:
        self.pid = pid
        self._pipe = pipe
        self._found: SimpleQueue[bytes] = SimpleQueue()
        self._ended = False
        self._thread = Thread(target=self._receive, daemon=True)
        self._thread.start()

    def _receive(self) -> None:
        """Empty the pipe, for a full one would stop the copy."""
        with contextlib.suppress(OSError, ValueError):
            while length := int.from_bytes(self._pipe.read(_LENGTH_BYTES), "big"):
                data = self._pipe.read(length)
                if len(data) < length:
                    break
                self._found.put(data)
        self._found.put(_END)

    def so_far(self) -> Iterator[Value]:
        """What it has found and nobody has taken yet, in order."""
        while not self._ended and not self._found.empty():
            yield from self._next()

    def all(self) -> Iterator[Value]:
        """What it has found and still finds, to its end."""
        while not self._ended:
            yield from self._next()

    def _next(self) -> Iterator[Value]:
        data = self._found.get()
        self._ended = data == _END
        if not self._ended:
            yield pickle.loads(data)  # noqa: S301 - our own copy wrote it

    def close(self) -> None:
        """See it end, by force if it is still at work."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        self._thread.join()
        self._pipe.close()


@contextmanager
def beside(work: Callable[[], Iterator[Value]]) -> Iterator[Copy[Value] | None]:
    """A copy of this process that sends what ``work`` yields; ``None`` where none can be made.

    What fails in the copy ends it, and what it has not sent is the caller's to do. At the end of
    the context the copy is gone.
    """
    copy = _started(work)
    try:
        yield copy
    finally:
        if copy is not None:
            copy.close()


def _started(work: Callable[[], Iterator[Value]]) -> Copy[Value] | None:
    if not hasattr(os, "fork"):
        return None
    try:
        inlet, outlet = os.pipe()
    except OSError:
        return None
    try:
        pid = os.fork()
    except OSError:
        os.close(inlet)
        os.close(outlet)
        return None
    if pid == 0:
        os.close(inlet)
        _work(work, outlet)
    os.close(outlet)
    return Copy(pid, os.fdopen(inlet, "rb"))


def _work(work: Callable[[], Iterator[Value]], outlet: int) -> NoReturn:
    """In the copy: nothing that it inherited is closed, flushed or told, whatever happens."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        with os.fdopen(outlet, "wb") as pipe:
            for value in work():
                data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
                pipe.write(len(data).to_bytes(_LENGTH_BYTES, "big") + data)
                pipe.flush()
    finally:
        os._exit(0)

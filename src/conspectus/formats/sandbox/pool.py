"""Several files through several children, results in the order in which they were asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from conspectus.engine.document import Document
from conspectus.formats.readers.errors import Damaged, ReaderError
from conspectus.formats.sandbox.wire import TRANSCRIPT, Answer
from conspectus.formats.sandbox.worker import Worker
from conspectus.formats.transcripts.transcript import Transcript

DEFAULT_TIMEOUT_S = 10.0
DEFAULT_MEMORY_MB = 512


def read_many(
    jobs: Iterable[tuple[str, Path]],
    *,
    workers: int,
    timeout_s: float = DEFAULT_TIMEOUT_S,
    memory_mb: int = DEFAULT_MEMORY_MB,
) -> Iterator[tuple[str, Document | ReaderError, str]]:
    """Read files in ``workers`` child processes of at most ``memory_mb`` and ``timeout_s`` a file.

    Args:
        jobs: (key, path) pairs; the key comes back with its result.
        workers: child processes at a time, ≥ 1.
        timeout_s: wall-clock seconds for one file.
        memory_mb: address space of a child in MB.

    Yields:
        (key, document or the error that stands for it, SHA-256 of the file's bytes), in the order
        of ``jobs``. Errors are values: one bad file does not stop the others. The hash is "" where
        the path is no readable file.
    """
    pairs = list(jobs)
    idle: SimpleQueue[Worker] = SimpleQueue()
    crew = [Worker(timeout_s=timeout_s, memory_mb=memory_mb) for _ in range(max(1, workers))]
    for worker in crew:
        idle.put(worker)

    def ask(path: Path) -> Answer:
        worker = idle.get()
        try:
            return worker.ask(path.absolute(), path.name)
        finally:
            idle.put(worker)

    executor = ThreadPoolExecutor(max_workers=len(crew))
    try:
        answers = executor.map(ask, [path for _, path in pairs])
        for (key, _), answer in zip(pairs, answers, strict=True):
            yield key, answer.outcome, answer.sha256
    finally:
        executor.shutdown(cancel_futures=True)
        for worker in crew:
            worker.close()


def read_path(
    path: Path, *, timeout_s: float = DEFAULT_TIMEOUT_S, memory_mb: int = DEFAULT_MEMORY_MB
) -> Document:
    """Read one file in a child process.

    Raises:
        ReaderError: what was wrong, in one sentence.
    """
    jobs = [("", path)]
    ((_, outcome, _),) = read_many(jobs, workers=1, timeout_s=timeout_s, memory_mb=memory_mb)
    if isinstance(outcome, ReaderError):
        raise outcome
    return outcome


def read_transcript_path(
    path: Path, *, timeout_s: float = DEFAULT_TIMEOUT_S, memory_mb: int = DEFAULT_MEMORY_MB
) -> Transcript:
    """Read the transcript of a meeting in a child process.

    Raises:
        ReaderError: what was wrong, in one sentence.
    """
    worker = Worker(timeout_s=timeout_s, memory_mb=memory_mb)
    try:
        answer = worker.ask(path.absolute(), path.name, TRANSCRIPT)
    finally:
        worker.close()
    if isinstance(answer.outcome, ReaderError):
        raise answer.outcome
    if answer.transcript is None:
        raise Damaged(f"“{path.name}” gave no transcript: send it as plain text.")
    return answer.transcript

from __future__ import annotations

import hashlib
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conspectus.engine.document import Document
from conspectus.formats.readers import NoText, ReaderError, TooLarge, read
from conspectus.formats.sandbox import read_many, read_path
from conspectus.formats.sandbox.wire import decode_answer, encode_answer
from conspectus.formats.sandbox.worker import Worker

WORDS = "We call for open standards – in every public procurement.\n"


@pytest.fixture
def files(tmp_path: Path) -> list[tuple[str, Path]]:
    jobs = []
    for n in range(12):
        path = tmp_path / f"{n}.txt"
        path.write_text(f"{n} ways. {WORDS}" if n != 5 else "", encoding="utf-8")
        jobs.append((f"key {n}", path))
    return jobs


@pytest.mark.parametrize("workers", [1, 3])
def test_results_come_in_the_order_of_the_jobs_with_hashes(files, workers):
    results = list(read_many(files, workers=workers))
    assert [key for key, _, _ in results] == [key for key, _ in files]
    for (_, path), (_, outcome, sha256) in zip(files, results, strict=True):
        assert sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        if path.name == "5.txt":
            assert isinstance(outcome, NoText)
        else:
            assert outcome == read(path.read_bytes(), path.name)


def test_one_file_is_read_or_its_error_raised(files):
    assert isinstance(read_path(files[0][1]), Document)
    with pytest.raises(NoText, match=r"“5\.txt” is empty"):
        read_path(files[5][1])


def test_children_end_with_the_iterator(files):
    results = read_many(files, workers=2)
    next(results)
    results.close()
    assert children() == []


def children() -> list[str]:
    """Command lines of reading children of this process (Linux: /proc)."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            is_ours = f"PPid:\t{os.getpid()}\n" in status.read_text(encoding="utf-8")
            command = (status.parent / "cmdline").read_text(encoding="utf-8")
        except OSError:
            continue
        if is_ours and "formats.sandbox.child" in command:
            found.append(command)
    return found


PIPES = {"capture_output": True, "text": True}


def test_killed_child_costs_its_file_only(files):
    worker = Worker(timeout_s=5, memory_mb=512)
    try:
        assert isinstance(worker.ask(files[0][1], "0.txt").outcome, Document)
        process = worker._process  # noqa: SLF001 — to kill it from outside, as the kernel does
        assert process is not None
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert isinstance(worker.ask(files[1][1], "1.txt").outcome, Document)
    finally:
        worker.close()


def test_silent_child_is_stopped_at_the_deadline(tmp_path):
    pipe = tmp_path / "nested.md"
    pipe.write_bytes(b"[" * 1_500_000)
    start = time.monotonic()
    ((_, outcome, sha256),) = read_many([("x", pipe)], workers=1, timeout_s=0.7)
    assert time.monotonic() - start < 9
    assert isinstance(outcome, TooLarge)
    assert str(outcome) == (
        "“nested.md” took longer than 0.7 seconds to read: send it in parts, or as plain text."
    )
    assert sha256 == hashlib.sha256(pipe.read_bytes()).hexdigest()


def test_named_pipe_is_refused_and_not_waited_for(tmp_path):
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    ((_, outcome, sha256),) = read_many([("x", pipe)], workers=1, timeout_s=3)
    assert isinstance(outcome, ReaderError)
    assert sha256 == ""


def test_memory_limit_gives_a_sentence(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text(WORDS * 60_000, encoding="utf-8")
    ((_, outcome, _),) = read_many([("x", path)], workers=1, memory_mb=60)
    assert isinstance(outcome, ReaderError)


def test_answers_cross_unchanged(files):
    document = read(files[0][1].read_bytes(), "0.txt")
    assert decode_answer(encode_answer(document, "ab")).outcome == document
    error = decode_answer(encode_answer(TooLarge("Too much."), "")).outcome
    assert (type(error), str(error)) == (TooLarge, "Too much.")


def test_a_hundred_files_take_little_more_work_than_one(tmp_path):
    """In processor time of the children: the clock measures who else is on the machine."""
    jobs = []
    for n in range(120):
        path = tmp_path / f"{n}.txt"
        path.write_text(WORDS * 150, encoding="utf-8")
        jobs.append((str(n), path))
    one, many = _work_of(jobs[:1], workers=1), _work_of(jobs, workers=2)
    assert many < 40 * one, f"{many:.2f} s against {one:.2f} s"  # 120 starts cost 120 times one


def _work_of(jobs: list[tuple[str, Path]], workers: int) -> float:
    """Seconds of processor time that the children took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert all(isinstance(outcome, Document) for _, outcome, _ in read_many(jobs, workers=workers))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_a_child_does_not_load_the_engine():
    code = (
        "import sys, conspectus.formats.sandbox.child as c; "
        "print([m for m in ('numpy', 'scipy', 'lxml', 'pypdf', 'weasyprint') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, **PIPES)
    assert done.stdout.strip() == "[]"

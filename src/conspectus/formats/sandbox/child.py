"""The child process: takes paths on standard input, answers on standard output.

Run as ``python -P -m conspectus.formats.sandbox.child MEMORY_MB CPU_SECONDS``. A request is one
line of JSON, ``[path, name, what]`` with ``what`` "document" or "transcript"; an answer is eight
bytes of length and JSON (see wire.py).
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import sys
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from conspectus.engine.document import Document
from conspectus.formats.readers import ReaderError, TooLarge, UnsupportedFormat, read
from conspectus.formats.readers.errors import NoText
from conspectus.formats.readers.limits import MAX_FILE_BYTES
from conspectus.formats.sandbox.wire import TRANSCRIPT, encode_answer
from conspectus.formats.transcripts.transcript import Transcript

_OPEN_FILES = 64


def main() -> None:
    """Answer requests until standard input closes, or memory ran out."""
    memory_mb, cpu_seconds = int(sys.argv[1]), int(sys.argv[2])
    _limit_process(memory_mb)
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library that prints must not garble answers
    for line in requests:
        _limit_cpu(cpu_seconds)
        path, name, what = json.loads(line)
        if not _answer(answers, Path(path), name, what, memory_mb):
            return


def _answer(answers: BinaryIO, path: Path, name: str, what: str, memory_mb: int) -> bool:
    """Read one file and answer; false where this process should not go on."""
    is_sound = True
    sha256 = ""
    outcome: Document | Transcript | ReaderError
    try:
        data, sha256 = _load(path, name)
        outcome = _transcript(data, name) if what == TRANSCRIPT else read(data, name)
    except ReaderError as error:
        outcome = error.with_traceback(None)
    except MemoryError:
        is_sound = False
        outcome = TooLarge(
            f"“{name}” needs more than {memory_mb} MB of memory to be read: send it in parts, or "
            "as plain text."
        )
    body = encode_answer(outcome, sha256)
    answers.write(len(body).to_bytes(8, "big") + body)
    answers.flush()
    return is_sound


def _transcript(data: bytes, name: str) -> Transcript:
    # Loaded when first asked for: a child that reads documents starts without it.
    reader = import_module("conspectus.formats.readers.transcripts")
    found: Transcript | None = reader.read_transcript(data, name)
    if found is None or not found.turns:
        raise NoText(
            f"“{name}” tells nobody's turns: each must begin with a speaker's name and a colon."
        )
    return found


def _load(path: Path, name: str) -> tuple[bytes, str]:
    """Bytes and SHA-256 of a regular file.

    Raises:
        UnsupportedFormat: a directory, a device, or a file that may not be opened.
        TooLarge: more bytes than a reader takes.
    """
    if not path.is_file():
        what = "a directory" if path.is_dir() else "missing or not a regular file"
        raise UnsupportedFormat(f"“{name}” is {what}: name a document in the manifest instead.")
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise TooLarge(
            f"“{name}” has {size // 2**20} MB, more than the {MAX_FILE_BYTES // 2**20} MB that are "
            "read: send the text without pictures."
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnsupportedFormat(
            f"“{name}” cannot be opened ({error.strerror}): check its permissions."
        ) from error
    return data, hashlib.sha256(data).hexdigest()


def _limit_process(memory_mb: int) -> None:
    """Address space, core dumps, open files: soft limits, since LibreOffice needs more."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * 2**20, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, hard))


def _limit_cpu(seconds: int) -> None:
    """Processor time for the next file, on top of what this process has used."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, hard))


if __name__ == "__main__":
    main()

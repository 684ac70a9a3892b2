"""The default sentence model in a process of its own, so that it works beside the engine.

Loading the model and turning texts into its tokens is Python as much as the rest of a run: only
another process gives it the second processor. The vectors are the same, wherever they are made.
Parent and child speak through the child's standard streams: one line of JSON with texts, answered
by eight bytes of length and the vectors, float32 little-endian, row by row.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import IO, BinaryIO, Final

import numpy as np

from conspectus.cli import model_process
from conspectus.engine.embedding import UniversalSentenceEncoder, Vectors, load_default
from conspectus.engine.errors import EngineError

BATCH: Final = 128
"""Texts that wait until they are sent together: a dozen blocks of the model, few half empty."""
LENGTH_BYTES: Final = 8


class ModelBeside:
    """The default model, asked through a child process that starts at once and stays.

    Where the child cannot work (no memory, no processes allowed), the model works here.
    """

    def __init__(self, model: UniversalSentenceEncoder) -> None:
        self.name, self.sha256, self.dimension = model.name, model.sha256, model.dimension
        self._model = model
        self._waiting: dict[str, None] = {}
        self._expected: dict[str, tuple[Future[Vectors], int]] = {}
        self._last: Future[Vectors] | None = None
        self._speaker = ThreadPoolExecutor(1)
        self.child: subprocess.Popen[bytes] | None = None
        with contextlib.suppress(OSError):
            self.child = model_process.taken()
            atexit.register(self.close)

    def close(self) -> None:
        """Let the child end, and see it end."""
        child, self.child = self.child, None
        self._speaker.shutdown(cancel_futures=True)
        if child is not None and child.stdin is not None:
            child.stdin.close()
            child.wait()

    def foresee(self, texts: Sequence[str]) -> None:
        """Have vectors of ``texts`` made meanwhile, for they will be asked for."""
        self._waiting.update(dict.fromkeys(text for text in texts if text not in self._expected))
        if len(self._waiting) >= BATCH:
            self._send()

    @property
    def busy(self) -> bool:
        """Whether vectors that were foreseen are still to come."""
        self._send()
        return self._last is not None and not self._last.done()  # answers come in order

    def encode(self, texts: Sequence[str], jobs: int = 1) -> Vectors:
        """Vectors of ``texts``: float32 (n, dimension), unit length, as the model gives them."""
        if self.child is None:
            return self._model.encode(texts, jobs)
        self.foresee(texts)
        self._send()
        found = np.empty((len(texts), self.dimension), dtype=np.float32)
        try:
            for place, text in enumerate(texts):
                made, row = self._expected[text]
                found[place] = made.result()[row]
        except (OSError, EOFError, ValueError):
            self.child = None
            return self._model.encode(texts, jobs)
        finally:
            self._expected = {}
        return found

    def _send(self) -> None:
        texts, self._waiting = list(self._waiting), {}
        if self.child is None:
            return
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            made = self._last = self._speaker.submit(self._ask, batch)
            self._expected |= {text: (made, row) for row, text in enumerate(batch)}

    def _ask(self, texts: Sequence[str]) -> Vectors:
        child = self.child
        if child is None or child.stdin is None or child.stdout is None:
            raise EOFError
        child.stdin.write(json.dumps(texts).encode() + b"\n")
        child.stdin.flush()
        length = int.from_bytes(_exactly(child.stdout, LENGTH_BYTES), "big")
        rows = np.frombuffer(_exactly(child.stdout, length), "<f4")
        return rows.reshape(len(texts), self.dimension)


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    found = pipe.read(count)
    if len(found) < count:
        raise EOFError
    return found


@cache
def model_beside() -> ModelBeside | None:
    """The default model in its own process, one for all runs of this one; ``None`` without it."""
    model = load_default()
    return ModelBeside(model) if isinstance(model, UniversalSentenceEncoder) else None


def answer(questions: BinaryIO, answers: BinaryIO) -> None:
    """The child: load the model, then answer until the parent closes or goes.

    A model that cannot be used ends it; the parent then meets the same fault and tells it.
    """
    model = load_default()
    if not isinstance(model, UniversalSentenceEncoder):
        return
    with contextlib.suppress(EngineError):
        model.prepare()
        for line in questions:
            vectors = model.encode(json.loads(line)).astype("<f4").tobytes()
            answers.write(len(vectors).to_bytes(LENGTH_BYTES, "big") + vectors)
            answers.flush()


if __name__ == "__main__":
    answer(sys.stdin.buffer, sys.stdout.buffer)

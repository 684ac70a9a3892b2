"""Answers about pairs of texts, each worked out once and remembered between runs.

Whether a passage carries a wording depends on the two texts and on the engine only. To read a
passage for that comparison takes milliseconds, and a corpus asks many thousand times, so an answer
is kept as one bit under a digest of what was asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Final

from conspectus.engine.code_version import code_version
from conspectus.engine.embedding import Cache

CACHE_KIND: Final = "verdicts"
DIGEST_BYTES: Final = 16
MOST_KEPT: Final = 1_000_000
"""Above so many answers those that this run did not ask for are forgotten."""

_ROW: Final = DIGEST_BYTES + 1


class Verdicts:
    """A table of answers; ``name`` tells the tables of one cache apart."""

    def __init__(self, cache: Cache | None = None, name: str = "") -> None:
        self._cache = cache
        self._key = f"{code_version()}\n{name}" if cache is not None else ""
        self._known = _rows(cache.get(CACHE_KIND, self._key)) if cache is not None else {}
        self._asked: dict[bytes, bool] = {}
        self._learnt = False

    def ask(self, question: str, claim: str, evidence: str, answer: Callable[[], bool]) -> bool:
        """The answer to ``question`` about two texts: the remembered one, else ``answer()``."""
        asked = f"{question}\0{claim}\0{evidence}".encode("utf-8", "surrogatepass")
        digest = hashlib.blake2b(asked, digest_size=DIGEST_BYTES).digest()
        verdict = self._asked.get(digest)
        if verdict is None:
            verdict = self._known.get(digest)
            if verdict is None:
                verdict, self._learnt = answer(), True
            self._asked[digest] = verdict
        return verdict

    @property
    def learnt(self) -> dict[bytes, bool]:
        """The answers that were asked for and are not from an earlier run."""
        return {digest: v for digest, v in self._asked.items() if digest not in self._known}

    def learn(self, answers: Mapping[bytes, bool]) -> None:
        """Take over what another process has ``learnt`` with the same code."""
        self._known.update(answers)
        self._learnt = self._learnt or bool(answers)

    def keep(self) -> None:
        """Store the table for later runs, if anything in it is new."""
        if self._cache is None or not self._learnt:
            return
        together = {**self._known, **self._asked}
        kept = together if len(together) <= MOST_KEPT else self._asked
        rows = (digest + bytes([verdict]) for digest, verdict in sorted(kept.items()))
        self._cache.put(CACHE_KIND, self._key, b"".join(rows))


def _rows(stored: bytes | None) -> dict[bytes, bool]:
    if stored is None or len(stored) % _ROW:
        return {}
    return {
        stored[at : at + DIGEST_BYTES]: stored[at + DIGEST_BYTES] == 1
        for at in range(0, len(stored), _ROW)
    }

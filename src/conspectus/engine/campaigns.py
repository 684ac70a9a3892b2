"""Texts that are the same or nearly so: campaigns of form letters, and copied passages.

Found by MinHash (Broder 1997) with banding (Indyk and Motwani 1998; Leskovec, Rajaraman and
Ullman, "Mining of Massive Datasets", ch. 3), and each pair is verified by its true Jaccard
coefficient, so that the sketch can miss a pair but never invents one. Groups are disclosed by the
paper; nothing is deleted or weighted down here.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from conspectus.engine.remembered import remembered

Hashes = npt.NDArray[np.uint64]

PERMUTATIONS = 128
BANDS = 32
ROWS = PERMUTATIONS // BANDS
SHINGLE_WORDS = 3
SIMILARITY = 0.6
"""Jaccard coefficient of word shingles from which two texts are near-identical."""
MINIMUM_WORDS = 8
"""Shorter texts ("I agree.") are alike by chance: only exact copies of them form a campaign."""

DIGEST_BYTES = 16

FRAME_TEXTS = 20
FRAME_SHARE = 0.5
"""A first or last line of more than half of at least so many texts is a form's, not a letter's."""

_SEED = 20070701
_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_MIX_A = np.uint64(0xBF58476D1CE4E5B9)
_MIX_B = np.uint64(0x94D049BB133111EB)
_STEP = np.uint64(0x9E3779B97F4A7C15)
_SALTS = np.random.default_rng(_SEED).integers(
    1, np.iinfo(np.uint64).max, PERMUTATIONS, dtype=np.uint64
)


def normalised_words(text: str) -> tuple[str, ...]:
    """Case-folded words without punctuation; Chinese text gives its single characters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if not _HAN.search(folded):
        return tuple(_WORD.findall(folded))
    found: list[str] = []
    for word in _WORD.findall(folded):
        found.extend(word if _HAN.search(word) else (word,))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A text as it is compared: how many words it has, a digest of them, hashes of their runs."""

    length: int
    words: str
    shingles: Hashes


def _packed(letter: _Letter) -> list[object]:
    return [
        letter.length,
        letter.words,
        base64.b64encode(letter.shingles.astype("<u8").tobytes()).decode(),
    ]


def _unpacked(kept: Sequence[Any]) -> _Letter:
    length, words, shingles = kept
    return _Letter(length, words, np.frombuffer(base64.b64decode(shingles), "<u8"))


@lru_cache(maxsize=256)
@remembered(pack=_packed, unpack=_unpacked)
def _letter(text: str) -> _Letter:
    """Read one text; a run asks twice for the same letters."""
    words = normalised_words(text)
    digest = hashlib.blake2b(
        "\0".join(words).encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES
    ).hexdigest()
    few = len(words) < MINIMUM_WORDS
    return _Letter(len(words), digest, np.empty(0, np.uint64) if few else _shingles(words))


def identical_passages(texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Groups of two or more indices whose texts have the same words, in order of first index."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        words = normalised_words(text)
        if words:
            groups[words].append(i)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def find_campaigns(
    texts: Sequence[str], similarity: float = SIMILARITY
) -> tuple[tuple[int, ...], ...]:
    """Groups of two or more texts that are the same or nearly so.

    Groups and their members are in order of index. Two members need not be alike themselves: a
    chain of near-identical texts is one campaign.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    letters: dict[str, _Letter] = {}
    for i, text in enumerate(_without_frame(texts)):
        letter = _letter(text)
        if letter.length:
            groups[letter.words].append(i)
            letters[letter.words] = letter
    members = list(groups.values())
    parent = _near_identical([letters[words] for words in groups], similarity)
    joined: dict[int, list[int]] = defaultdict(list)
    for i, copies in enumerate(members):
        joined[_root(parent, i)].extend(copies)
    found = sorted(tuple(sorted(group)) for group in joined.values() if len(group) > 1)
    return tuple(found)


def _without_frame(texts: Sequence[str]) -> list[str]:
    """Texts without what a form put around them: docket lines, "please write your comment here".

    A line that opens or closes more than half of all texts is left out where the lines next to it
    differ; beside the same lines it belongs to a letter that more than half have signed.
    """
    parts = [[line for line in text.splitlines() if line.strip()] for text in texts]
    if len(texts) < FRAME_TEXTS:
        return list(texts)
    for end, next_to in ((-1, -2), (0, 1)):
        neighbours: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for lines in parts:
            if len(lines) > 1:
                neighbours[normalised_words(lines[end])].append(normalised_words(lines[next_to]))
        frame = {
            line
            for line, beside in neighbours.items()
            if len(beside) > FRAME_SHARE * len(texts)
            and len(set(beside)) > FRAME_SHARE * len(beside)
        }
        for lines in parts:
            if len(lines) > 1 and normalised_words(lines[end]) in frame:
                del lines[end]
    return ["\n".join(lines) for lines in parts]


def _near_identical(letters: Sequence[_Letter], similarity: float) -> list[int]:
    """A union-find forest over distinct texts, one tree a campaign."""
    parent = list(range(len(letters)))
    long = [i for i, letter in enumerate(letters) if letter.length >= MINIMUM_WORDS]
    shingles = {i: letters[i].shingles for i in long}
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for i in _sharing(shingles, similarity):
        signature = minhash(shingles[i])
        for band in range(BANDS):
            buckets[band, signature[band * ROWS : (band + 1) * ROWS].tobytes()].append(i)
    for bucket in buckets.values():
        _join(bucket, shingles, parent, similarity)
    return parent


def _sharing(shingles: dict[int, Hashes], similarity: float) -> list[int]:
    """The texts that share enough shingles with all others together to be near to one of them.

    Two sets of a Jaccard coefficient of at least s share at least s of each; most texts of a
    consultation share far less with anyone, and need no sketch.
    """
    if not shingles:
        return []
    distinct, counts = np.unique(np.concatenate(list(shingles.values())), return_counts=True)
    shared = distinct[counts > 1]
    if not shared.size:
        return []
    return [
        i
        for i, own in shingles.items()
        if (shared[np.searchsorted(shared[:-1], own)] == own).sum() + 1 >= similarity * own.size
    ]


def _join(
    bucket: Sequence[int], shingles: dict[int, Hashes], parent: list[int], similarity: float
) -> None:
    """Join a bucket's true pairs: each text is compared with one leader of each group so far.

    A bucket of ten thousand copies costs ten thousand comparisons, not their square.
    """
    leaders: list[int] = []
    for i in bucket:
        for leader in leaders:
            if _root(parent, i) == _root(parent, leader):
                break
            if jaccard(shingles[i], shingles[leader]) >= similarity:
                first, second = sorted((_root(parent, i), _root(parent, leader)))
                parent[second] = first
                break
        else:
            leaders.append(i)


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def jaccard(left: Hashes, right: Hashes) -> float:
    """Shared share of two sorted sets of shingle hashes, from 0 to 1."""
    shared = np.intersect1d(left, right, assume_unique=True).size
    return float(shared / (left.size + right.size - shared))


def minhash(shingles: Hashes) -> Hashes:
    """The ``PERMUTATIONS`` smallest values of a set of shingle hashes, one a salted hash."""
    signature = np.full(PERMUTATIONS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, shingles.size, 4096):
        block = _mixed(shingles[start : start + 4096, None] ^ _SALTS[None, :])
        signature = np.minimum(signature, block.min(axis=0))
    return signature


def _shingles(words: tuple[str, ...]) -> Hashes:
    """Sorted distinct hashes of the runs of ``SHINGLE_WORDS`` words."""
    ids = _word_hashes(words)
    count = len(ids) - SHINGLE_WORDS + 1
    total = np.zeros(count, dtype=np.uint64)
    for offset in range(SHINGLE_WORDS):
        total = _mixed(total * _STEP + ids[offset : offset + count])
    return np.unique(total)


def _word_hashes(words: Iterable[str]) -> Hashes:
    """A 64-bit hash of each word that no hash seed of the interpreter changes."""
    return np.array([_word_hash(word) for word in words], dtype=np.uint64)


@lru_cache(maxsize=1 << 17)
def _word_hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


def _mixed(values: Hashes) -> Hashes:
    """The finaliser of SplitMix64 (Steele, Lea and Flood 2014), a permutation of 64-bit values."""
    values = (values ^ (values >> np.uint64(30))) * _MIX_A
    values = (values ^ (values >> np.uint64(27))) * _MIX_B
    return np.asarray(values ^ (values >> np.uint64(31)), dtype=np.uint64)

"""Texts to the default sentence model's tokens, as its package makes them, each word once.

The package builds a table of all beginnings of all pieces, which takes half a second of each run
that has but a few new sentences. The pieces alone give the same tokens (the unigram model of Kudo
2018): a word is short, so asking for each of its parts costs next to nothing.
"""

from __future__ import annotations

import math
import struct
from array import array
from typing import Any, Final

MOST_WORDS: Final = 50_000
"""Words of which the tokens are kept; above, all are forgotten."""
WORD_MARK: Final = "\u2581"

_UNKNOWN, _BEGIN, _END = 0, 1, 2
_PIECE, _SCORE, _TRAINER, _CHARSMAP = 0x0A, 0x15, 3, 2
"""Tags of a piece (and of its letters) and of its score; fields of the table of characters."""
_UNKNOWN_BELOW: Final = 10.0
"""How far an unknown letter's score lies below the least of a piece."""


class Tokens:
    """Texts to tokens by ``model``, the bytes of a sentencepiece model that was checked before.

    None of its pieces goes on into a next word, so the best pieces of a text are those of its
    words. ``package``: the module of the model's package that has the table of characters' reader.
    """

    def __init__(self, model: bytes, package: Any) -> None:  # noqa: ANN401 - it has no types
        self._numbers, self._scores, end = _pieces(model)
        self._unknown = min(self._scores) - _UNKNOWN_BELOW
        self._longest = max(map(len, self._numbers))
        [(start, length)] = package._parse_fields(model, end, len(model))[_TRAINER]  # noqa: SLF001
        fields = package._parse_fields(model, start, start + length)  # noqa: SLF001
        [(start, length)] = fields[_CHARSMAP]
        self._normalized = package._Normalizer(model[start : start + length]).normalize  # noqa: SLF001
        self._words: dict[str, tuple[int, ...]] = {}

    def __call__(self, text: str) -> list[int]:
        """The numbers of the tokens of ``text``, between those of its beginning and end."""
        found = [_BEGIN]
        marked = self._normalized(text)
        for word in marked.split(WORD_MARK)[1:]:
            found += self._of_word(WORD_MARK + word)
        if not marked:
            found.append(_UNKNOWN)
        return [*found, _END]

    def _of_word(self, word: str) -> tuple[int, ...]:
        known = self._words.get(word)
        if known is None:
            if len(self._words) >= MOST_WORDS:
                self._words.clear()
            known = self._words[word] = self._best(word)
        return known

    def _best(self, word: str) -> tuple[int, ...]:
        """The pieces of greatest total score; of equals the one whose last piece is longest."""
        size = len(word)
        best = [0.0, *[-math.inf] * size]
        last = [(0, _UNKNOWN)] * (size + 1)
        for start in range(size):
            for end in range(start + 1, min(start + self._longest, size) + 1):
                number = self._numbers.get(word[start:end])
                if number is not None:
                    score = best[start] + self._scores[number]
                elif end == start + 1:
                    score, number = best[start] + self._unknown, _UNKNOWN
                else:
                    continue
                if score > best[end]:
                    best[end], last[end] = score, (start, number)
        found = []
        while size:
            size, number = last[size]
            found.append(number)
        return tuple(reversed(found))


def _pieces(model: bytes) -> tuple[dict[str, int], array[float], int]:
    """Piece → number, the score of each number (float32), and where the pieces end in ``model``."""
    numbers: dict[str, int] = {}
    scores = array("f")
    at = 0
    while model[at] == _PIECE:
        length, letters = _length(model, at + 1)
        size, start = _length(model, letters + 1)
        scored = start + size
        numbers[model[start:scored].decode()] = len(scores)
        score = struct.unpack_from("<f", model, scored + 1) if model[scored] == _SCORE else (0.0,)
        scores.append(score[0])
        at = letters + length
    return numbers, scores, at


def _length(model: bytes, at: int) -> tuple[int, int]:
    """A length as protocol buffers write it, and where what is so long begins."""
    found, shift = 0, 0
    while model[at] & 0x80:
        found |= (model[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
    return found | model[at] << shift, at + 1

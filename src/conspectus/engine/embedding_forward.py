"""The default sentence model's way from tokens to vectors, with no token worked out twice.

The network is that of the package (multilingual USE v3, Yang et al. 2019): an embedding, three
convolutions of two layers, a sum over tokens, four dense layers. Up to the first convolution what
it makes of a token depends on the token alone, and a convolution of n tokens is a sum of n
products; so both are worked out once for a token and only added up for each of its places, which
leaves two fifths of the arithmetic. Every product has a fixed shape, for a matrix product rounds
by the shape of its operands, and where it rounds by the place of a row as well (kernels for
processors with AVX2 only do) few rows go together: the bytes of a vector depend on its own text
only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

BLOCK_TOKENS: Final = 384
BLOCK_SENTENCES: Final = 24
PADDING_TOKEN: Final = 0
LEARNT_TOGETHER: Final = 64
"""Tokens whose products are worked out at once."""
FEW_ROWS: Final = (8, 4, 1)
"""Rows that go together where not all of a product may; each divides the three numbers above."""
MOST_KEPT: Final = 4_000
"""Tokens of which they are kept, 13 kB each: 98 of 100 that a corpus in one language needs."""

_ORDERS: Final = ((2, 0), (3, 1), (5, 2))
"""Tokens that a convolution sees, and how many of them stand before its own."""
_TAPS: Final = tuple(
    (order, at - before) for order, (count, before) in enumerate(_ORDERS) for at in range(count)
)
"""(convolution, place from its own token) of each product of a token."""
_WIDTH: Final = 256


class Forward:
    """The forward pass over the weights of ``backend``, the package's own model.

    Not to be used by two threads at once, but for ``vectors``.
    """

    def __init__(self, backend: Any) -> None:  # noqa: ANN401 - the package has no types
        self._model = backend
        self._forget()

    @cached_property
    def _together(self) -> int:
        """Rows of a product that go together: 0 for all, else so few that each rounds alike."""
        model = self._model
        dense = (model.cnn_W, model.d0, model.p1, model.d1, model.d2, model.p3, model.d3)
        shapes = [(BLOCK_SENTENCES, weights) for weights in dense]
        shapes += [(BLOCK_TOKENS, weights) for weights in model.w2]
        shapes += [(LEARNT_TOGETHER, weights) for weights in (model.proj_W, model.w1[0][:_WIDTH])]
        for few in (0, *FEW_ROWS):
            if all(_rounds_alike(few or count, weights) for count, weights in shapes):
                return few
        return FEW_ROWS[-1]

    def _product(self, rows: Floats, weights: Floats) -> Floats:
        """``rows @ weights``, float32, in which equal rows give equal bytes."""
        few = self._together
        if not few:
            return rows @ weights
        found: Floats = rows.reshape(-1, few, rows.shape[1]) @ weights
        return found.reshape(len(rows), -1)

    def _forget(self) -> None:
        self._place_of = np.zeros(len(self._model.table), dtype=np.intp)
        self._count = 1  # the first place is of what lies beyond a sentence
        self._own = np.zeros((1, _WIDTH * len(_ORDERS)), dtype=np.float32)
        self._taps = [np.zeros((1, _WIDTH), dtype=np.float32) for _ in _TAPS]

    def learn(self, tokens: Iterable[int]) -> None:
        """Work out the products of these tokens, which ``vectors`` will need."""
        wanted = np.unique(np.fromiter(tokens, dtype=np.intp))
        new = wanted[self._place_of[wanted] == 0]
        if not new.size:
            return
        if self._count + new.size > MOST_KEPT and self._count > 1:
            self._forget()
            new = wanted
        self._grow(self._count + len(new))
        for start in range(0, len(new), LEARNT_TOGETHER):
            self._learn(new[start : start + LEARNT_TOGETHER])

    def _grow(self, wanted: int) -> None:
        more = max(wanted, min(2 * wanted, MOST_KEPT)) - len(self._own)
        if wanted > len(self._own):
            self._own = np.pad(self._own, ((0, more), (0, 0)))
            self._taps = [np.pad(rows, ((0, more), (0, 0))) for rows in self._taps]

    def _learn(self, new: Places) -> None:
        model = self._model
        padded = np.full(LEARNT_TOGETHER, PADDING_TOKEN, dtype=np.intp)
        padded[: len(new)] = new
        own = self._product(self._embedded(padded), model.proj_W)
        own += model.proj_b
        _normalise(own, model.ln_g_all, model.ln_b_all, model.eps)
        rows = slice(self._count, self._count + len(new))
        self._own[rows] = own[: len(new)]
        for tap, (order, at) in zip(self._taps, _TAPS, strict=True):
            seen = np.ascontiguousarray(own[:, order * _WIDTH : (order + 1) * _WIDTH])
            begin = (at + _ORDERS[order][1]) * _WIDTH
            tap[rows] = self._product(seen, model.w1[order][begin : begin + _WIDTH])[: len(new)]
        self._place_of[new] = np.arange(rows.start, rows.stop)
        self._count = rows.stop

    def _embedded(self, tokens: Places) -> Floats:
        """The rows of the embedding: float32 (n, 512)."""
        model = self._model
        chunk = tokens % len(model.scale)
        found: Floats = model.table[tokens].astype(np.float32)
        found *= model.scale[chunk, None]
        found += model.lo[chunk, None]
        return found

    def vectors(self, sentences: Sequence[Sequence[int]]) -> Floats:
        """Vectors of sentences of tokens that were learnt: float32 (n, dimension), unit length.

        At most ``BLOCK_SENTENCES``; others are added up to that, and up to whole
        ``BLOCK_TOKENS``. A padding token counts as learnt or as nothing: no sentence sees another.
        """
        fillers = BLOCK_SENTENCES - len(sentences)
        used = sum(map(len, sentences)) + fillers
        count = -(-used // BLOCK_TOKENS) * BLOCK_TOKENS
        padded = [*sentences, *([[PADDING_TOKEN]] * (fillers - 1))]
        padded.append([PADDING_TOKEN] * (count - used + 1))
        tokens = np.fromiter(chain.from_iterable(padded), dtype=np.intp, count=count)
        lengths = np.fromiter(map(len, padded), dtype=np.intp, count=len(padded))
        starts = np.zeros(len(padded), dtype=np.intp)
        np.cumsum(lengths[:-1], out=starts[1:])
        features = self._convolved(tokens, _sentence_of(lengths))
        _normalise(features, self._model.ln_g, self._model.ln_b, self._model.eps)
        return self._dense(np.add.reduceat(features, starts, axis=0), lengths)[: len(sentences)]

    def _convolved(self, tokens: Places, sentence: Places) -> Floats:
        """The embedding and the three convolutions beside it: float32 (n, 512 + 3 * 256)."""
        model, places = self._model, self._place_of[tokens]
        embedded = self._embedded(tokens)
        width = embedded.shape[1]
        features = np.empty((len(tokens), width + _WIDTH * len(_ORDERS)), dtype=np.float32)
        features[:, :width] = embedded
        own = self._own[places]
        seen = {at: _shifted(sentence, at) for _, at in _TAPS}
        for order in range(len(_ORDERS)):
            mine = own[:, order * _WIDTH : (order + 1) * _WIDTH]
            offsets = [at for one, at in _TAPS if one == order]
            first = np.zeros_like(mine)
            for tap, (one, at) in zip(self._taps, _TAPS, strict=True):
                if one == order:
                    first += tap[np.append(places, 0)[seen[at]]]
            _rectified(first, model.b1[order], mine)
            inner = np.concatenate([first, np.zeros((1, _WIDTH), dtype=np.float32)])
            windows = inner[np.stack([seen[at] for at in offsets], axis=1)]
            second = self._product(windows.reshape(len(tokens), -1), model.w2[order])
            _rectified(second, model.b2[order], first)
            begin = width + order * _WIDTH
            features[:, begin : begin + _WIDTH] = second
        return features

    def _dense(self, sums: Floats, lengths: Places) -> Floats:
        """From the sums over the tokens of sentences to their vectors."""
        model, product = self._model, self._product
        counts = lengths.astype(np.float32)
        mean = product(sums, model.cnn_W)
        mean += counts[:, None] * model.cnn_b
        mean *= np.reciprocal(np.sqrt(counts))[:, None]
        first = np.maximum(product(mean, model.d0), 0)
        middle = product(mean, model.p1)
        middle += product(first, model.d1)
        np.maximum(middle, 0, out=middle)
        last = np.maximum(product(middle, model.d2), 0)
        out = product(middle, model.p3)
        out += product(last, model.d3)
        np.tanh(out, out=out)
        squares = np.clip(np.einsum("ij,ij->i", out, out), model.eps, None)
        out *= np.reciprocal(np.sqrt(squares))[:, None]
        return np.asarray(out, dtype=np.float32)


def _rounds_alike(count: int, weights: Floats) -> bool:
    """Whether so many rows of the same numbers give as many rows of the same bytes."""
    row = np.cos(np.arange(len(weights), dtype=np.float32) * 1.7)
    found = np.repeat(row[None, :], count, axis=0) @ weights
    return bool((found == found[0]).all())


def _rectified(values: Floats, bias: Floats, beside: Floats) -> None:
    """What a layer makes of its product, in place: bias, no negatives, and what went in added."""
    values += bias
    np.maximum(values, 0, out=values)
    values += beside


def _sentence_of(lengths: Places) -> Places:
    """Number of the sentence of each token."""
    return np.repeat(np.arange(len(lengths), dtype=np.intp), lengths)


def _shifted(sentence: Places, by: int) -> Places:
    """The place ``by`` after each token; one past the last where its sentence has none there."""
    count = len(sentence)
    moved = np.arange(count, dtype=np.intp) + by
    inside = (moved >= 0) & (moved < count)
    inside[inside] = sentence[moved[inside]] == sentence[inside]
    return np.where(inside, moved, count)


def _normalise(rows: Floats, gamma: Floats, beta: Floats, smallest: float) -> None:
    """Layer normalisation of each row (Ba, Kiros and Hinton 2016), in place."""
    rows -= rows.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[-1]
    rows *= np.reciprocal(np.sqrt(variance + smallest))[:, None]
    rows *= gamma
    rows += beta

"""How much each term says in each text: TF-IDF with damped counts (Salton and Buckley 1988).

The definition is scikit-learn's ``TfidfVectorizer(sublinear_tf=True)``, number for number, without
the second of import time that it costs every run. Terms are kept in their alphabetical order, so
that sums of floats do not depend on which text came first.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy import sparse

LETTER_RANGE = (3, 5)

Floats = npt.NDArray[np.floating]


class TermWeights:
    """The terms of a set of texts and how rare each is there."""

    def __init__(self, places: dict[str, int], rarity: Floats) -> None:
        """``places``: term → column; ``rarity``: inverse document frequency (columns,)."""
        self._places = places
        self._rarity = rarity

    @classmethod
    def learn(
        cls, texts: Iterable[Iterable[str]], dtype: type[np.floating] = np.float32
    ) -> tuple[TermWeights, sparse.csr_matrix]:
        """The weights of the terms of ``texts``, and the texts themselves as rows (n, terms)."""
        first_seen: dict[str, int] = {}
        counts = _counted(texts, first_seen, grow=True)
        places = {term: column for column, term in enumerate(sorted(first_seen))}
        moved = np.array([places[term] for term in first_seen] or [0], dtype=np.intp)
        rows, width = len(counts[2]) - 1, max(1, len(places))
        columns = moved[counts[1]]
        holding = np.bincount(columns, minlength=width).astype(dtype) + dtype(1)
        learnt = cls(places, np.log(dtype(rows + 1) / holding) + dtype(1))
        return learnt, learnt._weighted((counts[0], columns, counts[2]))

    def rows(self, texts: Iterable[Iterable[str]]) -> sparse.csr_matrix:
        """Texts as rows of unit length, (n, terms); terms that were not learnt count nothing."""
        return self._weighted(_counted(texts, self._places, grow=False))

    def _weighted(self, counts: tuple[Floats, Floats, Floats]) -> sparse.csr_matrix:
        values, columns, ends = counts
        dtype = self._rarity.dtype
        shape = (len(ends) - 1, len(self._rarity))
        found = sparse.csr_matrix((values.astype(dtype), columns, ends), shape=shape)
        found.sort_indices()
        data = (np.log(found.data) + dtype.type(1)) * self._rarity[found.indices]
        row_of = np.repeat(np.arange(shape[0]), np.diff(found.indptr))
        norms = np.sqrt(np.bincount(row_of, weights=data * data, minlength=shape[0]))
        found.data = (data / norms[row_of]).astype(dtype)
        return found


def _counted(
    texts: Iterable[Iterable[str]], places: dict[str, int], *, grow: bool
) -> tuple[Floats, Floats, Floats]:
    """(counts, columns, ends of rows) of the terms; new ones enter ``places`` if ``grow``."""
    values, columns, ends = array("i"), array("i"), array("q", [0])
    for text in texts:
        for term, count in Counter(text).items():
            column = places.setdefault(term, len(places)) if grow else places.get(term)
            if column is not None:
                columns.append(column)
                values.append(count)
        ends.append(len(columns))
    return np.array(values, np.intc), np.array(columns, np.intc), np.array(ends, np.int64)


def letter_runs(text: str) -> Iterator[str]:
    """Runs of 3 to 5 letters inside the words of ``text``, the space around a word included."""
    for word in text.lower().split():
        yield from _runs_of_word(word)


@lru_cache(maxsize=1 << 14)
def _runs_of_word(word: str) -> tuple[str, ...]:
    spaced = f" {word} "
    found: list[str] = []
    for size in range(LETTER_RANGE[0], LETTER_RANGE[1] + 1):
        if size > len(spaced):
            break
        found += (spaced[i : i + size] for i in range(len(spaced) - size + 1))
    return tuple(found)

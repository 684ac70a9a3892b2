"""What the views and the oppositions need and do not need of each other, made beside the rest.

A copy of this process compares paraphrases and looks for the sides of issues while single views are
weighed here. What the copy does not give is made here when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from conspectus.engine.beside import Copy, beside
from conspectus.engine.corpus import Corpus
from conspectus.engine.held import Held
from conspectus.engine.learning.similarity import LearntSimilarity
from conspectus.engine.oppositions import Sides, sides_of
from conspectus.engine.paraphrases import paraphrased_views, reworded_views
from conspectus.engine.theming import Themed
from conspectus.engine.views import DraftView


@dataclass(frozen=True, slots=True)
class _Made:
    """From the copy, one after the other."""

    paraphrases: tuple[DraftView, ...] | None = None
    sides: Sides | None = None


class _Same:
    """Equal to what holds the very same object: arrays compare element by element."""

    def __init__(self, held: object) -> None:
        self._held = held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._held is other._held

    def __hash__(self) -> int:
        return id(self._held)


class Ahead:
    """Paraphrases and sides of issues of ``themed`` claims, from the copy or made here."""

    def __init__(
        self,
        corpus: Corpus,
        themed: Themed,
        names: Mapping[str, Sequence[str]],
        learnt: LearntSimilarity,
        held: Held,
    ) -> None:
        """``names``: holder id → the names under which it speaks of itself."""
        self._corpus, self._themed, self.names = corpus, themed, names
        self._learnt, self._held = learnt, held
        self._copy: Copy[_Made] | None = None

    def paraphrases(self) -> tuple[DraftView, ...]:
        """Views said in different words, by vectors, or by words where there are none."""
        found = self._next().paraphrases
        return self._paraphrases(found)

    def sides(self) -> Sides:
        """What oppositions are made of; to be asked for after the paraphrases."""
        found = self._next().sides
        return found if found is not None else self._sides()

    def _next(self) -> _Made:
        return next(self._copy.all(), _Made()) if self._copy is not None else _Made()

    def _paraphrases(self, known: tuple[DraftView, ...] | None = None) -> tuple[DraftView, ...]:
        claims, matrix = self._themed.claims, self._themed.matrix

        def make() -> tuple[DraftView, ...]:
            if known is not None:
                return known
            names_of, moved = self.names.__getitem__, self._learnt.moved
            if matrix is None:
                return reworded_views(claims, names_of, moved)
            return paraphrased_views(claims, self._themed.vectors, matrix, names_of, moved)

        made_from = (claims, dict(self.names), _Same(matrix), self._learnt.used)
        return self._held.result("paraphrases", made_from, make)

    def _sides(self) -> Sides:
        settings, corrections = self._corpus.settings, self._corpus.corrections
        return sides_of(self._themed.claims, settings.issues, corrections, self.names.__getitem__)

    def _all(self) -> Iterator[_Made]:
        """In the copy."""
        yield _Made(paraphrases=self._paraphrases())
        yield _Made(sides=self._sides())

    @contextmanager
    def begun(self, *, beside_us: bool) -> Iterator[Ahead]:
        """Let a copy begin, where it shall; without it everything is made when asked for."""
        if not beside_us:
            yield self
            return
        with beside(self._all) as copy:
            self._copy = copy
            try:
                yield self
            finally:
                self._copy = None

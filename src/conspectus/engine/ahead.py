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
from conspectus.engine.oppositions import Sides, sides_of
from conspectus.engine.paraphrases import paraphrased_views, reworded_views
from conspectus.engine.theming import Themed
from conspectus.engine.views import DraftView


@dataclass(frozen=True, slots=True)
class _Made:
    """From the copy, one after the other."""

    paraphrases: tuple[DraftView, ...] | None = None
    sides: Sides | None = None


class Ahead:
    """Paraphrases and sides of issues of ``themed`` claims, from the copy or made here."""

    def __init__(self, corpus: Corpus, themed: Themed, names: Mapping[str, Sequence[str]]) -> None:
        """``names``: holder id → the names under which it speaks of itself."""
        self._corpus, self._themed, self.names = corpus, themed, names
        self._copy: Copy[_Made] | None = None

    def paraphrases(self) -> tuple[DraftView, ...]:
        """Views said in different words, by vectors, or by words where there are none."""
        found = self._next().paraphrases
        return found if found is not None else self._paraphrases()

    def sides(self) -> Sides:
        """What oppositions are made of; to be asked for after the paraphrases."""
        found = self._next().sides
        return found if found is not None else self._sides()

    def _next(self) -> _Made:
        return next(self._copy.all(), _Made()) if self._copy is not None else _Made()

    def _paraphrases(self) -> tuple[DraftView, ...]:
        claims, matrix = self._themed.claims, self._themed.matrix
        if matrix is None:
            return reworded_views(claims, self.names.__getitem__)
        return paraphrased_views(claims, self._themed.vectors, matrix, self.names.__getitem__)

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

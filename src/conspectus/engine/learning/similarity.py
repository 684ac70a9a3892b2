"""How near two claims are, as people have said of pairs of claims whether they say the same.

What is shipped is the cosine of vectors. Once there are enough answers of each kind, log-odds are
learnt from them (``pairs``), and what these add is told in units of the cosine, so that everything
that compares cosines stays as it is. It is used where it judges more of the answers as people did,
each held out in its turn; a correction itself holds in any case (``corrections``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from conspectus.engine.corrections import Rulings, joins, keys_of, parts, passage_key
from conspectus.engine.learning.claims import claim_space, likeness_of
from conspectus.engine.learning.effect import ENOUGH, Effect
from conspectus.engine.learning.pairs import OF_LIKENESS, learnt_weights, pair_kernel
from conspectus.engine.learning.regression import Floats, learn
from conspectus.engine.passages import Claim

Vectors = npt.NDArray[np.float32]

WHAT: Final = "similarity"
LARGEST_SHIFT: Final = 0.2
"""Of a cosine: answers bring claims nearer or take them apart by so much at most."""
WORDS_SCALE: Final = 5.0
"""Cosines of words are small: so many times they are of the size of log-odds."""


@dataclass(frozen=True, slots=True)
class Odds:
    """Log-odds that two claims say the same: ``sharpness`` times their cosine beyond ``middle``."""

    middle: float
    sharpness: float


BY_VECTORS: Final = Odds(middle=0.5, sharpness=10.0)
BY_WORDS: Final = Odds(middle=0.22, sharpness=15.0)
"""Half way between what makes a cluster and what is asked of each member (``paraphrases``)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of two claims, named by ``passage_key``, in their order."""

    one: str
    two: str
    same: bool


def answers_of(rulings: Rulings) -> tuple[Answer, ...]:
    """The answers that the corrections give, each pair once; what was overruled gives none."""
    found: dict[tuple[str, str], bool] = {}
    for correction in rulings.applied:
        same = joins(correction)
        if not same and not parts(correction):
            continue
        first, *others = keys_of(correction) or ("",)
        for other in others:
            found[min(first, other), max(first, other)] = same
    return tuple(Answer(one, two, same) for (one, two), same in sorted(found.items()))


class LearntSimilarity:
    """What the answers about pairs of claims teach; ``effect``: whether and how well."""

    def __init__(
        self, claims: Sequence[Claim], matrix: Vectors | None, answers: Sequence[Answer]
    ) -> None:
        """``matrix``: float32 (n, d), a row a claim, or ``None``."""
        rows = {passage_key(claim.id): row for row, claim in enumerate(claims)}
        self.answers = tuple(a for a in answers if a.one in rows and a.two in rows)
        kinds = [answer.same for answer in self.answers]
        rarest = min(kinds.count(True), kinds.count(False))
        self.effect = Effect(what=WHAT, answers=len(kinds), rarest=rarest)
        if rarest >= ENOUGH:
            self._odds = BY_VECTORS if matrix is not None else BY_WORDS
            self._space = claim_space(claims, matrix, rows)
            self._learn(np.array(kinds, dtype=bool))

    @property
    def used(self) -> tuple[Answer, ...]:
        """The answers that what is learnt rests on; none where it is not used."""
        return self.answers if self.effect.used else ()

    def moved(self, block: Sequence[Claim], cosine: Vectors) -> Vectors:
        """``cosine`` (n, n) of the claims of ``block``, moved by what was learnt."""
        if not self.effect.used:
            return cosine
        rows = [self._space.rows[passage_key(claim.id)] for claim in block]
        near_one, near_two = self._near(rows)
        drawn = (near_one * self._pull) @ near_two.T
        words = self._space.cosines(rows, rows, words_only=True)[0]
        features = self._features(words, cosine)
        added = sum(w * part for w, part in zip(self._weights, features, strict=True))
        log_odds = OF_LIKENESS * (drawn + drawn.T) + added + self._offset
        shift = np.clip(log_odds / self._odds.sharpness, -LARGEST_SHIFT, LARGEST_SHIFT)
        np.fill_diagonal(shift, 0.0)
        return np.asarray(np.clip(cosine + shift, -1.0, 1.0), dtype=np.float32)

    def _learn(self, same: npt.NDArray[np.bool_]) -> None:
        ones = [self._space.rows[answer.one] for answer in self.answers]
        twos = [self._space.rows[answer.two] for answer in self.answers]
        self._named = (ones, twos)
        parts = [np.diag(part) for part in self._space.cosines(ones, twos)]
        features = np.stack(self._features(parts[0], parts[-1]), axis=-1)
        prior = features[:, -1]
        one_by_one, one_by_two = self._near(ones)
        two_by_one, two_by_two = self._near(twos)
        alike = one_by_one * two_by_two + one_by_two * two_by_one
        lesson = learn(pair_kernel(alike, features, features), prior, same)
        self._pull = lesson.pull
        self._weights, self._offset = learnt_weights(features, lesson.pull)
        before = int(((prior > 0) == same).sum())
        after = int(((lesson.without > 0) == same).sum())
        self.effect = replace(
            self.effect,
            before=before,
            after=after,
            used=after > before,
            weights=(*zip(FEATURES, self._weights.round(4).tolist(), strict=True),),
        )

    def _near(self, rows: Sequence[int]) -> tuple[Floats, Floats]:
        """How alike the claims ``rows`` are to the first and to the second of each answer."""
        ones, twos = self._named
        return likeness_of(self._space.cosines(rows, ones)), likeness_of(
            self._space.cosines(rows, twos)
        )

    def _features(self, words: Vectors, near: Vectors) -> tuple[Floats, Floats]:
        """Of pairs: words in common, and the log-odds that are shipped."""
        shipped = self._odds.sharpness * (near.astype(np.float64) - self._odds.middle)
        return WORDS_SCALE * words.astype(np.float64), shipped


FEATURES: Final = ("words in common", "nearness")

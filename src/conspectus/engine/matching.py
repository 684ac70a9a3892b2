"""Which wording each passage of a theme carries most likely: a score that learns from the theme.

A first score is a weighted sum of similarities. It is then refined by what the theme's passages
say together, without any label: a passage is drawn to what its nearest passages match (label
spreading, Zhou et al. 2004), to wordings it prefers over the others, and to those whose typical
passages it resembles (Rocchio 1971, with the passages the score itself trusts most). The weights
are a dozen numbers fitted on ArgKP's training topics by ``benchmarks/fit_matching.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from conspectus.engine.similarity import SMALLEST, Matrix, TextSpace, standardised

NEIGHBOURS = 20
TEMPERATURE = 1.5
AFFINITY_WEIGHTS = (8.8, 9.2, 10.7)
"""Words, letters, meaning; about one, one and two over their deviation in a theme."""
PREFERENCE = 1.0
TRUSTED_QUANTILE = 0.9


@dataclass(frozen=True, slots=True)
class Weights:
    """Coefficients of the first score and of each round of refinement.

    ``first``: word, letter, meaning, near words (the first two without a model). ``rounds``: for
    each round its own score, that of the neighbours, the preference, the typical passages.
    """

    first: tuple[float, ...]
    rounds: tuple[tuple[float, float, float, float], ...]


WITH_MODEL = Weights(
    first=(-0.06, 0.23, 0.81, 0.57),
    rounds=((-0.24, 0.56, 0.96, 0.47), (0.03, 0.63, 0.79, 0.21)),
)
WITHOUT_MODEL = Weights(
    first=(0.26, 0.68),
    rounds=((-0.39, 0.47, 0.79, 0.46), (-0.03, 0.52, 0.52, 0.3)),
)


def match_scores(
    space: TextSpace,
    rows: Sequence[int],
    columns: Sequence[int],
    weights: Weights | None = None,
) -> Matrix:
    """How likely passages ``rows`` carry wordings ``columns``: float32 (rows, columns).

    Higher is likelier; scores compare inside one call only. ``weights`` default to those fitted
    with or without a model, as ``space`` has one or not.
    """
    if not len(rows) or not len(columns):
        return np.zeros((len(rows), len(columns)), dtype=np.float32)
    chosen = weights or (WITH_MODEL if space.has_meaning else WITHOUT_MODEL)
    score = weighted(first_features(space, rows, columns), chosen.first)
    neighbours = neighbour_weights(space, rows)
    for coefficients in chosen.rounds:
        score = weighted(refined_features(space, rows, neighbours, score), coefficients)
    return score


def first_features(
    space: TextSpace, rows: Sequence[int], columns: Sequence[int]
) -> tuple[Matrix, ...]:
    """The standardised components of a block."""
    return tuple(standardised(part) for part in space.components(rows, columns))


def weighted(features: Sequence[Matrix], coefficients: Sequence[float]) -> Matrix:
    """The sum of ``features`` times ``coefficients``."""
    total = sum(c * feature for c, feature in zip(coefficients, features, strict=True))
    return np.asarray(total, dtype=np.float32)


def refined_features(
    space: TextSpace, rows: Sequence[int], neighbours: Matrix, score: Matrix
) -> tuple[Matrix, Matrix, Matrix, Matrix]:
    """What a round of refinement sees: own score, neighbours' score, preference, typicality."""
    own = standardised(score)
    raised = np.exp(PREFERENCE * (own - own.max(axis=1, keepdims=True)))
    preference = raised / raised.sum(axis=1, keepdims=True)
    trusted = np.where(own > np.quantile(own, TRUSTED_QUANTILE), preference, 0.0)
    typical = _typicality(space, rows, np.asarray(trusted, dtype=np.float32))
    parts = (own, neighbours @ own, preference, typical)
    first, second, third, fourth = (standardised(np.asarray(p, dtype=np.float32)) for p in parts)
    return first, second, third, fourth


def neighbour_weights(space: TextSpace, rows: Sequence[int]) -> Matrix:
    """Row-stochastic weights of each passage's nearest others: float32 (rows, rows)."""
    if len(rows) < 2:
        return np.zeros((len(rows), len(rows)), dtype=np.float32)
    parts = space.affinities(rows)
    total = weighted(parts, AFFINITY_WEIGHTS[: len(parts)])
    np.fill_diagonal(total, -np.inf)
    kept = min(NEIGHBOURS, len(rows) - 1)
    threshold = np.partition(total, -kept, axis=1)[:, -kept, None]
    raised = np.exp((total - total.max(axis=1, keepdims=True)) / TEMPERATURE)
    raised[total < threshold] = 0.0
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


def _typicality(space: TextSpace, rows: Sequence[int], trusted: Matrix) -> Matrix:
    """Cosine of each passage with the weighted mean of each wording's trusted passages."""
    vectors = space.meaning(rows)
    if vectors is not None:
        typical = trusted.T @ vectors
        norms = np.linalg.norm(typical, axis=1, keepdims=True)
        return np.asarray(vectors @ (typical / np.maximum(norms, SMALLEST)).T, dtype=np.float32)
    lexical = space.lexical_rows(rows)
    mixed = sparse.csr_matrix(trusted.T) @ lexical
    norms = np.sqrt(np.asarray(mixed.multiply(mixed).sum(axis=1))).ravel()
    found = np.asarray((lexical @ mixed.T).todense(), dtype=np.float32)
    return np.asarray(found / np.maximum(norms, SMALLEST)[None, :], dtype=np.float32)

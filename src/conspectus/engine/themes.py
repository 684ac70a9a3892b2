"""Which theme a passage belongs under; a passage without a clear theme gets none.

``None`` stands for the theme's general comments: a reader forgives a sentence that stands among
general comments and does not forgive one under the wrong heading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.language import stems
from conspectus.engine.similarity import centred

Vectors = npt.NDArray[np.float32]

SEED_WEIGHT = 1.0
CONTEXT_WEIGHT = 0.4
SIMILARITY_WEIGHT = 1.0
MINIMUM_MARGIN = 0.15
SIMILARITY_ALONE = 0.35
SIMILARITY_ALONE_MARGIN = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """The theme of one passage; ``theme`` is ``None`` where no theme is clear.

    ``score``: of the best theme. ``margin``: by how much it leads the second.
    """

    theme: str | None
    score: float
    margin: float


def theme_texts(themes: Sequence[ThemeSpec]) -> tuple[str, ...]:
    """One text a theme to make its vector from."""
    return tuple(
        ". ".join(part for part in (theme.name, theme.description, ", ".join(theme.terms)) if part)
        for theme in themes
    )


def assign_themes(
    texts: Sequence[str],
    hints: Sequence[str | None],
    themes: Sequence[ThemeSpec],
    vectors: Vectors | None = None,
    theme_vectors: Vectors | None = None,
    contexts: Sequence[str] | None = None,
    language: str | None = "en",
) -> tuple[Assignment, ...]:
    """Assign each passage to a theme, or to none.

    ``hints``: the manifest's theme of each passage's source; it binds where it equals a theme's
    id or name. ``contexts``: the headings above each passage. ``vectors``: float32 (n, d) of
    ``texts``; ``theme_vectors``: float32 (m, d) of ``theme_texts(themes)``; both or none.
    A theme needs one of its seed terms in the passage, or a clear margin of similarity.
    """
    if not themes:
        return tuple(Assignment(theme=None, score=0.0, margin=0.0) for _ in texts)
    seeds = _seed_scores(texts, themes, language) * SEED_WEIGHT
    scores = seeds.copy()
    if contexts is not None:
        scores += _seed_scores(contexts, themes, language) * CONTEXT_WEIGHT
    close = np.zeros_like(scores)
    if vectors is not None and theme_vectors is not None:
        close = _closeness(vectors, theme_vectors)
        scores += close * SIMILARITY_WEIGHT
    bound = {key.casefold(): theme.id for theme in themes for key in (theme.id, theme.name)}
    return tuple(
        _decide(scores[i], seeds[i], close[i], themes, bound.get((hints[i] or "").casefold()))
        for i in range(len(texts))
    )


def _decide(
    scores: npt.NDArray[np.float64],
    seeds: npt.NDArray[np.float64],
    close: npt.NDArray[np.float64],
    themes: Sequence[ThemeSpec],
    bound: str | None,
) -> Assignment:
    order = sorted(range(len(themes)), key=lambda j: (-scores[j], themes[j].id))
    best = order[0]
    margin = float(scores[best] - scores[order[1]]) if len(order) > 1 else float(scores[best])
    score = float(scores[best])
    if bound is not None:
        return Assignment(theme=bound, score=score, margin=margin)
    by_seed = seeds[best] > 0 and margin >= MINIMUM_MARGIN
    by_meaning = close[best] >= SIMILARITY_ALONE and margin >= SIMILARITY_ALONE_MARGIN
    chosen = themes[best].id if by_seed or by_meaning else None
    return Assignment(theme=chosen, score=score, margin=margin)


def _seed_scores(
    texts: Sequence[str], themes: Sequence[ThemeSpec], language: str | None
) -> npt.NDArray[np.float64]:
    """How strongly the seed terms of each theme stand in each text: float64 (n, m), 0 or more."""
    terms = [[stems(term, language) for term in theme.terms] for theme in themes]
    grams = [_grams(stems(text, language), 4) for text in texts]
    spread = Counter(gram for found in grams for gram in found)
    scores = np.zeros((len(texts), len(themes)))
    for i, found in enumerate(grams):
        for j, seeds in enumerate(terms):
            hits = [seed for seed in seeds if seed in found]
            scores[i, j] = sum(_weight(spread[seed], len(texts)) for seed in hits)
    return scores


def _weight(holders: int, total: int) -> float:
    """Rare terms tell more: 1 for a term of one text in a hundred, less for a common one."""
    return min(1.5, log((1 + total) / (1 + holders)) / log(100))


def _grams(tokens: Sequence[str], longest: int) -> set[tuple[str, ...]]:
    return {
        tuple(tokens[i : i + size])
        for size in range(1, longest + 1)
        for i in range(len(tokens) - size + 1)
    }


def _closeness(vectors: Vectors, theme_vectors: Vectors) -> npt.NDArray[np.float64]:
    own = centred(vectors, np.asarray(vectors.mean(axis=0), dtype=np.float32))
    other = centred(theme_vectors, np.asarray(theme_vectors.mean(axis=0), dtype=np.float32))
    return np.asarray(own @ other.T, dtype=np.float64)

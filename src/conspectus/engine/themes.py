"""Which theme a passage belongs under; a passage without a clear theme gets none.

``None`` stands for general comments: a reader forgives a sentence that stands among them and does
not forgive one under the wrong heading. No label is needed: the terms that the secretariat gave
each theme mark some passages surely, these teach a classifier (self-training from seeds, McCallum
and Nigam 1999), and the classifier in turn tells which terms can be trusted in this corpus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.language import content_stems
from conspectus.engine.similarity import centred
from conspectus.engine.theme_terms import (
    Scores,
    occurrences,
    reliabilities,
    seed_scores,
    theme_terms,
)

Vectors = npt.NDArray[np.float32]

ROUNDS = 2
FIRST_SHARPNESS = 2.0
SURE_SCORE = 0.45
SURE_LEAD = 0.25
LARGEST_LESSON = 5000
"""So many sure passages are enough to learn from."""
MEANING_WEIGHT = 3.0
SEED_WEIGHT = 2.0
CONTEXT_WEIGHT = 0.7
MINIMUM_SEED = 0.3
MINIMUM_MARGIN = 1.0
MINIMUM_ALONE = 0.65
FLOOR = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """The theme of one passage; ``theme`` is ``None`` where no theme is clear.

    ``score``: log-probability of the best theme with its terms' weight added; ``margin``: its lead
    over the second.
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
    id or name. ``contexts``: the headings above each passage and the sentence before it.
    ``vectors``: float32 (n, d) of ``texts``; ``theme_vectors``: float32 (m, d) of
    ``theme_texts(themes)``; both or none. A theme needs its terms in the passage or a high
    probability, and a clear lead either way. The order of the passages changes nothing.
    """
    if not themes or not texts:
        return tuple(Assignment(theme=None, score=0.0, margin=0.0) for _ in texts)
    order = sorted(range(len(texts)), key=lambda i: (texts[i], contexts[i] if contexts else ""))
    ordered = [texts[i] for i in order]
    features, lessons = _features(ordered, themes, language)
    closeness = features @ lessons.T
    first = np.asarray(closeness.todense(), dtype=np.float64)
    if vectors is not None and theme_vectors is not None:
        own, other = _centred(vectors[order], theme_vectors)
        first = np.asarray(own @ other.T, dtype=np.float64)
        features = sparse.hstack([sparse.csr_matrix(own * MEANING_WEIGHT), features]).tocsr()
        lessons = sparse.hstack([sparse.csr_matrix(other * MEANING_WEIGHT), lessons]).tocsr()
    seeds, posterior, around = _learn(
        ordered,
        [contexts[i] for i in order] if contexts else None,
        themes,
        (features, lessons, _softmax(FIRST_SHARPNESS * _by_column(first))),
        language,
    )
    scores = np.log(posterior + FLOOR) + SEED_WEIGHT * seeds + CONTEXT_WEIGHT * around
    bound = {key.casefold(): theme.id for theme in themes for key in (theme.id, theme.name)}
    ids = [theme.id for theme in themes]
    found: list[Assignment] = [Assignment(theme=None, score=0.0, margin=0.0)] * len(texts)
    for row, i in enumerate(order):
        hinted = bound.get((hints[i] or "").strip().casefold())
        found[i] = _decide(scores[row], seeds[row], posterior[row], ids, hinted)
    return tuple(found)


def _learn(
    texts: Sequence[str],
    contexts: Sequence[str] | None,
    themes: Sequence[ThemeSpec],
    start: tuple[sparse.csr_matrix, sparse.csr_matrix, Scores],
    language: str | None,
) -> tuple[Scores, Scores, Scores]:
    """Seed scores, posteriors and scores of the context, each float64 (passages, themes)."""
    features, lessons, posterior = start
    terms = [theme_terms(theme, language) for theme in themes]
    found = occurrences(texts, terms, language)
    trust = reliabilities(found, terms, posterior)
    seeds = seed_scores(found, trust, len(texts))
    for round_ in range(ROUNDS):
        posterior = _classify(features, lessons, seeds)
        if round_ < ROUNDS - 1:
            trust = reliabilities(found, terms, posterior)
            seeds = seed_scores(found, trust, len(texts))
    around = np.zeros_like(seeds)
    if contexts is not None:
        around = seed_scores(occurrences(contexts, terms, language), trust, len(texts))
    return seeds, posterior, around


def _features(
    texts: Sequence[str], themes: Sequence[ThemeSpec], language: str | None
) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Word TF-IDF of the passages and of the themes' own texts."""
    vectorizer = TfidfVectorizer(
        analyzer=lambda text: content_stems(text, language), sublinear_tf=True, dtype=np.float64
    )
    own = [
        ". ".join((text, *theme.examples))
        for text, theme in zip(theme_texts(themes), themes, strict=True)
    ]
    try:
        both = vectorizer.fit_transform([*texts, *own]).tocsr()
    except ValueError:  # not one word of content
        both = sparse.csr_matrix((len(texts) + len(themes), 1))
    return both[: len(texts)], both[len(texts) :]


def _centred(vectors: Vectors, theme_vectors: Vectors) -> tuple[Vectors, Vectors]:
    return (
        centred(vectors, np.asarray(vectors.mean(axis=0), dtype=np.float32)),
        centred(theme_vectors, np.asarray(theme_vectors.mean(axis=0), dtype=np.float32)),
    )


def _classify(features: sparse.csr_matrix, lessons: sparse.csr_matrix, seeds: Scores) -> Scores:
    """Posterior of each theme by a classifier taught on the passages whose terms are sure."""
    ranked = np.sort(seeds, axis=1)
    lead = ranked[:, -1] - (ranked[:, -2] if seeds.shape[1] > 1 else 0.0)
    sure = np.flatnonzero((ranked[:, -1] >= SURE_SCORE) & (lead >= SURE_LEAD))
    sure = sure[:: -(-len(sure) // LARGEST_LESSON) or 1]
    labels = np.concatenate([np.arange(seeds.shape[1]), seeds[sure].argmax(axis=1)])
    if seeds.shape[1] < 2:
        return np.ones_like(seeds)
    model = LogisticRegression(C=1.0, max_iter=500, class_weight="balanced")
    model.fit(sparse.vstack([lessons, features[sure]]), labels)
    return np.asarray(model.predict_proba(features), dtype=np.float64)


def _by_column(matrix: Scores) -> Scores:
    deviation = matrix.std(axis=0)
    return np.asarray((matrix - matrix.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0))


def _softmax(matrix: Scores) -> Scores:
    raised = np.exp(matrix - matrix.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float64)


def _decide(
    scores: Scores, seeds: Scores, posterior: Scores, ids: Sequence[str], hinted: str | None
) -> Assignment:
    order = sorted(range(len(ids)), key=lambda j: (-scores[j], ids[j]))
    best = order[0]
    score = float(scores[best])
    margin = float(score - scores[order[1]]) if len(order) > 1 else MINIMUM_MARGIN
    if hinted is not None:
        return Assignment(theme=hinted, score=score, margin=margin)
    known = seeds[best] >= MINIMUM_SEED or (len(ids) > 1 and posterior[best] >= MINIMUM_ALONE)
    clear = known and margin >= MINIMUM_MARGIN
    return Assignment(theme=ids[best] if clear else None, score=score, margin=margin)

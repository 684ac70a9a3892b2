"""Claims and wordings to themes: the forum's, or discovered ones, and "general comments"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.embedding import Cache, Embedder, Vectors, encode_cached
from conspectus.engine.passages import Claim
from conspectus.engine.theme_discovery import discover_themes
from conspectus.engine.themes import Assignment, assign_themes, theme_texts
from conspectus.engine.views import DraftView

GENERAL: Final = "general"
GENERAL_NAME: Final = "General comments"


@dataclass(frozen=True, slots=True, kw_only=True)
class Themed:
    """Claims with their themes; ``scores``: claim id → score of its assignment.

    ``vectors``: claim id → row of ``matrix`` (float32 (n, d), unit length), both empty without
    a model.
    """

    claims: tuple[Claim, ...]
    themes: tuple[ThemeSpec, ...]
    scores: Mapping[str, float]
    vectors: Mapping[str, int]
    matrix: Vectors | None


def assign(
    claims: Sequence[Claim],
    themes: Sequence[ThemeSpec],
    hints: Mapping[str, str | None],
    embedder: Embedder | None,
    cache: Cache | None,
    jobs: int,
) -> Themed:
    """Give each claim its theme; those of no clear theme go to the general comments.

    ``hints``: source id → the manifest's theme.
    """
    texts = [claim.plain for claim in claims]
    spelt = [one_spelling(text) for text in texts]
    matrix = theme_matrix = None
    if embedder is not None and texts:
        matrix = encode_cached(embedder, texts, cache, jobs)
    if not themes:
        themes = _discovered(claims, spelt, matrix)
    if embedder is not None and texts:
        theme_matrix = encode_cached(embedder, theme_texts(themes), cache) if themes else None
    found = _by_language(claims, spelt, themes, hints, matrix, theme_matrix)
    themed = tuple(
        replace(claim, theme=assignment.theme or GENERAL)
        for claim, assignment in zip(claims, found, strict=True)
    )
    general = ThemeSpec(id=GENERAL, name=GENERAL_NAME)
    return Themed(
        claims=themed,
        themes=(*themes, general),
        scores={c.id: a.score for c, a in zip(claims, found, strict=True)},
        vectors={c.id: i for i, c in enumerate(claims)} if matrix is not None else {},
        matrix=matrix,
    )


def _by_language(
    claims: Sequence[Claim],
    texts: Sequence[str],
    themes: Sequence[ThemeSpec],
    hints: Mapping[str, str | None],
    matrix: Vectors | None,
    theme_matrix: Vectors | None,
) -> list[Assignment]:
    found: list[Assignment | None] = [None] * len(claims)
    for language in sorted({claim.language for claim in claims}):
        rows = [i for i, claim in enumerate(claims) if claim.language == language]
        assigned = assign_themes(
            [texts[i] for i in rows],
            [hints.get(claims[i].source) for i in rows],
            themes,
            matrix[rows] if matrix is not None and theme_matrix is not None else None,
            theme_matrix if matrix is not None else None,
            ["\n".join((*claims[i].headings, claims[i].lead)) for i in rows],
            language,
        )
        for i, assignment in zip(rows, assigned, strict=True):
            found[i] = assignment
    return [a if a is not None else Assignment(theme=None, score=0.0, margin=0.0) for a in found]


def _discovered(
    claims: Sequence[Claim], texts: Sequence[str], matrix: Vectors | None
) -> tuple[ThemeSpec, ...]:
    """Themes found in the English passages themselves, where the forum has named none."""
    rows = [i for i, claim in enumerate(claims) if claim.language == "en"]
    return discover_themes(
        [texts[i] for i in rows],
        [claims[i].holder for i in rows],
        matrix[rows] if matrix is not None and rows else None,
    )


def one_spelling(text: str) -> str:
    """The text with "multi-stakeholder" and its like as one word, as themes may spell them."""
    return _HYPHENATED.sub(lambda match: match.group().replace("-", ""), text)


_HYPHENATED: Final = re.compile(r"\b(?:multi|inter|cyber|co)-[a-z]+", re.IGNORECASE)


def with_themes(
    views: Sequence[DraftView],
    themes: Sequence[ThemeSpec],
    embedder: Embedder | None,
    cache: Cache | None,
) -> tuple[DraftView, ...]:
    """The shared views with their themes: by their own words, else that of most passages."""
    forum_themes = [theme for theme in themes if theme.id != GENERAL]
    clauses = [view.clause for view in views]
    vectors = theme_vectors = None
    if embedder is not None and views and forum_themes:
        vectors = encode_cached(embedder, clauses, cache)
        theme_vectors = encode_cached(embedder, theme_texts(forum_themes), cache)
    found = assign_themes(
        [one_spelling(clause) for clause in clauses],
        [None] * len(clauses),
        forum_themes,
        vectors,
        theme_vectors,
    )
    return tuple(
        replace(view, theme=assignment.theme or _theme_of_most(view))
        for view, assignment in zip(views, found, strict=True)
    )


def _theme_of_most(view: DraftView) -> str:
    """The theme of most of its passages; "general" only where it has the clear majority."""
    counts = Counter(c.theme or GENERAL for claims in view.claims.values() for c in claims)
    counts[GENERAL] = counts[GENERAL] // 2
    return min(counts, key=lambda theme: (-counts[theme], theme))


def closeness(themed: Themed) -> dict[str, float]:
    """Claim id → mean cosine to the claims of its theme (0 without a model)."""
    if themed.matrix is None:
        return {}
    found: dict[str, float] = {}
    for theme in themed.themes:
        rows = [themed.vectors[c.id] for c in themed.claims if c.theme == theme.id]
        if not rows:
            continue
        block = themed.matrix[rows]
        mean = block.mean(axis=0)
        norm = float(np.linalg.norm(mean)) or 1.0
        scores = block @ (mean / norm)
        ids = [c.id for c in themed.claims if c.theme == theme.id]
        found.update({claim: float(score) for claim, score in zip(ids, scores, strict=True)})
    return found

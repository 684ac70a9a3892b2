"""Claims and wordings to themes: the forum's, or discovered ones, and "general comments"."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.embedding import Cache, Embedder, Vectors, encode_cached
from conspectus.engine.language import content_stems
from conspectus.engine.matters import FEWEST_NAMING, themes_of_matters, with_matters
from conspectus.engine.passages import Claim
from conspectus.engine.theme_discovery import FEWEST_THEMES, discover_themes
from conspectus.engine.themes import Assignment, Texts, ThemeModel, learn_themes, theme_texts
from conspectus.engine.views import DraftView

GENERAL: Final = "general"
GENERAL_NAME: Final = "General comments"
ONLY_NAME: Final = "Views of contributors"
"""What the one section of a paper without themes is called."""
TELLING: Final = 0.6
"""Probability of a theme by which the words of a view tell it, or else its passages do."""
CLEARLY: Final = 0.35
"""Mean probability of one theme among the passages of a view, holder by holder."""
PLAIN_NAME: Final = 1.0
"""The name of a concept tells its theme if that leads the next by so much."""
MOST_GENERAL: Final = 0.6
"""Discovered themes that leave a larger share of the claims without a theme part nothing."""
ENGLISH_SHARE: Final = 0.5
"""With less of the passages in English, themes are not sought in these."""
ENOUGH_THEMES: Final = 6
"""With less, what two contributors speak of may head a section too."""
FEWEST_CLAIMS: Final = 5
FEWEST_HOLDERS: Final = 3
"""A discovered theme has so many passages of so many contributors, or it makes no section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Themed:
    """Claims with their themes.

    ``scores``: claim id → lead of its theme over the next, 0 in the general comments.
    ``vectors``: claim id → row of ``matrix`` (float32 (n, d), unit length), both empty without
    a model. ``leanings``: claim id → probability of each theme but the general comments.
    ``named``: whether the forum has named the themes, and they were not found in the passages.
    """

    claims: tuple[Claim, ...]
    themes: tuple[ThemeSpec, ...]
    scores: Mapping[str, float]
    vectors: Mapping[str, int]
    matrix: Vectors | None
    model: ThemeModel
    leanings: Mapping[str, tuple[float, ...]]
    named: bool = True


def assign(
    claims: Sequence[Claim],
    themes: Sequence[ThemeSpec],
    hints: Mapping[str, str | None],
    embedder: Embedder | None,
    cache: Cache | None,
    jobs: int,
    names: Collection[str] = (),
) -> Themed:
    """Give each claim its theme; those of no clear theme go to the general comments.

    ``hints``: source id → the manifest's theme. ``names``: those of the contributors, by which no
    theme is called where the forum has named none. Where the themes that were found then leave too
    much without a theme, they are none.
    """
    texts = [claim.plain for claim in claims]
    matrix = encode_cached(embedder, texts, cache, jobs) if embedder is not None and texts else None
    given = Texts(
        texts=[with_matters(claim.plain, claim.language) for claim in claims],
        languages=[claim.language for claim in claims],
        vectors=matrix,
        contexts=["\n".join((*claim.headings, claim.lead)) for claim in claims],
        places=["\n".join((claim.source, *claim.headings)) for claim in claims],
        hints=[hints.get(claim.source) for claim in claims],
    )
    named = bool(themes)
    if named:
        model, found = _learnt(given, themes, embedder, cache)
    else:
        themes = _discovered(claims, texts, matrix, names)
        model, found = _learnt(given, themes, embedder, cache)
        kept = _borne(
            themes, claims, found, FEWEST_CLAIMS if _in_english(claims) else FEWEST_NAMING
        )
        if len(kept) < len(themes):
            themes = kept if len(kept) >= FEWEST_THEMES else ()
            model, found = _learnt(given, themes, embedder, cache)
        if sum(a.theme is None for a in found) > MOST_GENERAL * len(found):
            themes = ()
            model, found = _learnt(given, themes, embedder, cache)
    themed = tuple(
        replace(claim, theme=assignment.theme or GENERAL)
        for claim, assignment in zip(claims, found, strict=True)
    )
    general = ThemeSpec(id=GENERAL, name=GENERAL_NAME if themes else ONLY_NAME)
    return Themed(
        claims=themed,
        themes=(*themes, general),
        scores={c.id: a.margin if a.theme else 0.0 for c, a in zip(claims, found, strict=True)},
        vectors={c.id: i for i, c in enumerate(claims)} if matrix is not None else {},
        matrix=matrix,
        model=model,
        leanings={c.id: a.leaning for c, a in zip(claims, found, strict=True)},
        named=named,
    )


def _learnt(
    given: Texts, themes: Sequence[ThemeSpec], embedder: Embedder | None, cache: Cache | None
) -> tuple[ThemeModel, tuple[Assignment, ...]]:
    """What is learnt of the themes, and the theme of each passage."""
    if embedder is None or not given.texts or not themes:
        model = learn_themes(replace(given, vectors=None), themes)
        return model, model.assign(replace(given, vectors=None))
    model = learn_themes(given, themes, encode_cached(embedder, theme_texts(themes), cache))
    return model, model.assign(given)


def _in_english(claims: Sequence[Claim]) -> bool:
    """Whether so much is in English that themes can be sought in that."""
    english = sum(claim.language == "en" for claim in claims)
    return english >= ENGLISH_SHARE * len(claims)


def _borne(
    themes: Sequence[ThemeSpec],
    claims: Sequence[Claim],
    found: Sequence[Assignment],
    fewest: int,
) -> tuple[ThemeSpec, ...]:
    """The themes that have enough passages of enough contributors to make a section."""
    holders: dict[str, list[str]] = {theme.id: [] for theme in themes}
    for claim, assignment in zip(claims, found, strict=True):
        if assignment.theme is not None:
            holders[assignment.theme].append(claim.holder)
    return tuple(
        theme
        for theme in themes
        if len(holders[theme.id]) >= fewest and len(set(holders[theme.id])) >= FEWEST_HOLDERS
    )


def _discovered(
    claims: Sequence[Claim],
    texts: Sequence[str],
    matrix: Vectors | None,
    names: Collection[str],
) -> tuple[ThemeSpec, ...]:
    """Themes found in the passages themselves, where the forum has named none.

    In the English ones; where most are in other languages, by the matters that these name.
    """
    rows = [i for i, claim in enumerate(claims) if claim.language == "en"]
    if not _in_english(claims):
        everyone = [claim.holder for claim in claims]
        return themes_of_matters(texts, [claim.language for claim in claims], everyone)
    english = [texts[i] for i in rows]
    holders = [claims[i].holder for i in rows]
    vectors = matrix[rows] if matrix is not None and rows else None
    found = discover_themes(english, holders, vectors, names)
    if len(found) >= ENOUGH_THEMES:
        return found
    return max(found, discover_themes(english, holders, vectors, names, of_few=True), key=len)


def with_themes(
    views: Sequence[DraftView], themed: Themed, embedder: Embedder | None, cache: Cache | None
) -> tuple[DraftView, ...]:
    """The shared views with their themes: by their own words and those of their passages.

    A view of one concept stands first where its name alone plainly would: the passages that want
    it are about much else. Where it tells little, they decide, not what the forum speaks of most.
    Of other views too the passages decide where the words tell little; where neither tells, the
    view is a general comment.
    """
    named = [view.clause.partition(" should be ")[0] if view.concept else "" for view in views]
    alone = [
        assignment.theme if _is_plain(name, assignment, themed) else None
        for name, assignment in zip(
            named, _assigned(named, None, themed, embedder, cache), strict=True
        )
    ]
    leanings = np.array([_leaning(view, themed) for view in views])
    clauses = [view.clause for view in views]
    assigned = _assigned(clauses, leanings, themed, embedder, cache)
    found = [
        assignment.theme
        if view.concept or max(assignment.leaning, default=1.0) >= TELLING
        else _leant_to(leaning, themed, TELLING)
        for view, assignment, leaning in zip(views, assigned, leanings, strict=True)
    ]
    return tuple(
        replace(
            view,
            theme=((by_name or _leant_to(leaning, themed)) if name else None) or by_all or GENERAL,
        )
        for view, name, by_name, by_all, leaning in zip(
            views, named, alone, found, leanings, strict=True
        )
    )


def themes_of_texts(
    texts: Sequence[str], themed: Themed, embedder: Embedder | None, cache: Cache | None
) -> tuple[str, ...]:
    """The id of the theme of each text by its own words, from which nothing is learnt."""
    found = _assigned(texts, None, themed, embedder, cache) if texts else ()
    return tuple(assignment.theme or GENERAL for assignment in found)


def _is_plain(name: str, assignment: Assignment, themed: Themed) -> bool:
    """Whether a name alone tells its theme: by far, or because the forum says it of the theme."""
    if assignment.margin >= PLAIN_NAME:
        return True
    said = theme_texts([t for t in themed.themes if t.id == assignment.theme])
    stems = set(content_stems(name))
    return bool(stems) and any(stems <= set(content_stems(text)) for text in said)


def _leant_to(
    leaning: npt.NDArray[np.float64], themed: Themed, clearly: float = CLEARLY
) -> str | None:
    """The theme to which a view's passages lean by ``clearly`` at least, if there is one."""
    if not leaning.size or leaning.max() < clearly:
        return None
    return themed.themes[int(leaning.argmax())].id


def _assigned(
    texts: Sequence[str],
    leanings: npt.NDArray[np.float64] | None,
    themed: Themed,
    embedder: Embedder | None,
    cache: Cache | None,
) -> tuple[Assignment, ...]:
    """The theme of each text; ``leanings``: float64 (n, themes), what its passages lean to."""
    vectors = None
    if embedder is not None and texts and themed.matrix is not None:
        vectors = encode_cached(embedder, texts, cache)
    given = leanings if leanings is not None and len(leanings) else None
    return themed.model.assign(Texts(texts=texts, vectors=vectors, leanings=given))


def _leaning(view: DraftView, themed: Themed) -> list[float]:
    """What the view's passages lean to, each holder counting once.

    A passage that lists many things says little of each: it counts by the square of its commas.
    """
    rows, weights = [], []
    for holder in view.holders:
        if view.claims[holder]:
            counts = np.array(
                [1 / (1 + claim.plain.count(",")) ** 2 for claim in view.claims[holder]]
            )
            leanings = np.array([themed.leanings[claim.id] for claim in view.claims[holder]])
            rows.append(counts @ leanings / counts.sum())
            weights.append(counts.max())
    return [float(share) for share in np.average(rows, axis=0, weights=weights)]


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

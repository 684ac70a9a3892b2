"""Oppositions that a person found: the views of two passages exclude each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.corrections import Rulings, passage_key
from conspectus.engine.opposition_views import FoundOpposition, theme_of
from conspectus.engine.paper_parts import Doubt
from conspectus.engine.views import DraftView

KIND = "oppose?"
_UNWORDED = (
    "were said to exclude each other; give both a wording that can stand after “that”, and they "
    "will be printed as an opposition."
)
_BOTH = (
    "were said to exclude each other, but somebody holds both; say which passages are not of these "
    "views, and they will be printed as an opposition."
)


def ruled_oppositions(
    rulings: Rulings,
    found: Sequence[FoundOpposition],
    shared: Sequence[DraftView],
    singles: Iterable[DraftView],
    themes: Sequence[ThemeSpec],
) -> tuple[tuple[FoundOpposition, ...], tuple[Doubt, ...]]:
    """(oppositions as people have ruled, in addition to ``found``; what could not be printed).

    The view of a passage is the widest that it stands under. Where one cannot stand after "that",
    or somebody holds both, the rapporteur is told.
    """
    views = [*sorted(shared, key=lambda v: (-len(v.claims), v.clause)), *singles]
    taken = frozenset[str]().union(*(one.passages for one in found))
    made: list[FoundOpposition] = []
    doubts: list[Doubt] = []
    for pair in rulings.opposed:
        one, other = (_view_of(key, views) for key in pair)
        if one is None or other is None or (one.passages | other.passages) & taken:
            continue
        if one.claims.keys() & other.claims.keys():
            doubts.append(_doubt(one, other, _BOTH))
            continue
        if not (_after_that(one) and _after_that(other)):
            doubts.append(_doubt(one, other, _UNWORDED))
            continue
        taken |= one.passages | other.passages
        theme = theme_of(one.clause, [one, other], themes)
        sides = [replace(view, theme=theme, reported=None, concept=()) for view in (one, other)]
        made.append(
            FoundOpposition(
                issue=one.clause, theme=theme, views_for=(sides[0],), views_against=(sides[1],)
            )
        )
    return tuple(made), tuple(doubts)


def _view_of(key: str, views: Iterable[DraftView]) -> DraftView | None:
    for view in views:
        if any(passage_key(passage) == key for passage in view.passages):
            return view
    return None


def _after_that(view: DraftView) -> bool:
    """Whether its words can stand after "hold the view that"."""
    if view.reported is None:
        return len(view.claims) > 1 or view.settled
    return view.reported.is_clause and not view.reported.verb


def _doubt(one: DraftView, other: DraftView, what: str) -> Doubt:
    return Doubt(
        kind=KIND,
        question=f"“{one.clause}” and “{other.clause}” {what}",
        passages=tuple(sorted({passage_key(p) for view in (one, other) for p in view.passages})),
        score=0.5,
    )

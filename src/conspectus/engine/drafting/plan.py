"""The plan of a paper: which views stand in it, in which section and paragraph, within its length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from conspectus.engine.clusters import cluster_passages
from conspectus.engine.eligibility import word_count
from conspectus.engine.embedding import Vectors
from conspectus.engine.views import DraftView

SENTENCE_OVERHEAD: Final = 9
NAME_WORDS: Final = 3
LARGEST_PARAGRAPH: Final = 6
SMALLEST_PARAGRAPH: Final = 2
MOST_OF_ONE_HOLDER: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Theme id → paragraphs, each a tuple of views in order; ``left_out``: shared, not printed."""

    paragraphs: Mapping[str, tuple[tuple[DraftView, ...], ...]]
    left_out: tuple[DraftView, ...]


def cost(view: DraftView) -> int:
    """Words that a view takes in body and footnotes, roughly."""
    names = len(view.holders) * NAME_WORDS
    shown = names if len(view.holders) <= 6 else names + 4 * NAME_WORDS
    return word_count(view.clause) + SENTENCE_OVERHEAD + shown


def choose(
    shared: Sequence[DraftView],
    singles: Sequence[tuple[float, DraftView]],
    words: int,
) -> tuple[list[DraftView], list[DraftView]]:
    """(views to print, shared views left out) within ``words``.

    First every shared view in order of its holders while they take at most 45 % of the length,
    then one single view for each holder not yet heard, then the best of the rest, at most
    ``MOST_OF_ONE_HOLDER`` for one holder.
    """
    printed: list[DraftView] = []
    left: list[DraftView] = []
    used = 0
    for view in sorted(shared, key=lambda v: (-len(v.claims), v.clause)):
        if used + cost(view) <= words * 0.45:
            printed.append(view)
            used += cost(view)
        else:
            left.append(view)
    heard = {holder for view in printed for holder in view.claims}
    by_score = sorted(singles, key=lambda pair: (-pair[0], pair[1].clause))
    rest: list[DraftView] = []
    count: dict[str, int] = defaultdict(int)
    seen: set[str] = set()
    for _, view in by_score:
        holder = view.holders[0]
        if holder not in seen:
            seen.add(holder)
            printed.append(view)
            used += cost(view)
            count[holder] += 1
        else:
            rest.append(view)
    for view in rest:
        holder = view.holders[0]
        if used + cost(view) > words or count[holder] >= MOST_OF_ONE_HOLDER:
            continue
        printed.append(view)
        used += cost(view)
        count[holder] += 1
    del heard
    return printed, left


def arrange(
    views: Sequence[DraftView],
    themes: Sequence[str],
    vectors_of: Callable[[Sequence[DraftView]], Vectors | None],
) -> dict[str, tuple[tuple[DraftView, ...], ...]]:
    """Paragraphs by theme: what speaks of the same stands together, the widely held first."""
    arranged: dict[str, tuple[tuple[DraftView, ...], ...]] = {}
    for theme in themes:
        members = sorted(
            (v for v in views if v.theme == theme), key=lambda v: (-len(v.claims), v.clause)
        )
        if not members:
            continue
        groups = cluster_passages([v.clause for v in members], vectors_of(members))
        paragraphs = _balanced([[members[i] for i in sorted(group)] for group in groups])
        arranged[theme] = tuple(tuple(paragraph) for paragraph in paragraphs)
    return arranged


def _balanced(groups: list[list[DraftView]]) -> list[list[DraftView]]:
    """Paragraphs of readable size: large groups are cut, lone views joined, widest first."""
    ordered = sorted(groups, key=lambda g: (-max(len(v.claims) for v in g), -len(g), g[0].clause))
    pieces: list[list[DraftView]] = []
    for group in ordered:
        parts = -(-len(group) // LARGEST_PARAGRAPH)
        size = -(-len(group) // parts)
        pieces += [group[i : i + size] for i in range(0, len(group), size)]
    paragraphs: list[list[DraftView]] = []
    loose: list[DraftView] = []
    for piece in pieces:
        if len(piece) >= SMALLEST_PARAGRAPH:
            paragraphs.append(piece)
        else:
            loose += piece
    for i in range(0, len(loose), LARGEST_PARAGRAPH - 1):
        paragraphs.append(loose[i : i + LARGEST_PARAGRAPH - 1])
    return [_same_holder_together(paragraph) for paragraph in paragraphs]


def _same_holder_together(views: list[DraftView]) -> list[DraftView]:
    """Single views of one holder stand next to each other, at the place of the first."""
    ordered: list[DraftView] = []
    for view in views:
        if view in ordered:
            continue
        ordered.append(view)
        if len(view.claims) == 1:
            ordered += [
                other
                for other in views
                if other not in ordered and other.holders == view.holders
            ]
    return ordered

"""From the sides of an issue to views with clauses that can be printed, and to their theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.eligibility import word_count
from conspectus.engine.language import content_stems
from conspectus.engine.opposition_sides import (
    AGAINST,
    FOR,
    KIND,
    Group,
    NamesOf,
    Split,
    by_holder,
)
from conspectus.engine.paper_parts import Doubt
from conspectus.engine.passages import Claim
from conspectus.engine.theming import GENERAL
from conspectus.engine.verification.profile import profile
from conspectus.engine.verification.support import supports_profile
from conspectus.engine.views import DraftView, single_view

UNEVEN: Final = 0.3
"""How much longer or shorter than the other a clause may be (DRAFTING §4)."""
LONGEST: Final = 26
NAME_WEIGHT: Final = 3
"""Passages that a word in the name of an issue is worth, where one theme alone has it."""
MOST_WORDINGS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundOpposition:
    """An issue with the views of both sides, the side that asks for change first.

    All views are of ``theme`` and held (stance "for"); a side has several where its holders do not
    all say the same.
    """

    issue: str
    theme: str
    views_for: tuple[DraftView, ...]
    views_against: tuple[DraftView, ...]

    @property
    def views(self) -> tuple[DraftView, ...]:
        """All its views in the order of print."""
        return (*self.views_for, *self.views_against)

    @property
    def passages(self) -> frozenset[str]:
        """Ids of all claims on both sides."""
        return frozenset().union(*(view.passages for view in self.views))


def not_said_again(
    found: Sequence[FoundOpposition],
    shared: Sequence[DraftView],
    singles: Sequence[tuple[float, DraftView]],
) -> tuple[tuple[DraftView, ...], list[tuple[float, DraftView]]]:
    """The shared and single views without those that rest on passages of an opposition alone."""
    said = frozenset[str]().union(*(one.passages for one in found))
    return (
        tuple(view for view in shared if not view.passages <= said),
        [(score, view) for score, view in singles if not view.passages <= said],
    )


def even(one: str, other: str) -> bool:
    """Whether two clauses are of about one length."""
    short, long = sorted((word_count(one), word_count(other)))
    return long <= short * (1 + UNEVEN)


def opposition_of(
    found: Split, themes: Sequence[ThemeSpec], names_of: NamesOf
) -> tuple[FoundOpposition | None, tuple[Doubt, ...]]:
    """What can be printed of an issue with two sides, and who is left for the queue.

    Groups with a clause stand under it; the others under clauses of their own holders, each with
    those whose words carry it, as far as all clauses are of about one length.
    """
    given = [g.clause for side in found.sides for g in side if g.clause and g.claims]
    lengths = given or _of_one_length(found, names_of)
    sides: list[list[DraftView]] = []
    left: list[Claim] = []
    for side in (FOR, AGAINST):
        views: list[DraftView] = []
        for group in found.sides[side]:
            if group.clause and group.claims:
                views.append(_view(group.clause, group.claims))
            elif group.claims:
                own, rest = _own_wordings(group, names_of, lengths)
                views += own
                left += rest
        sides.append(sorted(views, key=lambda view: -len(view.claims)))
    doubts = (*found.doubts, *(_left(found.name, claim) for claim in left))
    if not all(sides):
        return None, doubts
    theme = theme_of(found.name, [view for side in sides for view in side], themes)
    one, other = (tuple(replace(view, theme=theme) for view in side) for side in sides)
    opposition = FoundOpposition(issue=found.name, theme=theme, views_for=one, views_against=other)
    return opposition, doubts


def _of_one_length(found: Split, names_of: NamesOf) -> list[str]:
    """A clause of a holder on each side, of about one length and carried by as many as can be."""
    one, other = (
        [
            (len(_carriers(clause, claim, group.claims)), clause)
            for group in found.sides[side]
            for clause, claim in _clauses(group, names_of).items()
        ]
        for side in (FOR, AGAINST)
    )
    pairs = [(n + m, a, b) for n, a in one for m, b in other if even(a, b)]
    if not pairs:
        return []
    _, first, second = min(pairs, key=lambda pair: (-pair[0], len(pair[1]) + len(pair[2]), pair))
    return [first, second]


def _view(clause: str, claims: dict[str, list[Claim]]) -> DraftView:
    members = by_holder(claim for one in claims.values() for claim in one)
    return DraftView(clause=clause, theme=None, claims=members)


def _left(issue: str, claim: Claim) -> Doubt:
    return Doubt(
        kind=KIND,
        question=f"{issue}: This passage takes a side in words that cannot be reported shortly; "
        "under which wording does it stand?",
        passages=(claim.id,),
        score=0.4,
    )


def _own_wordings(
    group: Group, names_of: NamesOf, lengths: Sequence[str]
) -> tuple[list[DraftView], list[Claim]]:
    """(views by clauses of the group's own holders, widest first; a claim of each holder left).

    ``lengths``: clauses of whose length they have to be; with none of them nothing is printed.
    """
    clauses = {
        clause: claim
        for clause, claim in _clauses(group, names_of).items()
        if lengths and all(even(clause, other) for other in lengths)
    }
    open_holders = dict(group.claims)
    views: list[DraftView] = []
    while clauses and open_holders and len(views) < MOST_WORDINGS:
        carried = {clause: _carriers(clause, clauses[clause], open_holders) for clause in clauses}
        best = min(carried, key=lambda clause: (-len(carried[clause]), len(clause), clause))
        if not carried[best]:
            break
        views.append(_view(best, carried[best]))
        open_holders = {h: c for h, c in open_holders.items() if h not in carried[best]}
        del clauses[best]
    return views, [claims[0] for claims in open_holders.values()]


def _clauses(group: Group, names_of: NamesOf) -> dict[str, Claim]:
    """Clauses in which the group's own claims can be reported, each with its claim."""
    members = [claim for one in group.claims.values() for claim in one]
    return {
        view.clause: claim
        for claim in sorted(members, key=lambda c: (len(c.text), c.id))
        if (view := _reported(claim, names_of)) is not None
    }


def _reported(claim: Claim, names_of: NamesOf) -> DraftView | None:
    """The claim as a short clause after "that", or ``None``."""
    view = single_view(claim, names_of(claim.holder))
    if view is None or view.reported is None or view.reported.verb:
        return None
    return view if word_count(view.clause) <= LONGEST else None


def _carriers(
    clause: str, origin: Claim, holders: dict[str, list[Claim]]
) -> dict[str, list[Claim]]:
    """The holders whose own claims carry the clause; its author does."""
    target = profile(clause)
    found = {}
    for holder, claims in sorted(holders.items()):
        carrying = [
            claim
            for claim in claims
            if claim.id == origin.id or supports_profile(target, profile(claim.plain)).ok
        ]
        if carrying:
            found[holder] = carrying
    return found if origin.holder in found else {}


def theme_of(issue: str, views: Sequence[DraftView], themes: Sequence[ThemeSpec]) -> str:
    """The theme of most passages; words that one theme alone has weigh in, most in the name."""
    named = set(content_stems(issue))
    said = named | set(content_stems(". ".join(view.clause for view in views)))
    counts = Counter(
        claim.theme or GENERAL
        for view in views
        for claims in view.claims.values()
        for claim in claims
    )
    words = {theme.id: _stems(theme) for theme in themes if theme.id != GENERAL}
    common = Counter(stem for stems in words.values() for stem in stems)
    scores = {
        theme: counts[theme]
        + sum(NAME_WEIGHT if stem in named else 1 for stem in said & stems if common[stem] == 1)
        for theme, stems in words.items()
    }
    best = min(scores, key=lambda one: (-scores[one], one), default=GENERAL)
    return best if scores.get(best) else GENERAL


def _stems(theme: ThemeSpec) -> set[str]:
    return set(content_stems(". ".join((theme.name, theme.description, *theme.terms))))

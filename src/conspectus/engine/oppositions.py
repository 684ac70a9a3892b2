"""Where contributors differ: two sides of one issue, each holder by its own words.

Sources, in this order: the issues that the forum names, the shipped ones, measures that some
support and others oppose by name, and clauses that one holder affirms and another denies. A holder
stands on a side only by a passage of its own that by itself says so, by strict cues or by the
verifier; conditions make no opposition, and whoever is found on both sides of an issue, or only by
an ambiguous word, is a question for the rapporteur and not in the paper. Similarity of vectors
decides nothing here (DESIGN §3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from conspectus.engine.corpus import Correction, IssueSpec, ThemeSpec
from conspectus.engine.opposition_issues import forum_issues, shipped_issues
from conspectus.engine.opposition_measures import measures
from conspectus.engine.opposition_polarity import Contradiction, contradictions
from conspectus.engine.opposition_sides import (
    AGAINST,
    FOR,
    KIND,
    NamesOf,
    Split,
    join,
    merged,
    own_english,
    read,
    split,
)
from conspectus.engine.opposition_views import FoundOpposition, opposition_of
from conspectus.engine.paper_parts import Doubt
from conspectus.engine.passages import Claim
from conspectus.engine.views import DraftView

MOST_QUESTIONS = 40


def find_oppositions(
    claims: Sequence[Claim],
    issues: Sequence[IssueSpec],
    themes: Sequence[ThemeSpec],
    *,
    views: Sequence[DraftView] = (),
    corrections: Sequence[Correction] = (),
    names_of: NamesOf = lambda _: (),
    sides: Sides | None = None,
) -> tuple[tuple[FoundOpposition, ...], tuple[Doubt, ...]]:
    """The oppositions to print, and what a person should look at (both in a fixed order).

    ``claims``: themed, in any order. ``issues``: those of forum.toml. ``themes``: of the paper.
    ``views``: shared views; their holders in other languages join the side that the view is on.
    ``corrections``: those of kind "stance" place a passage. ``names_of``: holder id → the names
    under which it speaks of itself. ``sides``: what ``sides_of`` gives, where it is known.
    """
    splits, opposed = sides or sides_of(claims, issues, corrections, names_of)
    found: list[FoundOpposition] = []
    doubts: list[Doubt] = []
    for one in splits:
        join(one, views)
        opposition, asked = opposition_of(one, themes, names_of)
        doubts += asked
        if opposition is not None:
            found.append(opposition)
    taken = frozenset().union(*(one.passages for one in found))
    for contradiction in opposed:
        if contradiction.passages & taken:
            continue
        if contradiction.certain:
            found.append(contradiction.opposition(themes))
            taken |= contradiction.passages
        else:
            doubts.append(_question(contradiction))
    return tuple(found), _ranked(doubts)


Sides = tuple[list[Split], list[Contradiction]]
"""Issues with two sides, and clauses that one holder affirms and another denies."""


def sides_of(
    claims: Sequence[Claim],
    issues: Sequence[IssueSpec],
    corrections: Sequence[Correction],
    names_of: NamesOf,
) -> Sides:
    """What ``find_oppositions`` finds without the shared views, the same whatever they are."""
    own = own_english(claims)
    splits = _splits(own, issues, corrections, names_of)
    return splits, list(contradictions(own, names_of))


def _splits(
    claims: Sequence[Claim],
    specs: Sequence[IssueSpec],
    corrections: Sequence[Correction],
    names_of: NamesOf,
) -> list[Split]:
    """Every issue with two sides, the forum's first, each with the shipped one that it is."""
    named, known = forum_issues(specs), shipped_issues()
    lines = read(claims, (*named, *known), names_of)
    by_id = {claim.id: claim for claim in claims} if corrections else None
    shipped = [split(issue, lines, corrections, by_id) for issue in known]
    found: list[Split] = []
    for issue in named:
        one = split(issue, lines, corrections, by_id)
        for other in list(shipped):
            both = merged(one, other)
            if both is not None:
                one = both
                shipped.remove(other)
        found.append(one)
    known_splits = [one for one in (*found, *shipped) if one.is_two_sided]
    return [*known_splits, *_measured(claims, known_splits, names_of)]


def _measured(
    claims: Sequence[Claim], known: Sequence[Split], names_of: NamesOf
) -> Iterator[Split]:
    """Measures with two sides on which no other issue has placed the same passages."""
    taken = {passage for one in known for side in (FOR, AGAINST) for passage in one.passages(side)}
    issues = measures([claim.plain for claim in claims])
    lines = read(claims, issues, names_of) if issues else ()
    for issue in issues:
        one = split(issue, lines)
        said = one.passages(FOR) | one.passages(AGAINST)
        if one.is_two_sided and not said & taken:
            taken |= said
            yield one


def _question(contradiction: Contradiction) -> Doubt:
    return Doubt(
        kind=KIND,
        question=f"Do those who hold that {contradiction.denied} exclude that "
        f"{contradiction.affirmed}?",
        passages=tuple(sorted(contradiction.passages)),
        score=0.2,
    )


def _ranked(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Each question once, the likelier first."""
    once = {(doubt.question, doubt.passages): doubt for doubt in doubts}
    ordered = sorted(once.values(), key=lambda d: (-d.score, d.question, d.passages))
    return tuple(ordered[:MOST_QUESTIONS])

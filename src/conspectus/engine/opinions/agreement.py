"""What groups agree on, what tells one from the others, and what divides them.

Representative responses as in Small et al. (2021): a group's share against one half, and against
the share of all others, both beyond chance at 90 % (one-sided). Group-informed consensus as there:
the product over groups of the smoothed probability (n + 1) / (all + 2). Agreement and disagreement
are treated alike throughout, so that votes turned round turn round what is said, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from conspectus.engine.opinions.components import Floats
from conspectus.engine.opinions.opinion_map import Representative, Standing, Tally
from conspectus.engine.opinions.responses import Ints, Responses

COMMON_SHARE = 0.6
COMMON_RESPONSES = 5
BEYOND_CHANCE = 1.2816
"""z of a one-sided test at 90 %."""
MOST_REPRESENTATIVE = 5
MOST_DIVIDING = 10
DIGITS = 9


@dataclass(frozen=True, slots=True)
class Counts:
    """Responses of groups, each (groups, propositions)."""

    agree: Ints
    disagree: Ints
    passed: Ints

    def tally(self, group: int, column: int) -> Tally:
        """Of one group to one proposition."""
        return Tally(
            int(self.agree[group, column]),
            int(self.disagree[group, column]),
            int(self.passed[group, column]),
        )

    @property
    def seen(self) -> Ints:
        """All responses."""
        return self.agree + self.disagree + self.passed


def count(responses: Responses, groups: Ints, number: int) -> Counts:
    """``groups``: (participants,), -1 for who is in none."""
    width = len(responses.propositions)
    group = groups[responses.rows]
    cell = group * width + responses.columns

    def of(value: int) -> Ints:
        here = cell[(group >= 0) & (responses.values == value)]
        return np.bincount(here, minlength=number * width).reshape(number, width).astype(np.int64)

    return Counts(of(1), of(-1), of(0))


def representative(
    counts: Counts, group: int, propositions: Sequence[int], opinions: Sequence[bool]
) -> tuple[Representative, ...]:
    """What tells a group from the others, strongest first.

    Only responses that more of the group gave than the opposite one. Where nothing is beyond
    chance, the one that comes nearest to it.
    """
    sides = {True: _strength(counts.agree, counts.seen, group)}
    sides[False] = _strength(counts.disagree, counts.seen, group)
    found = []
    for column, proposition in enumerate(propositions):
        lead = int(counts.agree[group, column] - counts.disagree[group, column])
        if not opinions[column] or not lead:
            continue
        ratio, own, against, smoothed = (float(part[column]) for part in sides[lead > 0])
        if against <= 0:
            continue
        clear = own > BEYOND_CHANCE and against > BEYOND_CHANCE
        score = round(ratio * against * smoothed * own, DIGITS)
        others = _others(counts, group, column)
        told = Representative(
            proposition, lead > 0, counts.tally(group, column), others, ratio, against
        )
        found.append((not clear, -score if clear else -against, proposition, told))
    found.sort(key=lambda each: each[:3])
    clear_ones = [each[3] for each in found if not each[0]][:MOST_REPRESENTATIVE]
    return tuple(clear_ones or [each[3] for each in found[:1]])


def standings(
    counts: Counts, letters: Sequence[str], propositions: Sequence[int], opinions: Sequence[bool]
) -> tuple[tuple[Standing, ...], tuple[Standing, ...], tuple[Standing, ...]]:
    """Consensus, common ground and what divides: see ``OpinionMap``."""
    agree = (counts.agree + 1) / (counts.seen + 2)
    disagree = (counts.disagree + 1) / (counts.seen + 2)
    spread = np.maximum(np.ptp(agree, axis=0), np.ptp(disagree, axis=0)).round(DIGITS)
    lead = np.sign(counts.agree - counts.disagree)
    one_side = (lead >= 0).all(axis=0) != (lead <= 0).all(axis=0)
    enough = counts.seen >= COMMON_RESPONSES
    split = ((lead > 0) & enough).any(axis=0) & ((lead < 0) & enough).any(axis=0)
    made = {True: np.prod(agree, axis=0), False: np.prod(disagree, axis=0)}
    consensus: list[Standing] = []
    dividing: list[Standing] = []
    for column, proposition in enumerate(propositions):
        if not opinions[column] or not (one_side[column] or split[column]):
            continue
        agrees = bool(_for(lead, column, one_side=bool(one_side[column])))
        tallies = {each: counts.tally(at, column) for at, each in enumerate(letters)}
        probability = round(float(made[agrees][column]), DIGITS)
        told = Standing(proposition, agrees, tallies, probability, float(spread[column]))
        (consensus if one_side[column] else dividing).append(told)
    consensus.sort(key=lambda each: (-each.probability, each.proposition))
    dividing.sort(key=lambda each: (-each.spread, each.proposition))
    common = tuple(each for each in consensus if is_common(each))
    return tuple(consensus), common, tuple(dividing[:MOST_DIVIDING])


def is_common(standing: Standing) -> bool:
    """Whether every group answered it often enough and is at one, on the same side."""
    return all(
        tally.responses >= COMMON_RESPONSES
        and (tally.agree if standing.agrees else tally.disagree) * 5 >= tally.responses * 3
        for tally in standing.tallies.values()
    )


def _for(lead: Ints, column: int, *, one_side: bool) -> bool:
    """The side that all groups lean to, or of a divided proposition that of the first group."""
    if one_side:
        return bool((lead[:, column] >= 0).all())
    sides = lead[:, column]
    return bool(sides[np.flatnonzero(sides)[0]] > 0)


def _strength(chosen: Ints, seen: Ints, group: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Ratio to the others, z against one half, z against the others, smoothed share."""
    here, there = chosen[group], chosen.sum(axis=0) - chosen[group]
    all_here, all_there = seen[group], seen.sum(axis=0) - seen[group]
    smoothed = (here + 1) / (all_here + 2)
    ratio = smoothed / ((there + 1) / (all_there + 2))
    own = 2 * np.sqrt(all_here + 1) * ((here + 1) / (all_here + 1) - 0.5)
    together = (here + there + 2) / (all_here + all_there + 2)
    wide = together * (1 - together) * (1 / (all_here + 1) + 1 / (all_there + 1))
    difference = (here + 1) / (all_here + 1) - (there + 1) / (all_there + 1)
    against = np.divide(
        difference, np.sqrt(np.maximum(wide, 0.0)), out=np.zeros_like(smoothed), where=wide > 1e-12
    )
    return ratio.round(DIGITS), own.round(DIGITS), against.round(DIGITS), smoothed


def _others(counts: Counts, group: int, column: int) -> Tally:
    return Tally(
        *(
            int(part[:, column].sum() - part[group, column])
            for part in (counts.agree, counts.disagree, counts.passed)
        )
    )

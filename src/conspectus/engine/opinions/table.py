"""What a drawing of a map says, in rows: its twin for whoever does not see it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from conspectus.engine.opinions.opinion_map import Group, OpinionMap


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group of the drawing.

    Attributes:
        letter: its letter.
        participants: how many are in it.
        share: part of all who are in groups, 0 to 1.
        x: across, -1 (left edge) to 1 (right edge).
        y: upward, -1 (lower edge) to 1 (upper edge).
        width: mean distance of its members from its centre, in the same unit.
        nearest: letter of the group whose centre is nearest.
        distance: how far that is, in the same unit.
        stability: see ``Group``.
    """

    letter: str
    participants: int
    share: float
    x: float
    y: float
    width: float
    nearest: str
    distance: float
    stability: float | None


def rows_of(opinion_map: OpinionMap) -> tuple[GroupRow, ...]:
    """A row for each group, in the order of letters; none where there are no groups."""
    extent = extent_of(opinion_map)
    where = dict(zip(opinion_map.participants, opinion_map.positions, strict=True))
    grouped = sum(len(group.members) for group in opinion_map.groups)
    return tuple(_row(group, opinion_map, where, grouped, extent) for group in opinion_map.groups)


def extent_of(opinion_map: OpinionMap) -> float:
    """The largest distance from the middle along either axis of what is drawn; 1 if nothing is."""
    return (
        max((abs(part) for mark in opinion_map.marks for part in (mark.x, mark.y)), default=1) or 1
    )


def _row(
    group: Group,
    opinion_map: OpinionMap,
    where: dict[int, tuple[float, float]],
    grouped: int,
    extent: float,
) -> GroupRow:
    others = [each for each in opinion_map.groups if each is not group]
    nearest = min(others, key=lambda each: math.dist(each.centre, group.centre), default=group)
    width = math.fsum(math.dist(where[who], group.centre) for who in group.members)
    return GroupRow(
        letter=group.letter,
        participants=len(group.members),
        share=round(len(group.members) / grouped, 4),
        x=round(group.centre[0] / extent, 2),
        y=round(group.centre[1] / extent, 2),
        width=round(width / len(group.members) / extent, 2),
        nearest=nearest.letter if others else "",
        distance=round(math.dist(nearest.centre, group.centre) / extent, 2),
        stability=group.stability,
    )

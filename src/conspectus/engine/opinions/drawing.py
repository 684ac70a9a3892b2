"""A map of opinions as SVG: no script, no style, nothing that only colour would say.

Each group has a sign of its own, a letter at its middle and an outline; signs stand for one
participant or, larger, for several who stand close together. What is drawn is said in words as
well, in ``title`` and ``desc``, and in rows by ``table.rows_of``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from conspectus.engine.opinions.opinion_map import Mark, OpinionMap
from conspectus.engine.opinions.table import extent_of

SIDE = 320
MARGIN = 20
LINE = 22
COLOURS = ("#00558c", "#9c3d00", "#00664d", "#7a2e66", "#4d4d00", "#444444")
"""Each at least 4.5 to 1 on white."""
SHAPES = ("circle", "square", "triangle", "diamond", "cross", "bar")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class MapLabels:
    """The words of a drawing, in the language of its page.

    Attributes:
        title: what the drawing is.
        description: what it shows, in a sentence or two.
        groups: for each letter what stands in the key, such as "Group A: 33 participants".
        language: of these words.
        direction: "ltr" or "rtl", of the key; the map itself is not mirrored.
        prefix: of the ids within the drawing, where a page has several.
    """

    title: str
    description: str
    groups: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    direction: str = "ltr"
    prefix: str = "opinions"


def svg_of(opinion_map: OpinionMap, labels: MapLabels) -> str:
    """The drawing, 320 wide; "" where there are no groups."""
    if not opinion_map.groups:
        return ""
    scale = (SIDE / 2 - MARGIN) / extent_of(opinion_map)
    letters = [group.letter for group in opinion_map.groups]
    height = SIDE + LINE * len(letters) + 8
    parts = [
        _opening(labels, height),
        f'<rect width="{SIDE}" height="{height}" fill="#fff"/>',
        f'<path d="M{SIDE / 2:g} 4V{SIDE - 4}M4 {SIDE / 2:g}H{SIDE - 4}" stroke="#ccc"/>',
    ]
    for at, letter in enumerate(letters):
        marks = [mark for mark in opinion_map.marks if mark.letter == letter]
        parts.append(_group(at, [_placed(mark, scale) for mark in marks], marks))
    for at, group in enumerate(opinion_map.groups):
        parts.append(_letter(group.letter, _at(group.centre, scale)))
        parts.append(_key(at, labels.groups.get(group.letter, group.letter), labels.direction))
    return "".join([*parts, "</svg>"])


def _opening(labels: MapLabels, height: int) -> str:
    prefix = escape(labels.prefix)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img"'
        f' aria-labelledby="{prefix}-title {prefix}-desc"'
        f' lang="{escape(labels.language)}" direction="{escape(labels.direction)}"'
        f' viewBox="0 0 {SIDE} {height}" width="{SIDE}" height="{height}"'
        ' font-family="sans-serif" font-size="14">'
        f'<title id="{prefix}-title">{escape(labels.title)}</title>'
        f'<desc id="{prefix}-desc">{escape(labels.description)}</desc>'
    )


def _group(at: int, places: Sequence[Point], marks: Sequence[Mark]) -> str:
    colour = COLOURS[at % len(COLOURS)]
    signs = "".join(
        _sign(at, place, _radius(mark.count)) for place, mark in zip(places, marks, strict=True)
    )
    outline = "L".join(f"{x:g} {y:g}" for x, y in hull(places))
    dashes = "" if at < 1 else f' stroke-dasharray="{at * 2} 3"'
    return (
        f'<path d="M{outline}Z" fill="{colour}" fill-opacity=".08" stroke="{colour}"{dashes}/>'
        f'<path d="{signs}" fill="{_fill(at)}" stroke="{colour}"/>'
    )


def _fill(at: int) -> str:
    """The first six groups have full signs, the next six the same signs hollow."""
    return COLOURS[at % len(COLOURS)] if at < len(SHAPES) else "none"


def _sign(at: int, place: Point, size: float) -> str:
    """A path around ``place``, about 2 × ``size`` wide."""
    (x, y), shape, r = place, SHAPES[at % len(SHAPES)], size
    if shape == "circle":
        return f"M{x - r:.1f} {y:g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0"
    if shape == "square":
        return f"M{x - r:.1f} {y - r:.1f}h{2 * r:g}v{2 * r:g}h{-2 * r:g}z"
    if shape == "triangle":
        return f"M{x:g} {y - r:.1f}l{r:g} {2 * r:g}h{-2 * r:g}z"
    if shape == "diamond":
        return f"M{x:g} {y - r:.1f}l{r:g} {r:g}l{-r:g} {r:g}l{-r:g} {-r:g}z"
    if shape == "cross":
        return f"M{x - r:.1f} {y - r:.1f}l{2 * r:g} {2 * r:g}m0 {-2 * r:g}l{-2 * r:g} {2 * r:g}"
    return f"M{x - r:.1f} {y:g}h{2 * r:g}v2h{-2 * r:g}z"


def _radius(count: int) -> float:
    """By the root of how many, so that the area tells it; up to 10."""
    return round(min(2 + math.sqrt(count), 10), 1)


def _letter(letter: str, place: Point) -> str:
    return (
        f'<text x="{place[0]:g}" y="{place[1] + 6:g}" text-anchor="middle" font-size="18"'
        ' font-weight="bold" stroke="#fff" stroke-width="4" paint-order="stroke" fill="#111"'
        f">{escape(letter)}</text>"
    )


def _key(at: int, words: str, direction: str) -> str:
    """A line below the map: at its beginning the sign, then the words."""
    y = SIDE + LINE * at + 14
    rtl = direction == "rtl"
    x, text = (SIDE - 14, SIDE - 28) if rtl else (14, 28)
    colour = COLOURS[at % len(COLOURS)]
    return (
        f'<path d="{_sign(at, (x, y - 5), 5)}" fill="{_fill(at)}" stroke="{colour}"/>'
        f'<text x="{text}" y="{y}" fill="#111">{escape(words)}</text>'
    )


def _placed(mark: Mark, scale: float) -> Point:
    return _at((mark.x, mark.y), scale)


def _at(point: Point, scale: float) -> Point:
    return round(SIDE / 2 + point[0] * scale, 1), round(SIDE / 2 - point[1] * scale, 1)


def hull(points: Sequence[Point]) -> list[Point]:
    """The convex outline (Andrew's monotone chain), from the leftmost point on."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    halves: list[list[Point]] = []
    for run in (ordered, ordered[::-1]):
        line: list[Point] = []
        for point in run:
            while len(line) > 1 and _turn(line[-2], line[-1], point) <= 0:
                line.pop()
            line.append(point)
        halves.append(line[:-1])
    return halves[0] + halves[1]


def _turn(one: Point, two: Point, three: Point) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])

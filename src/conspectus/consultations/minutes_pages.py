"""What a version of minutes says, and how it stands on pages. Pure: no database, no clock."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from conspectus.consultations.rules import pages_of, parts_of
from conspectus.contributions.blocks import Piece, read_marked

AROUND: Final = 60
"""Bytes of what stands around a block or point on a page."""

Point = Mapping[str, Any]


@dataclass(slots=True)
class Part:
    """What a page shows of one agenda item. ``continued``: it began on the page before."""

    item: int
    titles: Mapping[str, str]
    continued: bool = False
    pieces: list[Piece] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)


def pages(items: Iterable[Mapping[str, Any]]) -> list[list[Part]]:
    """The items of a version page by page; the same content gives the same pages for ever.

    No page is heavier than a page may be: what is longer is parted, at lines or sentences first.
    """
    rows = list(_rows(items))
    places = pages_of((weight for weight, _item, _what in rows), first=1)
    made: list[list[Part]] = []
    begun: set[int] = set()
    for place, (_weight, item, what) in zip(places, rows, strict=True):
        if place > len(made):
            made.append([])
        here, number = made[-1], int(item["item"])
        if not here or here[-1].item != number:
            here.append(Part(number, item["titles"], number in begun))
            begun.add(number)
        if isinstance(what, Piece):
            here[-1].pieces.append(what)
        elif what is not None:
            here[-1].points.append(what)
    return made or [[]]


def _rows(
    items: Iterable[Mapping[str, Any]],
) -> Iterator[tuple[int, Mapping[str, Any], Piece | Point | None]]:
    """(weight, item, what of it); an item of which nothing is noted is a row without anything."""
    for item in items:
        yield AROUND + _compressed(" ".join(item["titles"].values())), item, None
        for piece in read_marked(item["text"]):
            for words in parts_of(piece.text):
                yield AROUND + _compressed(words), item, replace(piece, text=words)
        for point in item["points"]:
            yield 2 * AROUND + _compressed(point["text"] + point["owner"]), item, point


def _compressed(text: str) -> int:
    return len(zlib.compress(text.encode("utf-8", "replace"), 6))


def words_of(items: Sequence[Mapping[str, Any]]) -> str:
    """All that stands in the items, line by line: for the search and the look for names."""
    lines: list[str] = []
    for item in items:
        lines += item["titles"].values()
        lines += (piece.text for piece in read_marked(item["text"]))
        lines += (f"{one['text']} {one['owner']}".strip() for one in item["points"])
    return "\n".join(lines)

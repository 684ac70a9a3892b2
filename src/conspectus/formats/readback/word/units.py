"""The sentences of an edited document: by their bookmarks, else where sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz

from conspectus.engine.quoting import fold
from conspectus.formats.readback.word.parts import TrackedChange
from conspectus.formats.readback.word.reading import EditedParagraph, Piece

_END: Final = re.compile(r"[.?!…。？！؟][”\"’')\]»]*(?:\s+(?=[^\Wa-z]|[“\"«(‘])|(?<=[。？！])|$)")
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|etc|vs|Mr|Mrs|Ms|Dr|Prof|No|Nos|para|paras|Art|St|Inc|Ltd|Co|Corp|vol|pp|U\.S|U\.N)|\b[A-Z])\.$"
)
_NUMBER: Final = re.compile(
    r"^\s*(?:\d{1,4}(?:\.\d{1,3})*(?:\s?(?:bis|ter|quater))?\.?\t\s*|\d{1,4}\.\s+|\(?[a-z]{1,2}\)\s*\t?\s*)"
)
_LEFT_STOP: Final = re.compile(r"([.?!][”\"’')]*)(?: \.)+$")
"""The full stop of a deleted sentence, behind that of the one before."""
_INNER_NUMBER: Final = re.compile(r"\s*\d{1,4}(?:\s?(?:bis|ter|quater))?\.\t\s*")
_SAME: Final = 45.0
"""Likeness (0 to 100) under which a part of a bookmark's text is not its sentence."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of the edited document, recorded changes accepted.

    ``place``: index of its paragraph. ``bookmark``: the name of the bookmark around it.
    ``tracked``, ``comments``: recorded changes in it, and (id of the comment, words under it).
    """

    text: str
    place: int
    number: str = ""
    bookmark: str | None = None
    tracked: tuple[TrackedChange, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Pieces in a row under the same bookmark."""

    bookmark: str | None
    pieces: tuple[Piece, ...]


def units_of(paragraph: EditedParagraph, place: int, known: Mapping[str, str]) -> Iterator[Unit]:
    """The sentences of a paragraph; ``known``: name of a bookmark → text of its sentence."""
    pieces, number = _without_number(paragraph.pieces)
    stretches = list(_stretches(pieces, known))
    for unit in _joined(stretches, place, number, known):
        # what is left of a deleted sentence, or of the number of a paragraph that was merged
        is_rest = not re.search(r"[^\W\d_]", unit.text) and unit.bookmark is None
        one = replace(unit, text="") if is_rest else unit
        if one.text or one.tracked or one.comments:
            yield one


def paragraph_number(text: str) -> str:
    """The number that opens a paragraph, without full stop and bracket."""
    found = _NUMBER.match(text)
    return found.group().strip(" \t.()") if found else ""


def _without_number(pieces: Sequence[Piece]) -> tuple[list[Piece], str]:
    """The pieces of a paragraph behind its number, and the number."""
    text = "".join(piece.text for piece in pieces if not piece.gone and not piece.bookmarks)
    opening = "".join(piece.text for piece in pieces)
    number = paragraph_number(text)
    found = _NUMBER.match(opening)
    if not number or found is None:
        return list(pieces), ""
    left, rest = found.end(), []
    for piece in pieces:
        cut = min(left, len(piece.text))
        left -= cut
        if cut < len(piece.text) or not piece.text:
            rest.append(replace(piece, text=piece.text[cut:]))
    return rest, number


def _stretches(pieces: Sequence[Piece], known: Mapping[str, str]) -> Iterator[_Stretch]:
    row: list[Piece] = []
    current: str | None = None
    for piece in pieces:
        bookmark = next((name for name in reversed(piece.bookmarks) if name in known), None)
        if bookmark != current and row:
            yield _Stretch(current, tuple(row))
            row = []
        current = bookmark
        row.append(piece)
    if row:
        yield _Stretch(current, tuple(row))


def _joined(
    stretches: Sequence[_Stretch], place: int, number: str, known: Mapping[str, str]
) -> Iterator[Unit]:
    """Sentences across the edges of bookmarks: what goes on in mid-sentence belongs together."""
    pieces: list[Piece] = []
    owner: str | None = None
    for stretch in stretches:
        if pieces and _goes_on(_accepted(pieces), _accepted(stretch.pieces)):
            owner = owner or stretch.bookmark
            if owner == stretch.bookmark or stretch.bookmark is None or owner is None:
                pieces += stretch.pieces
                continue
        if pieces:
            yield from _sentences(pieces, owner, place, number, known)
        pieces, owner = list(stretch.pieces), stretch.bookmark
    if pieces:
        yield from _sentences(pieces, owner, place, number, known)


def _accepted(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces if not piece.gone)


def _goes_on(before: str, after: str) -> bool:
    """Whether ``after`` continues the sentence of ``before``."""
    bare, following = before.rstrip(), after.lstrip()
    if not following or not bare:
        return False
    if not re.search(r"\w", following):  # a full stop or bracket typed behind the bookmark
        return len(following) <= 3 and not (following == "." and _END.search(bare[-6:]))
    if not _END.search(bare[-6:]) or _ABBREVIATED.search(bare):
        return True
    return following[0].islower() or following[0] in ",;:)”"


def _sentences(
    pieces: Sequence[Piece], owner: str | None, place: int, number: str, known: Mapping[str, str]
) -> Iterator[Unit]:
    """The sentences in ``pieces``; the one most like the bookmark's own text keeps the bookmark."""
    text = _accepted(pieces)
    cuts = _cuts(text)
    if owner is not None:
        cuts = _kept_whole(text, cuts, known[owner])
    spans = list(zip([0, *cuts], [*cuts, len(text)], strict=True))
    chosen = _own(text, spans, known[owner]) if owner is not None else None
    for at, (start, end) in enumerate(spans):
        inside = _part(pieces, start, end, is_last=at == len(spans) - 1)
        inner = _INNER_NUMBER.match(text[start:end]) if owner is None else None
        yield Unit(
            text=_LEFT_STOP.sub(
                r"\1", fold_space(text[start + (inner.end() if inner else 0) : end])
            ),
            place=place,
            number=number,
            bookmark=owner if at == chosen else None,
            tracked=_tracked(inside),
            comments=_talked(inside),
        )


def fold_space(text: str) -> str:
    """Text with single spaces, without those at its ends."""
    return " ".join(text.split())


def _cuts(text: str) -> list[int]:
    """Where a sentence ends and another begins."""
    return [
        found.end()
        for found in _END.finditer(text)
        if found.end() < len(text.rstrip()) and not _ABBREVIATED.search(text[: found.start() + 1])
    ]


def _kept_whole(text: str, cuts: list[int], own: str) -> list[int]:
    """Cuts without those that the sentence of the paper had itself."""
    if not cuts or fold(text) == fold(own):
        return []
    inner = len(_cuts(own))
    if not inner:
        return cuts
    edges = [0, *cuts, len(text)]
    best = max(
        (
            (fuzz.ratio(fold(text[edges[i] : edges[j]]), fold(own)), -i, j)
            for i in range(len(edges))
            for j in range(i + 1, min(len(edges), i + inner + 2))
        ),
    )
    first, last = -best[1], best[2]
    return [cut for k, cut in enumerate(edges) if 0 < k < len(edges) - 1 and not first < k < last]


def _own(text: str, spans: Sequence[tuple[int, int]], own: str) -> int | None:
    scores = [(fuzz.ratio(fold(text[s:e]), fold(own)), -at) for at, (s, e) in enumerate(spans)]
    score, at = max(scores)
    return -at if len(spans) == 1 or score >= _SAME else 0


def _part(pieces: Sequence[Piece], start: int, end: int, *, is_last: bool) -> list[Piece]:
    """The pieces of ``start`` to ``end`` of the accepted text, with what was deleted among them."""
    found: list[Piece] = []
    at = 0
    for piece in pieces:
        if piece.gone or not piece.text:
            if start <= at < end or (is_last and at == end) or (start == end == at):
                found.append(piece)
            continue
        first, last = max(start, at), min(end, at + len(piece.text))
        if first < last:
            found.append(replace(piece, text=piece.text[first - at : last - at]))
        at += len(piece.text)
    return found


def _tracked(pieces: Sequence[Piece]) -> tuple[TrackedChange, ...]:
    """Recorded changes, neighbouring pieces of one change as one."""
    found: list[TrackedChange] = []
    for piece in pieces:
        for mark in piece.marks[-1:]:
            if not piece.text:
                continue
            last = found[-1] if found else None
            if last and (last.kind, last.author, last.date) == (mark.kind, mark.author, mark.date):
                found[-1] = replace(last, text=last.text + piece.text)
            else:
                found.append(
                    TrackedChange(
                        kind=mark.kind, author=mark.author, date=mark.date, text=piece.text
                    )
                )
    return tuple(found)


def _talked(pieces: Sequence[Piece]) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for piece in pieces:
        for key in piece.comments:
            found[key] = found.get(key, "") + ("" if piece.gone else piece.text)
    return tuple((key, fold_space(words)) for key, words in found.items())

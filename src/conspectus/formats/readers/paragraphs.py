"""From the lines of a plain text to headings, paragraphs, list items, quotes and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from conspectus.engine.document import BlockKind
from conspectus.formats.readers.headings import heading_level, looks_like_heading
from conspectus.formats.readers.notes import Note, part_notes
from conspectus.formats.readers.pieces import MAX_ITEM_WORDS, Piece
from conspectus.formats.readers.quotes import mark_quotes
from conspectus.formats.readers.textlines import read_lines
from conspectus.formats.readers.turns import find_speakers, gather_turns, open_turns
from conspectus.formats.readers.wrapping import Group, Line, begins_small, group_lines

_RUN_WORDS = 40
_HEADING_WORDS = 25
_GLUED_HEADING = re.compile(r"^([A-Z][A-Z &-]{3,40}[A-Z])(?=[A-Z][a-z])")
_SALUTATION = re.compile(
    r"^(?:dear|hello|hi|good (?:morning|day)|to whom)\b.{0,80},$", re.IGNORECASE
)
_BRACKETED = re.compile(r"^\[(\d{1,3})\]\s*(?=\S)")


def pieces_of_text(text: str) -> list[Piece]:
    """Blocks of a plain text (see the module)."""
    return pieces_of(read_lines(text))


def pieces_of(lines: Sequence[Line]) -> list[Piece]:
    """Blocks of lines that were cleaned of page headers and numbers."""
    speakers = find_speakers([line.text for line in lines])
    if speakers is not None:
        lines = open_turns(lines, speakers)
    body, notes = part_notes(lines)
    groups = list(_split_glued(group_lines(body)))
    implied = _implied_items(groups)
    pieces = [
        replace(_classify(g, groups, k), kind=BlockKind.LIST_ITEM)
        if k in implied
        else _classify(g, groups, k)
        for k, g in enumerate(groups)
    ]
    placed = list(_place_notes(pieces, groups, notes))
    levelled = _set_levels(_drop_calls(placed))
    return gather_turns(levelled) if speakers is not None else mark_quotes(levelled)


def _split_glued(groups: Iterable[Group]) -> Iterator[Group]:
    """ "PREAMBLEThe purpose …" is a heading and its paragraph."""
    for group in groups:
        glued = _GLUED_HEADING.match(group.text)
        if glued and group.marker is None:
            yield replace(group, text=glued[1], lines=1)
            yield replace(group, text=group.text[glued.end() :], gap=True)
        else:
            yield group


def _classify(group: Group, groups: Sequence[Group], k: int) -> Piece:
    """What one group is, seen with its neighbours."""
    note = _BRACKETED.match(group.text)
    if note:
        text = group.text[note.end() :]
        return Piece(kind=BlockKind.FOOTNOTE, text=text, marker=note[0].strip(), page=group.page)
    marker = group.marker
    if group.strong and _is_set_as_heading(group):
        sign = f"{marker.sign} " if marker else ""
        level = marker.depth if marker and not marker.is_bullet else None
        kind = BlockKind.HEADING
        return Piece(kind=kind, text=sign + group.text, level=level, page=group.page)
    if marker is None:
        is_title = looks_like_heading(group.text) and _may_head(groups, k)
        kind = BlockKind.HEADING if is_title else BlockKind.PARAGRAPH
        return Piece(kind=kind, text=group.text, page=group.page)
    if not marker.is_bullet and _is_numbered_heading(groups, k):
        text = f"{marker.sign} {group.text}"
        depth = 2 if marker.sign.strip("().").islower() else marker.depth
        return Piece(kind=BlockKind.HEADING, text=text, level=depth, page=group.page)
    is_prose = not marker.is_bullet and len(group.text.split()) > MAX_ITEM_WORDS
    return Piece(
        kind=BlockKind.PARAGRAPH if is_prose else BlockKind.LIST_ITEM,
        text=group.text,
        marker=marker.sign,
        page=group.page,
    )


def _is_set_as_heading(group: Group) -> bool:
    """Short, without a full stop at its end; what is set large or bold needs no more."""
    is_bulleted = group.marker is not None and group.marker.is_bullet
    is_short = len(group.text.split()) <= _HEADING_WORDS
    return is_short and not is_bulleted and not group.text.endswith((".", ";", ","))


def _may_head(groups: Sequence[Group], k: int) -> bool:
    """A heading has something after it that does not go on with it."""
    if k + 1 == len(groups):
        return k == 0
    following = groups[k + 1]
    return following.gap or following.marker is not None or not following.text[:1].islower()


def _is_numbered_heading(groups: Sequence[Group], k: int) -> bool:
    """ "2. Diversity" before a paragraph is a heading; among its like it is an item of a list."""
    group = groups[k]
    if group.marker is None or not looks_like_heading(group.text) or k + 1 == len(groups):
        return False
    before = groups[k - 1].marker if k else None
    if before is not None and group.marker.follows(before):
        return False
    following = groups[k + 1].marker
    if following is None or following.is_bullet:
        return True
    return not following.follows(group.marker)


def _implied_items(groups: Sequence[Group]) -> frozenset[int]:
    """Items that have no sign: after a lead-in ("… including:") or begun with a small letter."""
    items: set[int] = set()
    for k, group in enumerate(groups):
        if group.marker is not None or "://" in group.text[:12]:
            continue
        if k and begins_small(group.text) and _is_one_clause(group.text):
            if not _SALUTATION.match(groups[k - 1].text):
                items.add(k)
        elif group.text.endswith(":") and not looks_like_heading(group.text):
            items.update(_run_after(groups, k))
    return frozenset(items)


def _is_one_clause(text: str) -> bool:
    return len(text.split()) <= MAX_ITEM_WORDS and ". " not in text


def _run_after(groups: Sequence[Group], k: int) -> range:
    """Indices of the short open groups that follow a lead-in, if there are at least two."""
    end = k + 1
    while end < len(groups) and _may_be_item(groups[end]):
        end += 1
    run = range(k + 1, end)
    if end < len(groups) and len(run) >= 2 and _closes_run(groups[end]):
        run = range(k + 1, end + 1)
    gaps = {groups[j].gap for j in run[1:]}
    return run if len(run) >= 2 and len(gaps) == 1 else range(0)


def _may_be_item(group: Group) -> bool:
    return (
        group.marker is None
        and len(group.text.split()) <= _RUN_WORDS
        and not group.text.endswith((".", "!", "?", ":"))
        and not any(sign in group.text for sign in ("://", "@"))
        and not group.text[:1].isdigit()
    )


def _closes_run(group: Group) -> bool:
    return (
        group.marker is None
        and group.text.endswith(".")
        and not group.gap
        and (len(group.text.split()) <= _RUN_WORDS and group.text.count(". ") == 0)
    )


def _place_notes(
    pieces: Sequence[Piece], groups: Sequence[Group], notes: Sequence[Note]
) -> Iterator[Piece]:
    """Each footnote behind the block into which it fell."""
    waiting = list(notes)
    for k, piece in enumerate(pieces):
        yield piece
        end = groups[k + 1].first if k + 1 < len(groups) else None
        while waiting and (end is None or waiting[0].after <= end):
            note = waiting.pop(0)
            yield Piece(
                kind=BlockKind.FOOTNOTE, text=note.text, marker=f"[{note.number}]", page=note.page
            )
    for note in waiting:
        yield Piece(kind=BlockKind.FOOTNOTE, text=note.text, marker=f"[{note.number}]")


def _drop_calls(pieces: Sequence[Piece]) -> list[Piece]:
    """ "… Universality”[1]" without the number of a footnote that the text itself holds."""
    signs = {p.marker for p in pieces if p.kind is BlockKind.FOOTNOTE and p.marker}
    if not signs:
        return list(pieces)
    pattern = re.compile("|".join(re.escape(sign) for sign in sorted(signs)))
    return [replace(p, text=pattern.sub("", p.text)) for p in pieces]


def _set_levels(pieces: Iterable[Piece]) -> list[Piece]:
    """Depth of headings; depth of items by the order in which signs appear in their list."""
    levelled: list[Piece] = []
    signs: list[str] = []
    has_heading = False
    for piece in pieces:
        level = piece.level
        if piece.kind is BlockKind.HEADING:
            level = level or heading_level(piece.text, is_first=not has_heading)
            has_heading = True
        if piece.kind is BlockKind.LIST_ITEM:
            level = _item_level(piece.marker, signs)
        elif piece.kind is not BlockKind.FOOTNOTE:
            signs = []
        levelled.append(replace(piece, level=level))
    return levelled


def _item_level(sign: str, signs: list[str]) -> int:
    shape = re.sub(r"[A-Z]+", "A", re.sub(r"[a-z]+", "a", re.sub(r"\d+", "1", sign)))
    if shape in signs:
        del signs[signs.index(shape) + 1 :]
    else:
        signs.append(shape)
    return len(signs)

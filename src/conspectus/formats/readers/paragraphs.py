"""From the lines of a plain text to headings, paragraphs, list items, quotes and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from conspectus.engine.document import BlockKind
from conspectus.formats.readers.headings import heading_level, looks_like_heading
from conspectus.formats.readers.markers import is_alone
from conspectus.formats.readers.pieces import Piece
from conspectus.formats.readers.wrapping import Group, Line, ends_sentence, group_lines

_ITEM_WORDS = 60
_PAGE_NUMBER = re.compile(
    r"(?:[-–|\s]*(?:page\s*)?\d{1,4}(?:\s*(?:of|/|\|)\s*\d{1,4})?[-–|\s]*|page\s*\|?\s*\d+|"
    r"\d+\s*\|\s*page)$",
    re.IGNORECASE,
)
_GLUED_HEADING = re.compile(r"^([A-Z][A-Z &-]{3,40}[A-Z])(?=[A-Z][a-z])")
_NOTE = re.compile(r"^\[(\d{1,3})\]\s*(?=\S)")
_RULE = re.compile(r"^[\W_]+$")
_LEFTOVER_TITLE = re.compile(r"^(?:document|untitled|untitled document)$", re.IGNORECASE)


def read_lines(text: str) -> list[Line]:
    """The lines of a text that say something, each with whether a gap stood before it."""
    lines: list[Line] = []
    gap = True
    alone = ""
    for raw in text.replace("\f", "\n\n").split("\n"):
        stripped = raw.strip()
        if not stripped:
            gap = True
            continue
        if _is_waste(stripped, is_first=not lines):
            gap = True
            continue
        if is_alone(stripped):
            alone = "" if stripped in "“”" else stripped
            gap = True
            continue
        indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
        words = " ".join(f"{alone} {stripped}".split()) if alone else _squeeze(stripped)
        lines.append(Line(words, gap, indent))
        gap, alone = False, ""
    return lines


def read_pieces(text: str) -> list[Piece]:
    """Blocks of a plain text (see the module)."""
    return pieces_of(read_lines(text))


def pieces_of(lines: Sequence[Line]) -> list[Piece]:
    """Blocks of lines that were cleaned of page headers and numbers."""
    groups = list(_split_glued(group_lines(lines)))
    pieces = [_classify(g, groups, k) for k, g in enumerate(groups)]
    return _mark_long_quotes(_set_levels(pieces))


def _is_waste(line: str, *, is_first: bool) -> bool:
    """Rules of dashes, page numbers, and the "Document" that web forms leave as a title."""
    if is_first and _LEFTOVER_TITLE.match(line):
        return True
    if _PAGE_NUMBER.match(line):
        return True
    return len(line) > 2 and bool(_RULE.match(line))


def _squeeze(line: str) -> str:
    """Single spaces; but the two of "o  text" stay, they tell a bullet from the letter."""
    lead = re.match(r"o\s{2,}", line)
    body = " ".join(line.split())
    return f"o  {body[2:]}" if lead else body


def _split_glued(groups: Iterable[Group]) -> Iterable[Group]:
    """ "PREAMBLEThe purpose …" is a heading and its paragraph."""
    for group in groups:
        glued = _GLUED_HEADING.match(group.text)
        if glued and group.marker is None:
            yield Group(glued[1], 1, group.gap, None, group.indent, group.page)
            yield Group(group.text[glued.end() :], group.lines, True, None, 0, group.page)
        else:
            yield group


def _classify(group: Group, groups: Sequence[Group], k: int) -> Piece:
    """What one group is, seen with its neighbours."""
    note = _NOTE.match(group.text)
    if note:
        return Piece(
            kind=BlockKind.FOOTNOTE,
            text=group.text[note.end() :],
            marker=note[0].strip(),
            page=group.page,
        )
    marker = group.marker
    if marker is None:
        is_title = looks_like_heading(group.text) and _may_head(groups, k)
        kind = BlockKind.HEADING if is_title else BlockKind.PARAGRAPH
        return Piece(kind=kind, text=group.text, page=group.page)
    if not marker.is_bullet and _is_numbered_heading(groups, k):
        text = f"{marker.sign} {group.text}"
        return Piece(kind=BlockKind.HEADING, text=text, level=marker.depth, page=group.page)
    is_prose = not marker.is_bullet and len(group.text.split()) > _ITEM_WORDS
    return Piece(
        kind=BlockKind.PARAGRAPH if is_prose else BlockKind.LIST_ITEM,
        text=group.text,
        marker=marker.sign,
        page=group.page,
    )


def _may_head(groups: Sequence[Group], k: int) -> bool:
    """A heading has something after it, and does not end a sentence that was left open."""
    if k + 1 == len(groups):
        return k == 0
    following = groups[k + 1]
    if groups[k].text.endswith(":") and following.marker is not None:
        return looks_like_heading(groups[k].text[:-1]) or True
    return not (following.marker is None and following.text[:1].islower() and not following.gap)


def _is_numbered_heading(groups: Sequence[Group], k: int) -> bool:
    """ "2. Diversity" before a paragraph is a heading; among its like it is an item of a list."""
    group = groups[k]
    if group.marker is None or not looks_like_heading(group.text):
        return False
    following = groups[k + 1] if k + 1 < len(groups) else None
    if following is None:
        return False
    if following.marker is None:
        return not ends_sentence(group.text) or group.text.endswith((":", "?"))
    if following.marker.is_bullet:
        return True
    if following.marker.family == group.marker.family:
        return looks_like_heading(group.text) and not looks_like_heading(following.text)
    return not looks_like_heading(following.text) or following.marker.depth > group.marker.depth


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
        else:
            signs = []
        levelled.append(_with(piece, level=level))
    return levelled


def _item_level(sign: str, signs: list[str]) -> int:
    shape = re.sub(r"[A-Z]+", "A", re.sub(r"[a-z]+", "a", re.sub(r"\d+", "1", sign)))
    if shape in signs:
        del signs[signs.index(shape) + 1 :]
    else:
        signs.append(shape)
    return len(signs)


_MAX_QUOTED_BLOCKS = 12


def _mark_long_quotes(pieces: list[Piece]) -> list[Piece]:
    """A quotation that opens a block and closes a later one: every block of it is a quote."""
    marked = list(pieces)
    for k, piece in enumerate(pieces):
        if not piece.text.startswith("“") or piece.kind is BlockKind.HEADING:
            continue
        if "”" in piece.text:
            if piece.text.rstrip(".").endswith("”") and piece.text.count("“") == 1:
                marked[k] = _with(piece, kind=_quoted(piece))
            continue
        end = _closing(pieces, k)
        for j in range(k, end + 1):
            marked[j] = _with(pieces[j], kind=_quoted(pieces[j], is_long=True))
    return marked


def _closing(pieces: Sequence[Piece], k: int) -> int:
    """Index of the block that closes the quotation opened in block ``k``, or ``k - 1``."""
    for j in range(k + 1, min(len(pieces), k + _MAX_QUOTED_BLOCKS)):
        text = pieces[j].text
        opened, closed = text.count("“"), text.count("”")
        if closed > opened:
            return j if re.search(r"”[\s.\d\[\]]*$", text) else k - 1
    return k - 1


def _quoted(piece: Piece, *, is_long: bool = False) -> BlockKind | None:
    return BlockKind.QUOTE if is_long or len(piece.text.split()) >= 8 else piece.kind


def _with(piece: Piece, *, kind: BlockKind | None = None, level: int | None = None) -> Piece:
    return Piece(
        kind=kind or piece.kind,
        text=piece.text,
        marker=piece.marker,
        level=level if level is not None else piece.level,
        speaker=piece.speaker,
        page=piece.page,
        channel=piece.channel,
    )

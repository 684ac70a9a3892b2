"""OpenDocument (ODF 1.3, ISO/IEC 26300): text, spreadsheets and presentations.

Tracked deletions, comments, headers and footers are left out; notes stand behind their paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from conspectus.engine.document import BlockKind, Document
from conspectus.formats.readers.characters import clean
from conspectus.formats.readers.errors import Damaged, Encrypted
from conspectus.formats.readers.headings import looks_like_heading
from conspectus.formats.readers.markers import find_marker
from conspectus.formats.readers.packages import Package, parse_xml
from conspectus.formats.readers.pieces import Piece, assemble, list_piece
from conspectus.formats.readers.turns import gather_turns

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT = f"{{{_ODF}text:1.0}}"
_TABLE = f"{{{_ODF}table:1.0}}"
_OFFICE = f"{{{_ODF}office:1.0}}"
_DRAW = f"{{{_ODF}drawing:1.0}}"
_STYLE = f"{{{_ODF}style:1.0}}"
_FO = f"{{{_ODF}xsl-fo-compatible:1.0}}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SKIP = frozenset(
    [
        _TEXT + "tracked-changes",
        _TEXT + "table-of-content",
        _TEXT + "alphabetical-index",
        _TEXT + "sequence-decls",
        _OFFICE + "annotation",
        _OFFICE + "forms",
        _OFFICE + "settings",
        _TABLE + "shapes",
    ]
)
_MAX_REPEAT = 100
_ENCRYPTION = b"encryption-data"


def read_opendocument(data: bytes, name: str) -> Document:
    """A document of an ODT, ODS or ODP package.

    Raises:
        Damaged: no OpenDocument package, or broken XML. Encrypted, TooLarge: see Package.
    """
    package = Package(data, name)
    if _ENCRYPTION in (package.read("META-INF/manifest.xml") or b""):
        raise Encrypted(f"“{name}” is protected by a password: ask the sender for an open copy.")
    content = package.xml("content.xml")
    if content is None:
        raise Damaged(f"“{name}” holds no document: ask the sender for a newly saved copy.")
    meta = package.xml("meta.xml")
    return _document(content, content if meta is None else meta, name)


def read_flat(data: bytes, name: str) -> Document:
    """A document of a flat OpenDocument file (one XML file, .fodt).

    Raises:
        Damaged: broken XML, or XML of another kind.
    """
    root = parse_xml(data, name)
    return _document(root, root, name)


def is_flat(data: bytes) -> bool:
    """Whether an XML file is OpenDocument."""
    return f"{_ODF}office:1.0".encode() in data[:8192]


def _document(content: etree._Element, meta: etree._Element, name: str) -> Document:
    body = content.find(f".//{_OFFICE}body")
    walker = _Walker(_quote_styles(content))
    pieces = list(walker.blocks(body)) if body is not None else []
    warnings = []
    if content.find(f".//{_TEXT}tracked-changes") is not None:
        warnings.append(
            f"“{name}” contains tracked changes: it was read as if all were accepted; ask the "
            "sender for the final text."
        )
    title = (meta.findtext(f".//{_DC}title") or "").strip() or None
    language = (meta.findtext(f".//{_DC}language") or "").strip()[:2].lower() or None
    return assemble(gather_turns(pieces), title=title, language=language, warnings=warnings)


def _quote_styles(content: etree._Element) -> frozenset[str]:
    """Styles by which a paragraph is a quotation."""
    names = {"Quotations"}
    for style in content.iter(_STYLE + "style"):
        if style.get(_STYLE + "parent-style-name") == "Quotations":
            names.add(str(style.get(_STYLE + "name")))
    return frozenset(names)


class _Walker:
    """Reading order over the body, with an explicit stack: forged files nest deeply."""

    def __init__(self, quote_styles: frozenset[str]) -> None:
        self._quote_styles = quote_styles

    def blocks(self, body: etree._Element) -> Iterator[Piece]:
        stack: list[tuple[etree._Element, int]] = [(body, 0)]
        while stack:
            node, depth = stack.pop()
            tag = node.tag
            if tag in _SKIP:
                continue
            if tag in (_TEXT + "p", _TEXT + "h"):
                frames: list[etree._Element] = []
                yield from self._paragraph(node, depth, frames)
                stack.extend((frame, 0) for frame in reversed(frames))
            elif tag == _TABLE + "table":
                yield from _table(node)
            else:
                inner = depth + 1 if tag == _TEXT + "list" else depth
                stack.extend((child, inner) for child in reversed(node))

    def _paragraph(
        self, node: etree._Element, depth: int, frames: list[etree._Element]
    ) -> Iterator[Piece]:
        notes: list[str] = []
        text = " ".join(clean(_inline(node, notes, frames)).split())
        if text:
            yield self._piece(node, text, depth)
        for note in notes:
            yield Piece(kind=BlockKind.FOOTNOTE, text=clean(note))

    def _piece(self, node: etree._Element, text: str, depth: int) -> Piece:
        if node.tag == _TEXT + "h":
            level = str(node.get(_TEXT + "outline-level") or "1")
            return Piece(
                kind=BlockKind.HEADING, text=text, level=int(level) if level.isdigit() else 1
            )
        if depth:
            return list_piece(text, depth)
        style = str(node.get(_TEXT + "style-name") or "")
        if style in self._quote_styles:
            return Piece(kind=BlockKind.QUOTE, text=text)
        if style in ("Title", "Subtitle") or (text.isupper() and looks_like_heading(text)):
            return Piece(kind=BlockKind.HEADING, text=text, level=1)
        marker = find_marker(text)
        if marker is not None:
            return Piece(kind=BlockKind.LIST_ITEM, text=marker.rest, marker=marker.sign, level=1)
        return Piece(kind=BlockKind.PARAGRAPH, text=text)


def _inline(node: etree._Element, notes: list[str], frames: list[etree._Element]) -> str:
    """Characters of a paragraph; notes and text frames anchored in it are put aside."""
    parts: list[str] = []
    stack: list[etree._Element | str] = [*reversed(node)]
    parts.append(node.text or "")
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        stack.append(item.tail or "")
        tag = item.tag
        if tag == _TEXT + "note":
            body = item.find(_TEXT + "note-body")
            if body is not None:
                notes.append(" ".join(_inline(p, [], []) for p in body.iter(_TEXT + "p")))
        elif tag == _TEXT + "s":
            count = str(item.get(_TEXT + "c") or "1")
            parts.append(" " * min(_MAX_REPEAT, int(count) if count.isdigit() else 1))
        elif tag in (_TEXT + "tab", _TEXT + "line-break"):
            parts.append(" ")
        elif tag in (_DRAW + "frame", _DRAW + "custom-shape"):
            frames.append(item)
        elif tag not in _SKIP:
            stack.extend(reversed(item))
            parts.append(item.text or "")
    return "".join(parts)


def _table(node: etree._Element) -> Iterator[Piece]:
    """Rows of a table, cells parted by " | "; repeated cells once."""
    rows = []
    notes: list[str] = []
    for row in node.iter(_TABLE + "table-row"):
        cells = [
            " ".join(_inline(p, notes, []) for p in cell.iter(_TEXT + "p"))
            for cell in row
            if cell.tag == _TABLE + "table-cell"
        ]
        filled = [" ".join(c.split()) for c in cells]
        if any(filled):
            rows.append(" | ".join(c for c in filled if c))
    if rows:
        yield Piece(kind=BlockKind.TABLE, text=clean("\n".join(rows)))
    for note in notes:
        yield Piece(kind=BlockKind.FOOTNOTE, text=clean(note))

"""DOCX (Office Open XML, ECMA-376 part 1): body text in order, notes behind their paragraph.

Deleted tracked text, hidden text, comments, headers and footers are left out; the first two are
reported. Tables become one block a row group, cells parted by " | ".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from conspectus.engine.document import BlockKind, Document
from conspectus.formats.readers.characters import clean
from conspectus.formats.readers.docxstyles import (
    Style,
    W,
    integer_of,
    read_styles,
    value_of,
)
from conspectus.formats.readers.errors import Damaged
from conspectus.formats.readers.headings import looks_like_heading
from conspectus.formats.readers.markers import find_marker
from conspectus.formats.readers.packages import Package
from conspectus.formats.readers.pieces import Piece, assemble, list_piece
from conspectus.formats.readers.turns import gather_turns

_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W.strip("{}").encode(),
}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SKIP = frozenset(
    W + tag
    for tag in ("del", "moveFrom", "delText", "instrText", "rPr", "pPr", "sectPr", "fldData")
) | {_FALLBACK}
_BREAKS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_WRAPPERS = frozenset([W + "sdt", W + "sdtContent", W + "customXml", W + "ins"])
_QUOTE_STYLES = ("quote", "block text", "intense quote")


@dataclass(slots=True)
class _State:
    """What one pass over the body needs and finds."""

    styles: dict[str, Style]
    notes: dict[tuple[str, str], str]
    found: set[str] = field(default_factory=set)


def read_docx(data: bytes, name: str) -> Document:
    """A document of a DOCX file.

    Raises:
        Damaged: not a DOCX package, or its XML is broken. TooLarge, Encrypted: see Package.
    """
    pieces, title, language, warnings = docx_pieces(data, name)
    return assemble(gather_turns(pieces), title=title, language=language, warnings=warnings)


def docx_pieces(
    data: bytes, name: str
) -> tuple[list[Piece], str | None, str | None, tuple[str, ...]]:
    """(pieces, title, language, warnings) of a DOCX file, turns not yet gathered."""
    package = Package(data, name)
    main = _main_part(package)
    root = package.xml(main, _STRICT)
    if root is None:
        raise Damaged(f"“{name}” holds no document: ask the sender for a newly saved copy.")
    folder = main.rsplit("/", 1)[0] + "/" if "/" in main else ""
    state = _State(
        read_styles(package.xml(folder + "styles.xml", _STRICT)),
        {
            (kind, number): text
            for kind in ("footnote", "endnote")
            for number, text in _read_notes(package.xml(f"{folder}{kind}s.xml", _STRICT), kind)
        },
    )
    body = root.find(W + "body")
    pieces = list(_walk(body, state)) if body is not None else []
    title, language = _properties(package)
    return pieces, title, language, tuple(_warnings(state, package))


def _main_part(package: Package) -> str:
    relations = package.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _read_notes(root: etree._Element | None, kind: str) -> Iterator[tuple[str, str]]:
    for node in root.iterfind(W + kind) if root is not None else ():
        if node.get(W + "type") is None:
            state = _State({}, {})
            texts = [_text_of(p, state, [])[0] for p in node.iter(W + "p")]
            yield str(node.get(W + "id")), " ".join(" ".join(texts).split())


def _walk(container: etree._Element, state: _State) -> Iterator[Piece]:
    for node in container:
        if node.tag == W + "p":
            yield from _paragraph(node, state)
        elif node.tag == W + "tbl":
            yield from _table(node, state)
        elif node.tag in (W + "del", W + "moveFrom"):
            state.found.add("deleted")
        elif node.tag == W + "sdt":
            content = node.find(W + "sdtContent")
            if content is not None:
                yield from _walk(content, state)
        elif node.tag not in _SKIP and len(node):
            yield from _walk(node, state)


def _paragraph(node: etree._Element, state: _State) -> Iterator[Piece]:
    notes: list[str] = []
    text, boxes = _text_of(node, state, notes)
    text = clean(text).strip()
    if text:
        yield from _pieces_of_paragraph(node, text, state)
    for box in boxes:
        yield from _walk(box, state)
    for note in notes:
        yield Piece(kind=BlockKind.FOOTNOTE, text=clean(note))


def _pieces_of_paragraph(node: etree._Element, text: str, state: _State) -> Iterator[Piece]:
    """One paragraph; soft line breaks before markers part it into items."""
    chain = _style_chain(node, state)
    level = _outline(node, chain)
    if level is not None:
        yield Piece(kind=BlockKind.HEADING, text=" ".join(text.split()), level=level + 1)
        return
    depth = _list_level(node, chain)
    if depth is not None:
        yield list_piece(" ".join(text.split()), depth)
        return
    if any(s.name.startswith(_QUOTE_STYLES) for s in chain):
        yield Piece(kind=BlockKind.QUOTE, text=" ".join(text.split()))
        return
    for part in _split_soft_breaks(text):
        marker = find_marker(part)
        if marker is not None and len(marker.rest.split()) <= 60:
            yield Piece(kind=BlockKind.LIST_ITEM, text=marker.rest, marker=marker.sign, level=1)
        elif looks_like_heading(part) and (_is_bold(node) or part.isupper()):
            yield Piece(kind=BlockKind.HEADING, text=part, level=2)
        else:
            yield Piece(kind=BlockKind.PARAGRAPH, text=part)


def _split_soft_breaks(text: str) -> list[str]:
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    parts: list[str] = []
    for line in lines:
        if parts and not find_marker(line) and not parts[-1].endswith((".", ":", ";", "!", "?")):
            parts[-1] = f"{parts[-1]} {line}"
        else:
            parts.append(line)
    return parts


def _table(node: etree._Element, state: _State) -> Iterator[Piece]:
    rows = [list(_parts(row, W + "tc")) for row in _parts(node, W + "tr")]
    if all(len(cells) == 1 for cells in rows):
        for (cell,) in rows:  # a frame around text, not a table
            yield from _walk(cell, state)
        return
    notes: list[str] = []
    lines = []
    for cells in rows:
        texts = [_cell(cell, state, notes) for cell in cells]
        if any(texts):
            lines.append(" | ".join(text for text in texts if text))
    if lines:
        yield Piece(kind=BlockKind.TABLE, text=clean("\n".join(lines)))
    for note in notes:
        yield Piece(kind=BlockKind.FOOTNOTE, text=clean(note))


def _parts(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _parts(child, tag)


def _cell(cell: etree._Element, state: _State, notes: list[str]) -> str:
    texts = [_text_of(p, state, notes)[0] for p in cell.iter(W + "p")]
    return " ".join(" ".join(texts).split())


def _text_of(
    node: etree._Element, state: _State, notes: list[str]
) -> tuple[str, list[etree._Element]]:
    """Text of a paragraph in reading order, and the text boxes anchored in it.

    An explicit stack: a forged file may nest deeper than Python recurses.
    """
    parts: list[str] = []
    boxes: list[etree._Element] = []
    stack = list(reversed(node))
    while stack:
        child = stack.pop()
        tag = child.tag
        if tag == W + "t":
            parts.append(child.text or "")
        elif tag in _BREAKS:
            parts.append(_BREAKS[tag])
        elif tag == W + "txbxContent":
            boxes.append(child)
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            kind = "footnote" if tag == W + "footnoteReference" else "endnote"
            note = state.notes.get((kind, str(child.get(W + "id"))))
            if note:
                notes.append(note)
        elif tag in (W + "del", W + "moveFrom"):
            state.found.add("deleted")
        elif tag == W + "r" and child.find(f"{W}rPr/{W}vanish") is not None:
            state.found.add("hidden")
        elif tag not in _SKIP:
            stack.extend(reversed(child))
    return "".join(parts), boxes


def _style_chain(node: etree._Element, state: _State) -> list[Style]:
    chain: list[Style] = []
    current = value_of(node.find(f"{W}pPr/{W}pStyle"))
    while current in state.styles and len(chain) < 12:
        style = state.styles[current]
        chain.append(style)
        current = style.based_on or ""
    return chain


def _outline(node: etree._Element, chain: list[Style]) -> int | None:
    """Depth of a heading, from 0; ``None`` for body text."""
    direct = integer_of(value_of(node.find(f"{W}pPr/{W}outlineLvl")))
    if direct is not None:
        return direct if direct < 9 else None
    for style in chain:
        if style.name in ("title", "subtitle"):
            return 0
        if style.outline is not None:
            return style.outline if style.outline < 9 else None
        if style.name.startswith("heading ") and style.name[8:].isdigit():
            return int(style.name[8:]) - 1
    return None


def _list_level(node: etree._Element, chain: list[Style]) -> int | None:
    """Depth of a list item, from 1; ``None`` for what is no item."""
    direct = node.find(f"{W}pPr/{W}numPr")
    number = value_of(direct.find(W + "numId")) if direct is not None else None
    level = value_of(direct.find(W + "ilvl")) if direct is not None else None
    if number is None:
        number = next((s.numbering for s in chain if s.numbering), None)
        if number is None and any(s.name.startswith("list ") for s in chain[:1]):
            digits = [c for c in chain[0].name if c.isdigit()]
            return int(digits[0]) if digits else 1
    if number in (None, "0"):
        return None
    return (integer_of(level) or 0) + 1


def _is_bold(node: etree._Element) -> bool:
    """Whether every run with text is bold."""
    runs = [r for r in node.iter(W + "r") if any((t.text or "").strip() for t in r.iter(W + "t"))]
    return bool(runs) and all(_is_on(r.find(f"{W}rPr/{W}b")) for r in runs)


def _is_on(node: etree._Element | None) -> bool:
    return node is not None and node.get(W + "val", "1") not in ("0", "false", "off")


def _properties(package: Package) -> tuple[str | None, str | None]:
    """Title and language that the file declares for itself."""
    root = package.xml("docProps/core.xml")
    if root is None:
        return None, None
    title = (root.findtext(_DC + "title") or "").strip() or None
    language = (root.findtext(_DC + "language") or "").strip()[:2].lower() or None
    return title, language


def _warnings(state: _State, package: Package) -> list[str]:
    name = package.name
    found = set(state.found)
    if any("/diagrams/data" in member for member in package.names):
        found.add("diagram")
    if any("/afchunk" in member.lower() for member in package.names):
        found.add("part")
    told = {
        "deleted": f"“{name}” contains tracked changes: it was read as if all were accepted; ask "
        "the sender for the final text.",
        "diagram": f"“{name}” contains diagrams whose words were not read: look at them.",
        "hidden": f"“{name}” contains hidden text, which was left out: ask the sender whether it "
        "belongs to the contribution.",
        "part": f"“{name}” contains a part in another format that was not read: save it anew.",
    }
    return [told[key] for key in sorted(found)]

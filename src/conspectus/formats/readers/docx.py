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
from conspectus.formats.readers.errors import Damaged
from conspectus.formats.readers.headings import looks_like_heading
from conspectus.formats.readers.markers import find_marker
from conspectus.formats.readers.packages import Package
from conspectus.formats.readers.pieces import Piece, assemble
from conspectus.formats.readers.turns import gather_turns

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _W.strip("{}").encode(),
}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SKIP = frozenset(
    _W + tag
    for tag in ("del", "moveFrom", "delText", "instrText", "rPr", "pPr", "sectPr", "fldData")
) | {_FALLBACK}
_BREAKS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_WRAPPERS = frozenset([_W + "sdt", _W + "sdtContent", _W + "customXml", _W + "ins"])
_QUOTE_STYLES = ("quote", "block text", "intense quote")


@dataclass(slots=True)
class _Style:
    name: str
    based_on: str | None = None
    outline: int | None = None
    numbering: str | None = None


@dataclass(slots=True)
class _State:
    """What one pass over the body needs and finds."""

    styles: dict[str, _Style]
    numbering: dict[tuple[str, str], str]
    notes: dict[tuple[str, str], str]
    found: set[str] = field(default_factory=set)


def read_docx(data: bytes, name: str) -> Document:
    """A document of a DOCX file.

    Raises:
        Damaged: not a DOCX package, or its XML is broken. TooLarge, Encrypted: see Package.
    """
    package = Package(data, name)
    main = _main_part(package)
    root = package.xml(main, _STRICT)
    if root is None:
        raise Damaged(f"“{name}” holds no document: ask the sender for a newly saved copy.")
    folder = main.rsplit("/", 1)[0] + "/" if "/" in main else ""
    state = _State(
        _read_styles(package.xml(folder + "styles.xml", _STRICT)),
        _read_numbering(package.xml(folder + "numbering.xml", _STRICT)),
        {
            (kind, number): text
            for kind in ("footnote", "endnote")
            for number, text in _read_notes(package.xml(f"{folder}{kind}s.xml", _STRICT), kind)
        },
    )
    body = root.find(_W + "body")
    pieces = list(_walk(body, state)) if body is not None else []
    title, language = _properties(package)
    return assemble(
        gather_turns(pieces), title=title, language=language, warnings=_warnings(state, package)
    )


def _main_part(package: Package) -> str:
    relations = package.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _read_styles(root: etree._Element | None) -> dict[str, _Style]:
    styles: dict[str, _Style] = {}
    for node in root.iterfind(_W + "style") if root is not None else ():
        outline = node.find(f"{_W}pPr/{_W}outlineLvl")
        numbering = node.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        styles[str(node.get(_W + "styleId"))] = _Style(
            name=(_value(node.find(_W + "name")) or "").lower(),
            based_on=_value(node.find(_W + "basedOn")),
            outline=_integer(_value(outline)),
            numbering=_value(numbering),
        )
    return styles


def _read_numbering(root: etree._Element | None) -> dict[tuple[str, str], str]:
    """Number format ("bullet", "decimal" …) of each (list, level)."""
    if root is None:
        return {}
    abstract: dict[tuple[str, str], str] = {}
    for node in root.iterfind(_W + "abstractNum"):
        for level in node.iterfind(_W + "lvl"):
            form = _value(level.find(_W + "numFmt")) or "decimal"
            abstract[str(node.get(_W + "abstractNumId")), str(level.get(_W + "ilvl"))] = form
    formats: dict[tuple[str, str], str] = {}
    for node in root.iterfind(_W + "num"):
        chosen = _value(node.find(_W + "abstractNumId"))
        for (number, level_number), form in abstract.items():
            if number == chosen:
                formats[str(node.get(_W + "numId")), level_number] = form
    return formats


def _read_notes(root: etree._Element | None, kind: str) -> Iterator[tuple[str, str]]:
    for node in root.iterfind(_W + kind) if root is not None else ():
        if node.get(_W + "type") is None:
            state = _State({}, {}, {})
            texts = [_text_of(p, state, [])[0] for p in node.iter(_W + "p")]
            yield str(node.get(_W + "id")), " ".join(" ".join(texts).split())


def _walk(container: etree._Element, state: _State) -> Iterator[Piece]:
    for node in container:
        if node.tag == _W + "p":
            yield from _paragraph(node, state)
        elif node.tag == _W + "tbl":
            yield from _table(node, state)
        elif node.tag in (_W + "del", _W + "moveFrom"):
            state.found.add("deleted")
        elif node.tag == _W + "sdt":
            content = node.find(_W + "sdtContent")
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
    depth, form = _list_level(node, chain, state)
    if depth is not None:
        kind = BlockKind.LIST_ITEM
        yield Piece(kind=kind, text=" ".join(text.split()), marker="•", level=depth)
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
    rows = [list(_parts(row, _W + "tc")) for row in _parts(node, _W + "tr")]
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
    texts = [_text_of(p, state, notes)[0] for p in cell.iter(_W + "p")]
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
        if tag == _W + "t":
            parts.append(child.text or "")
        elif tag in _BREAKS:
            parts.append(_BREAKS[tag])
        elif tag == _W + "txbxContent":
            boxes.append(child)
        elif tag in (_W + "footnoteReference", _W + "endnoteReference"):
            kind = "footnote" if tag == _W + "footnoteReference" else "endnote"
            note = state.notes.get((kind, str(child.get(_W + "id"))))
            if note:
                notes.append(note)
        elif tag in (_W + "del", _W + "moveFrom"):
            state.found.add("deleted")
        elif tag == _W + "r" and child.find(f"{_W}rPr/{_W}vanish") is not None:
            state.found.add("hidden")
        elif tag not in _SKIP:
            stack.extend(reversed(child))
    return "".join(parts), boxes


def _style_chain(node: etree._Element, state: _State) -> list[_Style]:
    chain: list[_Style] = []
    current = _value(node.find(f"{_W}pPr/{_W}pStyle"))
    while current in state.styles and len(chain) < 12:
        style = state.styles[current]
        chain.append(style)
        current = style.based_on or ""
    return chain


def _outline(node: etree._Element, chain: list[_Style]) -> int | None:
    """Depth of a heading, from 0; ``None`` for body text."""
    direct = _integer(_value(node.find(f"{_W}pPr/{_W}outlineLvl")))
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


def _list_level(node: etree._Element, chain: list[_Style], state: _State) -> tuple[int | None, str]:
    """Depth of a list item, from 1, with its number format; ``None`` for no item."""
    direct = node.find(f"{_W}pPr/{_W}numPr")
    number = _value(direct.find(_W + "numId")) if direct is not None else None
    level = (_value(direct.find(_W + "ilvl")) if direct is not None else None) or "0"
    if number is None:
        number = next((s.numbering for s in chain if s.numbering), None)
        if number is None and any(s.name.startswith("list ") for s in chain[:1]):
            digits = [c for c in chain[0].name if c.isdigit()]
            return int(digits[0]) if digits else 1, "bullet"
    if number in (None, "0"):
        return None, ""
    return (_integer(level) or 0) + 1, state.numbering.get((str(number), level), "decimal")


def _is_bold(node: etree._Element) -> bool:
    """Whether every run with text is bold."""
    runs = [r for r in node.iter(_W + "r") if any((t.text or "").strip() for t in r.iter(_W + "t"))]
    return bool(runs) and all(_is_on(r.find(f"{_W}rPr/{_W}b")) for r in runs)


def _is_on(node: etree._Element | None) -> bool:
    return node is not None and node.get(_W + "val", "1") not in ("0", "false", "off")


def _value(node: etree._Element | None) -> str | None:
    value = None if node is None else node.get(_W + "val")
    return None if value is None else str(value)


def _integer(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdigit() else None


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

"""PPTX (Office Open XML): titles, paragraphs and tables of each slide, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from conspectus.engine.document import BlockKind, Document
from conspectus.formats.readers.characters import clean
from conspectus.formats.readers.errors import Damaged
from conspectus.formats.readers.packages import Package
from conspectus.formats.readers.pieces import Piece, assemble

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_STRICT = {
    b"http://purl.oclc.org/ooxml/drawingml/main": _A.strip("{}").encode(),
    b"http://purl.oclc.org/ooxml/presentationml/main": _P.strip("{}").encode(),
}
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml$")


def read_pptx(data: bytes, name: str) -> Document:
    """A document of a PPTX presentation; a slide is a page.

    Raises:
        Damaged: no slides, or broken XML. Encrypted, TooLarge: see Package.
    """
    package = Package(data, name)
    slides = sorted((int(m[1]), n) for n in package.names if (m := _SLIDE.match(n)))
    if not slides:
        raise Damaged(f"“{name}” holds no slide: ask the sender for a newly saved copy.")
    pieces: list[Piece] = []
    for page, (_, member) in enumerate(slides, 1):
        root = package.xml(member, _STRICT)
        if root is not None:
            pieces += _slide(root, page)
    return assemble(pieces, page_count=len(slides))


def _slide(root: etree._Element, page: int) -> Iterator[Piece]:
    for shape in root.iter(_P + "sp", _P + "graphicFrame"):
        if shape.tag == _P + "graphicFrame":
            rows = [
                " | ".join(filter(None, (_words(cell) for cell in row.iter(_A + "tc"))))
                for row in shape.iter(_A + "tr")
            ]
            yield Piece(kind=BlockKind.TABLE, text="\n".join(filter(None, rows)), page=page)
            continue
        placeholder = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        role = "body" if placeholder is None else str(placeholder.get("type") or "body")
        if role in ("sldNum", "ftr", "dt"):
            continue
        yield from _shape(shape, role, page)


def _shape(shape: etree._Element, role: str, page: int) -> Iterator[Piece]:
    if role in ("title", "ctrTitle"):
        title = _words(shape)
        if title:
            yield Piece(kind=BlockKind.HEADING, text=title, level=1, page=page)
        return
    for paragraph in shape.iter(_A + "p"):
        text = _words(paragraph)
        properties = paragraph.find(_A + "pPr")
        depth = "0" if properties is None else str(properties.get("lvl") or "0")
        if text:
            level = int(depth) + 1 if depth.isdigit() else 1
            kind = BlockKind.LIST_ITEM
            yield Piece(kind=kind, text=text, level=level, marker="•", page=page)


def _words(node: etree._Element) -> str:
    parts = [
        (n.text or "") if n.tag == _A + "t" else " "
        for n in node.iter(_A + "t", _A + "br", _A + "p")
    ]
    return " ".join(clean("".join(parts)).split())

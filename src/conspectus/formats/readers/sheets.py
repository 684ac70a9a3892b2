"""XLSX (Office Open XML): the words of each sheet, a table block a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from conspectus.engine.document import BlockKind, Document
from conspectus.formats.readers.characters import clean
from conspectus.formats.readers.errors import Damaged
from conspectus.formats.readers.packages import Package
from conspectus.formats.readers.pieces import Piece, assemble

_MAIN = (
    "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}",
    "{http://purl.oclc.org/ooxml/spreadsheetml/main}",
)


def read_xlsx(data: bytes, name: str) -> Document:
    """A document of an XLSX workbook.

    Raises:
        Damaged: no workbook, or broken XML. Encrypted, TooLarge: see Package.
    """
    package = Package(data, name)
    sheets = sorted(
        (n for n in package.names if n.startswith("xl/worksheets/") and n.endswith(".xml")),
        key=lambda n: (len(n), n),
    )
    if not sheets:
        raise Damaged(f"“{name}” holds no sheet: ask the sender for a newly saved copy.")
    shared = _shared_strings(package.xml("xl/sharedStrings.xml"))
    pieces = []
    for sheet in sheets:
        root = package.xml(sheet)
        rows = list(_rows(root, shared)) if root is not None else []
        if rows:
            pieces.append(Piece(kind=BlockKind.TABLE, text=clean("\n".join(rows))))
    warning = f"“{name}” is a spreadsheet: its cells were read as a table, without their layout."
    return assemble(pieces, warnings=[warning])


def _shared_strings(root: etree._Element | None) -> list[str]:
    if root is None:
        return []
    return [_text(node) for node in root if _local(node) == "si"]


def _rows(root: etree._Element, shared: list[str]) -> Iterator[str]:
    for row in root.iter(*(m + "row" for m in _MAIN)):
        cells = [_cell(cell, shared) for cell in row]
        filled = [" ".join(c.split()) for c in cells]
        if any(filled):
            yield " | ".join(c for c in filled if c)


def _cell(cell: etree._Element, shared: list[str]) -> str:
    kind = cell.get("t")
    if kind == "inlineStr":
        return _text(cell)
    value = next((c.text or "" for c in cell if _local(c) == "v"), "")
    if kind == "s":
        place = int(value) if value.isdigit() else -1
        return shared[place] if 0 <= place < len(shared) else ""
    return value


def _text(node: etree._Element) -> str:
    """Text runs of a string, without phonetic readings."""
    parts = []
    for run in node.iter(*(m + "t" for m in _MAIN)):
        parent = run.getparent()
        if parent is None or _local(parent) != "rPh":
            parts.append(run.text or "")
    return "".join(parts)


def _local(node: etree._Element) -> str:
    return str(etree.QName(node).localname)

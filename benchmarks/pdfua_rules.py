"""Rules of PDF/UA-1 (ISO 14289-1) that a program can check; each yields what is wrong.

The numbers are those of the standard's clauses; 7.2 and 7.1 are divided as in the veraPDF corpus.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pdfua_content import Drawn, drawn_on
from pdfua_structure import STANDARD, Element, Structure, text_of
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

# RFC 3066, section 2.1, to which ISO 32000-1 (14.9.2.2) refers
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")

_ROWS = {"TR"}
_HOLDS = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": _ROWS,
    "TBody": _ROWS,
    "TFoot": _ROWS,
    "TR": {"TH", "TD"},
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOC", "TOCI", "Caption"},
}
_STANDS_IN = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}


def problems(reader: PdfReader) -> Iterator[str]:
    """Everything that is wrong with one file, one sentence each."""
    structure = Structure(reader)
    yield from _catalog(structure)
    yield from _metadata(structure)
    yield from _roles(structure)
    yield from _nesting(structure)
    yield from _tables(structure)
    yield from _headings(structure)
    yield from _figures_and_notes(structure)
    yield from _languages(reader, structure)
    yield from _pages(reader, structure)
    yield from _fonts(reader)


def _catalog(structure: Structure) -> Iterator[str]:
    catalog = structure.catalog
    marks = catalog.get("/MarkInfo", DictionaryObject()).get_object()
    if structure.root is None:
        yield "7.1: there is no structure tree."
    elif not structure.elements:
        yield "7.1: the structure tree is empty."
    if not _true(marks.get("/Marked")):
        yield "7.1: the file is not marked as tagged."
    if _true(marks.get("/Suspects")):
        yield "7.1: the tags are called suspect."
    preferences = catalog.get("/ViewerPreferences", DictionaryObject()).get_object()
    if not _true(preferences.get("/DisplayDocTitle")):
        yield "7.1: the title is not shown in the window."


def _metadata(structure: Structure) -> Iterator[str]:
    entry = structure.catalog.get("/Metadata")
    if entry is None:
        yield "7.1: there is no XMP metadata."
        return
    told = entry.get_object().get_data().decode("utf-8", "replace")
    title = re.search(r"<dc:title>(.*?)</dc:title>", told, re.DOTALL)
    if title is None or not re.sub(r"<[^>]*>|\s", "", title.group(1)):
        yield "7.1: the metadata have no title."
    elif not _spoken(structure) and not re.search(r'xml:lang="(?!x-default)', title.group(1)):
        yield "7.2: the language of the metadata is not told."
    if not re.search(r"pdfuaid:part(?:>|=[\"'])\s*[12]", told):
        yield "5: the metadata do not say that this is PDF/UA."


def _roles(structure: Structure) -> Iterator[str]:
    for name in structure.roles:
        if name in STANDARD:
            yield f"7.1: the standard type {name} is mapped to another."
        seen, at = {name}, structure.roles[name]
        while at in structure.roles and at not in seen:
            seen.add(at)
            at = structure.roles[at]
        if at in seen:
            yield f"7.1: the roles of {name} lead in a circle."
    for name in sorted({element.raw for element in structure.elements}):
        if structure.standard(name) not in STANDARD:
            yield f"7.1: the type {name} is not standard and mapped to none."


def _nesting(structure: Structure) -> Iterator[str]:
    for element in structure.elements:
        allowed = _HOLDS.get(element.type)
        for child in element.children:
            if allowed is not None and child.type not in allowed:
                yield f"7.2: {element.type} holds {child.type}."
        inside = _STANDS_IN.get(element.type)
        if inside is not None and element.parent_type not in inside:
            yield f"7.2: {element.type} stands in {element.parent_type or 'the root'}."
        captions = [at for at, child in enumerate(element.children) if child.type == "Caption"]
        if element.type in {"Table", "L", "TOC"} and captions:
            ends = {0, len(element.children) - 1} if element.type == "Table" else {0}
            if len(captions) > 1 or captions[0] not in ends:
                yield f"7.2: {element.type} has its caption in the middle, or several."


def _tables(structure: Structure) -> Iterator[str]:
    for table in structure.elements:
        if table.type != "Table":
            continue
        parts = Counter(child.type for child in table.children)
        if parts["THead"] > 1 or parts["TFoot"] > 1:
            yield "7.2: a table has more than one head or foot."
        if (parts["THead"] or parts["TFoot"]) and not parts["TBody"]:
            yield "7.2: a table has a head or foot and no body."
        yield from _grid(table)


def _grid(table: Element) -> Iterator[str]:
    """Each field of the grid is covered by one cell (ISO 32000-1, table 349)."""
    rows = [
        row
        for part in table.children
        for row in ([part] if part.type == "TR" else part.children)
        if row.type == "TR"
    ]
    taken: Counter[tuple[int, int]] = Counter()
    for down, row in enumerate(rows):
        across = 0
        for cell in row.children:
            while (down, across) in taken:
                across += 1
            width, height = cell.number("/ColSpan"), cell.number("/RowSpan")
            for y in range(down, down + height):
                for x in range(across, across + width):
                    taken[y, x] += 1
            across += width
    if not taken:
        return
    if max(taken.values()) > 1:
        yield "7.2: cells of a table lie over each other."
    high, wide = (max(field[axis] for field in taken) + 1 for axis in (0, 1))
    if high > len(rows):
        yield "7.2: a cell spans more rows than its table has."
    if len(taken) != high * wide:
        yield "7.2: the rows of a table are not equally long."


def _headings(structure: Structure) -> Iterator[str]:
    found = [e.type for e in structure.elements if re.fullmatch(r"H[1-6]?", e.type)]
    levels = [int(name[1:]) for name in found if name != "H"]
    if levels and "H" in found:
        yield "7.4.4: numbered and unnumbered headings stand in one file."
    before = 0
    for level in levels:
        if level > before + 1:
            yield f"7.4.2: a heading of level {level} follows one of level {before}."
        before = level


def _figures_and_notes(structure: Structure) -> Iterator[str]:
    names: Counter[str] = Counter()
    for element in structure.elements:
        if element.type in {"Figure", "Formula"} and not any(
            (text_of(element.entry.get(key)) or "").strip() for key in ("/Alt", "/ActualText")
        ):
            yield f"7.3: a {element.type.lower()} has no alternative text."
        if element.type == "Note":
            name = text_of(element.entry.get("/ID")) or ""
            names[name] += 1
            if not name:
                yield "7.9: a note has no ID."
    for name, count in names.items():
        if name and count > 1:
            yield f"7.9: {count} notes have the ID {name}."


def _languages(reader: PdfReader, structure: Structure) -> Iterator[str]:
    default = text_of(structure.catalog.get("/Lang"))
    for told in [default, *(text_of(e.entry.get("/Lang")) for e in structure.elements)]:
        if told is not None and told and not _LANGUAGE.fullmatch(told):
            yield f"7.2: “{told}” is no language."
    if default == "":
        yield "7.2: the language of the file is empty."
    if not default and len(reader.outline) > 0:
        yield "7.2: the language of the bookmarks is not told."
    for element in structure.elements:
        for key in ("/Alt", "/ActualText", "/E"):
            if key in element.entry and not element.language:
                yield f"7.2: the language of {key[1:]} of a {element.type} is not told."


def _pages(reader: PdfReader, structure: Structure) -> Iterator[str]:
    told: set[str] = set()
    for page in reader.pages:
        for drawn in drawn_on(page):
            told.update(_marks(drawn, structure))
        told.update(_annotations(page.get("/Annots"), page, structure))
    yield from sorted(told)


def _marks(drawn: Drawn, structure: Structure) -> Iterator[str]:
    last = drawn.marks[-1] if drawn.marks else None
    spoken = _language_of(drawn, structure)
    if drawn.kind == "mark" and last is not None:
        outer = Drawn("mark", drawn.page, drawn.marks[:-1])
        if last.tag == "Artifact" and outer.tagged:
            yield "7.1: an artifact stands inside tagged content."
        if last.id is not None and outer.is_artifact:
            yield "7.1: tagged content stands inside an artifact."
        if last.language is not None and not _LANGUAGE.fullmatch(last.language):
            yield f"7.2: “{last.language}” is no language."
        if last.told and not spoken:
            yield f"7.2: the language of {last.told[0]} in a page is not told."
        return
    if not drawn.tagged and not drawn.is_artifact:
        yield "7.1: a page draws what is neither tagged nor an artifact."
    elif drawn.kind == "text" and drawn.tagged and not drawn.is_artifact and not spoken:
        yield "7.2: the language of text in a page is not told."


def _language_of(drawn: Drawn, structure: Structure) -> str | None:
    for mark in reversed(drawn.marks):
        if mark.language:
            return mark.language
        if mark.id is not None:
            return structure.languages.get((drawn.page, mark.id)) or _spoken(structure)
    return _spoken(structure)


def _annotations(
    found: PdfObject | None, page: DictionaryObject, structure: Structure
) -> Iterator[str]:
    entries = found.get_object() if found is not None else ArrayObject()
    shown = [entry.get_object() for entry in entries]
    shown = [entry for entry in shown if entry.get("/Subtype") != "/Popup"]
    if shown and page.get("/Tabs") != "/S":
        yield "7.18.3: the order of tabs does not follow the structure."
    for entry in shown:
        if "/StructParent" not in entry and not int(entry.get("/F", 0)) & 2:
            yield f"7.18.1: an annotation ({entry.get('/Subtype')}) is not in the structure."
        if "/Contents" in entry and not _spoken(structure) and "/Lang" not in entry:
            yield "7.2: the language of an annotation is not told."


def _fonts(reader: PdfReader) -> Iterator[str]:
    told: set[str] = set()
    for page in reader.pages:
        resources = page.get("/Resources", DictionaryObject()).get_object()
        fonts = resources.get("/Font", DictionaryObject()).get_object()
        for entry in fonts.values():
            told.update(_font(entry.get_object()))
    yield from sorted(told)


def _font(font: DictionaryObject) -> Iterator[str]:
    if font.get("/Subtype") == "/Type3":
        return
    name = str(font.get("/BaseFont", "?"))[1:]
    owner = font
    if "/DescendantFonts" in font:
        owner = font["/DescendantFonts"].get_object()[0].get_object()
        if "/ToUnicode" not in font and str(font.get("/Encoding")).startswith("/Identity"):
            yield f"7.21.7: the font {name} has no table to Unicode."
    descriptor = owner.get("/FontDescriptor", DictionaryObject()).get_object()
    if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        yield f"7.21.4: the font {name} is not embedded."


def _spoken(structure: Structure) -> str | None:
    return text_of(structure.catalog.get("/Lang")) or None


def _true(value: PdfObject | None) -> bool:
    return value is not None and bool(getattr(value.get_object(), "value", False))

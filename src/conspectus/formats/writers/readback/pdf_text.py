"""The running text of a tagged PDF in the order of its structure, footnotes apart.

The order of drawing breaks sentences at every page: the foot of a page stands between their
halves. The structure tree does not.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NumberObject, PdfObject

# Marks of footnotes and of list items are labels; contents lists are not part of the text.
_APART = frozenset({"/Note", "/Lbl", "/TOC", "/Artifact"})
_ROOM = 1 << 16


def running_text(data: bytes) -> str:
    """All text that the structure tree of ``data`` holds, in its order."""
    reader = PdfReader(io.BytesIO(data))
    pages = {
        page.indirect_reference.idnum: place
        for place, page in enumerate(reader.pages)
        if page.indirect_reference is not None
    }
    drawn = _drawn(data)
    root = reader.root_object.get("/StructTreeRoot")
    if root is None:
        return ""
    marks = _marks(root.get_object().get("/K"), None)
    return "".join(drawn.get((pages[page], mark), "") for page, mark in marks if page in pages)


def _marks(kids: PdfObject | None, page: int | None) -> Iterator[tuple[int | None, int]]:
    """(object number of the page, id of marked content), in the order of reading."""
    if kids is None:
        return
    found = kids.get_object()
    if isinstance(found, ArrayObject):
        for kid in found:
            yield from _marks(kid, page)
    elif isinstance(found, NumberObject):
        yield page, int(found)
    elif isinstance(found, DictionaryObject) and found.get("/S") not in _APART:
        here = getattr(found.raw_get("/Pg"), "idnum", page) if "/Pg" in found else page
        mark = found.get("/MCID")
        if isinstance(mark, NumberObject):
            yield here, int(mark)
        yield from _marks(found.get("/K"), here)


def _drawn(data: bytes) -> dict[tuple[int, int], str]:
    texts: dict[tuple[int, int], str] = {}
    document = pdfium.PdfDocument(data)
    try:
        for place in range(len(document)):
            page = document[place]
            for mark, text in _page_texts(page):
                texts[place, mark] = texts.get((place, mark), "") + text
            page.close()
    finally:
        document.close()
    return texts


def _page_texts(page: pdfium.PdfPage) -> Iterator[tuple[int, str]]:
    words = page.get_textpage()
    room = (ctypes.c_ushort * _ROOM)()
    for number in range(pdfium_c.FPDFPage_CountObjects(page)):
        thing = pdfium_c.FPDFPage_GetObject(page, number)
        if pdfium_c.FPDFPageObj_GetType(thing) != pdfium_c.FPDF_PAGEOBJ_TEXT:
            continue
        length = pdfium_c.FPDFTextObj_GetText(thing, words, room, _ROOM)
        text = ctypes.string_at(room, length).decode("utf-16-le", "replace").rstrip("\0")
        yield pdfium_c.FPDFPageObj_GetMarkedContentID(thing), text
    words.close()

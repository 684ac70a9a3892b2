"""EPUB (2 and 3): the chapters of the spine, each read as a web page."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote

from lxml import etree

from conspectus.engine.document import Document
from conspectus.formats.readers.characters import clean, decode
from conspectus.formats.readers.errors import Damaged, Encrypted
from conspectus.formats.readers.html import read_markup
from conspectus.formats.readers.packages import Package
from conspectus.formats.readers.pieces import Piece, assemble

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


def read_epub(data: bytes, name: str) -> Document:
    """A document of an EPUB book.

    Raises:
        Damaged: no container or spine. Encrypted: protected content. TooLarge: see Package.
    """
    package = Package(data, name)
    if "META-INF/rights.xml" in package.names:
        raise Encrypted(f"“{name}” is protected by its publisher: ask the sender for an open copy.")
    container = package.xml("META-INF/container.xml")
    rootfile = None if container is None else container.find(f".//{_CONTAINER}rootfile")
    path = "" if rootfile is None else str(rootfile.get("full-path") or "")
    book = package.xml(path) if path else None
    if book is None:
        raise Damaged(f"“{name}” is an EPUB without contents: ask the sender for it again.")
    pieces: list[Piece] = []
    for member in _spine(book, path):
        chapter = package.read(member)
        if chapter is not None:
            pieces += read_markup(decode(chapter, name).text)[0]
    title = clean(book.findtext(f".//{_DC}title") or "").strip()
    language = (book.findtext(f".//{_DC}language") or "").strip()[:2].lower()
    return assemble(pieces, title=title or None, language=language or None)


def _spine(book: etree._Element, path: str) -> list[str]:
    """Members of the package in reading order."""
    folder = PurePosixPath(path).parent
    hrefs = {str(item.get("id")): str(item.get("href") or "") for item in book.iter(_OPF + "item")}
    references = [str(ref.get("idref")) for ref in book.iter(_OPF + "itemref")]
    return [str(folder / unquote(hrefs[ref])) for ref in references if hrefs.get(ref)]

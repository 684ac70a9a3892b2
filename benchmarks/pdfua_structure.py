"""The structure tree of a PDF, flat, for the rules of ``pdfua``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NumberObject,
    PdfObject,
)

# ISO 32000-1, 14.8.4
STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 "
    "H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry "
    "Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form".split()
)


@dataclass(eq=False)
class Element:
    """A structure element: its standard type, its place, its language and what it holds."""

    raw: str
    type: str
    entry: DictionaryObject
    parent: Element | None
    language: str | None
    children: list[Element] = field(default_factory=list)
    has_content: bool = False

    @property
    def parent_type(self) -> str:
        """The standard type of the parent; empty at the root."""
        return self.parent.type if self.parent else ""

    def number(self, key: str) -> int:
        """A number among its attributes, such as ColSpan; 1 where there is none."""
        for attribute in _list(self.entry.get("/A")):
            found = attribute.get_object()
            if isinstance(found, DictionaryObject) and key in found:
                return int(found[key])
        return 1


class Structure:
    """All elements in the order of reading; ``languages`` by (page id, marked-content id)."""

    def __init__(self, reader: PdfReader) -> None:
        self.catalog = reader.root_object
        root = self.catalog.get("/StructTreeRoot")
        self.root = root.get_object() if root is not None else None
        self.roles: dict[str, str] = {}
        self.elements: list[Element] = []
        self.languages: dict[tuple[int, int], str | None] = {}
        if isinstance(self.root, DictionaryObject):
            roles = self.root.get("/RoleMap")
            if roles is not None:
                pairs = roles.get_object().items()
                self.roles = {str(key)[1:]: str(value)[1:] for key, value in pairs}
            self._walk(self.root.get("/K"), None, None, text_of(self.catalog.get("/Lang")))

    def standard(self, name: str) -> str:
        """The standard type behind a name; the name itself where the roles lead in a circle."""
        seen: list[str] = []
        while name in self.roles and name not in STANDARD and name not in seen:
            seen.append(name)
            name = self.roles[name]
        return name

    def _walk(
        self,
        kids: PdfObject | None,
        parent: Element | None,
        page: int | None,
        language: str | None,
    ) -> None:
        for kid in _list(kids):
            entry = kid.get_object()
            if isinstance(entry, NumberObject):
                self._content(parent, page, int(entry), language)
            elif isinstance(entry, DictionaryObject) and "/MCID" in entry:
                here = _id(entry.raw_get("/Pg")) if "/Pg" in entry else page
                self._content(parent, here, int(entry["/MCID"]), language)
            elif isinstance(entry, DictionaryObject) and "/S" in entry:
                self._element(entry, parent, page, language)
            elif parent is not None:
                parent.has_content = True

    def _content(
        self, parent: Element | None, page: int | None, mark: int, language: str | None
    ) -> None:
        if parent is not None:
            parent.has_content = True
        if page is not None:
            self.languages[page, mark] = language

    def _element(
        self,
        entry: DictionaryObject,
        parent: Element | None,
        page: int | None,
        language: str | None,
    ) -> None:
        raw = str(entry["/S"])[1:]
        own = text_of(entry.get("/Lang"))
        spoken = own if own is not None else language
        element = Element(raw, self.standard(raw), entry, parent, spoken)
        self.elements.append(element)
        if parent is not None:
            parent.children.append(element)
        here = _id(entry.raw_get("/Pg")) if "/Pg" in entry else page
        self._walk(entry.get("/K"), element, here, spoken)


def text_of(value: PdfObject | None) -> str | None:
    """A text string of the file, ``None`` where there is none."""
    if value is None:
        return None
    found = value.get_object()
    return found.decode("latin-1") if isinstance(found, bytes) else str(found)


def _list(value: PdfObject | None) -> Iterator[PdfObject]:
    if value is None:
        return
    found = value.get_object()
    if isinstance(found, ArrayObject):
        yield from list(found)
    else:
        yield value


def _id(value: PdfObject) -> int | None:
    return value.idnum if isinstance(value, IndirectObject) else None

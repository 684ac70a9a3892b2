"""What the pages of a PDF draw, and under which marks, for the rules of ``pdfua``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pdfua_structure import text_of
from pypdf import PageObject
from pypdf.generic import ContentStream, DictionaryObject, PdfObject

_TEXT = {b"Tj", b"TJ", b"'", b'"'}
_PAINT = {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"INLINE IMAGE"}
_DEPTH = 8


@dataclass(frozen=True)
class Mark:
    """One entry of the stack of marked content."""

    tag: str
    id: int | None
    language: str | None
    told: tuple[str, ...]


@dataclass(frozen=True)
class Drawn:
    """Something drawn or marked: ``kind`` is text, paint or mark; ``marks`` outermost first."""

    kind: str
    page: int
    marks: tuple[Mark, ...]

    @property
    def is_artifact(self) -> bool:
        """Whether it stands inside an artifact."""
        return any(mark.tag == "Artifact" for mark in self.marks)

    @property
    def tagged(self) -> tuple[Mark, ...]:
        """The marks around it that belong to the structure."""
        return tuple(mark for mark in self.marks if mark.id is not None)


def drawn_on(page: PageObject) -> Iterator[Drawn]:
    """All that a page draws, forms included, in the order of drawing."""
    number = page.indirect_reference.idnum if page.indirect_reference else -1
    content = page.get_contents()
    resources = page.get("/Resources", DictionaryObject()).get_object()
    if content is not None:
        yield from _stream(content, resources, number, (), 0)


def _stream(
    content: ContentStream,
    resources: DictionaryObject,
    page: int,
    outer: tuple[Mark, ...],
    depth: int,
) -> Iterator[Drawn]:
    stack: list[Mark] = []
    for operands, operator in content.operations:
        if operator in {b"BDC", b"BMC"}:
            stack.append(_mark(operands, resources))
            yield Drawn("mark", page, (*outer, *stack))
        elif operator == b"EMC" and stack:
            stack.pop()
        elif operator in _TEXT:
            yield Drawn("text", page, (*outer, *stack))
        elif operator in _PAINT:
            yield Drawn("paint", page, (*outer, *stack))
        elif operator == b"Do" and depth < _DEPTH:
            yield from _object(operands[0], resources, page, (*outer, *stack), depth)


def _mark(operands: list[PdfObject], resources: DictionaryObject) -> Mark:
    properties: PdfObject = operands[1] if len(operands) > 1 else DictionaryObject()
    if not isinstance(properties, DictionaryObject):
        named = resources.get("/Properties", DictionaryObject()).get_object()
        properties = named.get(properties, DictionaryObject()).get_object()
    number = properties.get("/MCID")
    told = tuple(key[1:] for key in ("/ActualText", "/Alt", "/E") if key in properties)
    return Mark(
        str(operands[0])[1:],
        int(number) if number is not None else None,
        text_of(properties.get("/Lang")),
        told,
    )


def _object(
    name: PdfObject,
    resources: DictionaryObject,
    page: int,
    marks: tuple[Mark, ...],
    depth: int,
) -> Iterator[Drawn]:
    objects = resources.get("/XObject", DictionaryObject()).get_object()
    found = objects.get(name)
    form = found.get_object() if found is not None else None
    if form is None or form.get("/Subtype") != "/Form" or marks:
        yield Drawn("paint", page, marks)
        if form is None or form.get("/Subtype") != "/Form":
            return
    own = form.get("/Resources", resources).get_object()
    yield from _stream(ContentStream(form, None), own, page, marks, depth + 1)

"""A Word document as paragraphs of pieces: text with its bookmarks, recorded changes, comments.

Recorded changes are kept apart, not applied: a piece knows whether it was inserted or deleted, by
whom and when. Fields show their result, notes and drawings are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from conspectus.formats.readback.word.names import STRICT, w
from conspectus.formats.readback.word.parts import Comment, Recorded
from conspectus.formats.readers.errors import Damaged
from conspectus.formats.readers.packages import Package

_RECORDED: Final[Mapping[str, Recorded]] = {
    w("ins"): Recorded.INSERTED,
    w("del"): Recorded.DELETED,
    w("moveFrom"): Recorded.MOVED_FROM,
    w("moveTo"): Recorded.MOVED_TO,
}
_GONE: Final = frozenset({Recorded.DELETED, Recorded.MOVED_FROM})
_SIGNS: Final[Mapping[str, str]] = {
    w("tab"): "\t",
    w("br"): " ",
    w("cr"): " ",
    w("noBreakHyphen"): "-",
}
_LEFT_OUT: Final = frozenset(
    w(name)
    for name in ("footnoteReference", "endnoteReference", "drawing", "pict", "object", "instrText")
)
_SENTENCE: Final = "s_"
_DEEPEST: Final = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """A recorded change: what, by whom, when."""

    kind: Recorded
    author: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one kind: in which sentences' bookmarks, recorded as what, under which comments."""

    text: str
    bookmarks: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    comments: tuple[str, ...] = ()

    @property
    def gone(self) -> bool:
        """Whether the text is no longer there once all recorded changes are accepted."""
        return any(mark.kind in _GONE for mark in self.marks)


@dataclass(frozen=True, slots=True)
class EditedParagraph:
    """A paragraph; ``style``: the name of its style in small letters; ``in_table``."""

    pieces: tuple[Piece, ...]
    style: str = ""
    in_table: bool = False

    @property
    def text(self) -> str:
        """Its text once all recorded changes are accepted."""
        return "".join(piece.text for piece in self.pieces if not piece.gone)


@dataclass(frozen=True, slots=True)
class EditedDocument:
    """The paragraphs of the body in order, and the comments by their id."""

    paragraphs: tuple[EditedParagraph, ...]
    comments: Mapping[str, Comment]


def read_edited(data: bytes, name: str) -> EditedDocument:
    """The body of a Word document.

    Raises:
        ReaderError: it is no Word document, damaged, protected, or would unpack to too much.
    """
    package = Package(data, name)
    root = package.xml("word/document.xml", STRICT)
    body = None if root is None else root.find(w("body"))
    if body is None:
        raise Damaged(
            f"“{name}” holds no text as Word writes it: save the paper as .docx and send it again."
        )
    walk = _Walk(_style_names(package))
    walk.blocks(body, in_table=False, depth=0)
    return EditedDocument(tuple(walk.paragraphs), _comments(package))


def _style_names(package: Package) -> dict[str, str]:
    root = package.xml("word/styles.xml", STRICT)
    names: dict[str, str] = {}
    for style in root.iter(w("style")) if root is not None else ():
        named = style.find(w("name"))
        key = style.get(w("styleId"), "")
        names[key] = ("" if named is None else named.get(w("val"), "")).lower()
    return names


def _comments(package: Package) -> dict[str, Comment]:
    root = package.xml("word/comments.xml", STRICT)
    found: dict[str, Comment] = {}
    for comment in root.iter(w("comment")) if root is not None else ():
        lines = ["".join(t.text or "" for t in p.iter(w("t"))) for p in comment.iter(w("p"))]
        found[comment.get(w("id"), "")] = Comment(
            author=comment.get(w("author"), ""),
            date=comment.get(w("date")),
            text="\n".join(line for line in lines if line.strip()),
        )
    return found


@dataclass(slots=True)
class _Walk:
    """Goes through the body in order; bookmarks, comments and fields may span paragraphs."""

    styles: Mapping[str, str]
    paragraphs: list[EditedParagraph] = field(default_factory=list)
    _open: dict[str, str] = field(default_factory=dict)
    _talked: list[str] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _fields: list[str] = field(default_factory=list)
    _joined: list[Piece] = field(default_factory=list)

    def blocks(self, parent: etree._Element, *, in_table: bool, depth: int) -> None:
        """The paragraphs below ``parent``, tables and content controls entered."""
        if depth > _DEEPEST:
            return
        for child in parent:
            if child.tag == w("p"):
                self._paragraph(child, in_table=in_table)
            elif child.tag in {w("bookmarkStart"), w("bookmarkEnd")}:
                self._bookmark(child)
            elif child.tag in {w("commentRangeStart"), w("commentRangeEnd")}:
                self._comment_range(child)
            elif child.tag != w("sectPr"):
                table = in_table or child.tag == w("tbl")
                self.blocks(child, in_table=table, depth=depth + 1)

    def _paragraph(self, paragraph: etree._Element, *, in_table: bool) -> None:
        pieces = [*self._joined, *self._pieces(paragraph, (), 0)]
        self._joined = []
        properties = paragraph.find(w("pPr"))
        if properties is not None and _mark_is_gone(properties):
            # its end was deleted as a recorded change: the next paragraph goes on with it
            self._joined = pieces
            return
        style = None if properties is None else properties.find(w("pStyle"))
        key = "" if style is None else style.get(w("val"), "")
        name = self.styles.get(key, key.lower())
        self.paragraphs.append(EditedParagraph(tuple(pieces), name, in_table))

    def _pieces(
        self, parent: etree._Element, marks: tuple[Mark, ...], depth: int
    ) -> Iterator[Piece]:
        if depth > _DEEPEST:
            return
        for child in parent:
            tag = child.tag
            if tag in {w("bookmarkStart"), w("bookmarkEnd")}:
                self._bookmark(child)
            elif tag in {w("commentRangeStart"), w("commentRangeEnd")}:
                self._comment_range(child)
            elif tag == w("commentReference"):
                yield from self._comment_point(child, marks)
            elif tag == w("fldChar"):
                self._field(child)
            elif tag in {w("t"), w("delText")}:
                yield from self._text(child.text or "", marks)
            elif tag in _SIGNS:
                yield from self._text(_SIGNS[tag], marks)
            elif tag in _RECORDED:
                mark = Mark(_RECORDED[tag], child.get(w("author"), ""), child.get(w("date")))
                yield from self._pieces(child, (*marks, mark), depth + 1)
            elif tag not in _LEFT_OUT and tag != w("pPr") and tag != w("rPr"):
                yield from self._pieces(child, marks, depth + 1)

    def _text(self, text: str, marks: tuple[Mark, ...]) -> Iterator[Piece]:
        if text and "code" not in self._fields:
            yield Piece(text, tuple(self._open.values()), marks, tuple(self._talked))

    def _bookmark(self, element: etree._Element) -> None:
        key = element.get(w("id"), "")
        if element.tag == w("bookmarkEnd"):
            self._open.pop(key, None)
            return
        name = element.get(w("name"), "")
        if name.startswith(_SENTENCE):
            self._open[key] = name

    def _comment_range(self, element: etree._Element) -> None:
        key = element.get(w("id"), "")
        if element.tag == w("commentRangeStart"):
            self._talked.append(key)
            self._seen.add(key)
        elif key in self._talked:
            self._talked.remove(key)

    def _comment_point(self, element: etree._Element, marks: tuple[Mark, ...]) -> Iterator[Piece]:
        """A comment without a range is anchored where it stands."""
        key = element.get(w("id"), "")
        if key not in self._seen:
            self._seen.add(key)
            yield Piece("", tuple(self._open.values()), marks, (key,))

    def _field(self, element: etree._Element) -> None:
        kind = element.get(w("fldCharType"), "")
        if kind == "begin":
            self._fields.append("code")
        elif kind == "separate" and self._fields:
            self._fields[-1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()


def _mark_is_gone(properties: etree._Element) -> bool:
    run = properties.find(w("rPr"))
    return run is not None and (
        run.find(w("del")) is not None or run.find(w("moveFrom")) is not None
    )


def without_bookmarks(document: EditedDocument) -> EditedDocument:
    """The document as an editor leaves it that knows no bookmarks."""
    return EditedDocument(
        tuple(
            replace(p, pieces=tuple(replace(piece, bookmarks=()) for piece in p.pieces))
            for p in document.paragraphs
        ),
        document.comments,
    )

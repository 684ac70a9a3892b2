"""The sentences that stand in a file, found by their anchors, in the order of the file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OPF = "{http://www.idpf.org/2007/opf}"

# A sentence in Markdown: its anchor, then escaped signs and plain characters. A bare "<" or "["
# is never part of it: those of the text are escaped.
_MARKDOWN = re.compile(r'<a id="s-([0-9a-f]+)"></a>((?:\\.|[^\\\n<\[])*)')
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class PrintedSentence:
    """A sentence in a file: the id of its anchor and its text, marks of footnotes apart."""

    id: str
    text: str


def printed_sentences(name: str, data: bytes) -> tuple[PrintedSentence, ...]:
    """The sentences of a file by the format's ``name``: html, docx, md, odt or epub.

    Raises ``KeyError`` for a format without anchors.
    """
    return tuple(PrintedSentence(identifier, text) for identifier, text in _READERS[name](data))


def _html(data: bytes) -> Iterator[tuple[str, str]]:
    for node in LexborHTMLParser(data).css("span.s"):
        yield (node.attributes["id"] or "").removeprefix("s-"), node.text(deep=True)


def _epub(data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = _parsed(archive.read("book/package.opf"))
        places = {item.get("id"): item.get("href") for item in package.iter(f"{_OPF}item")}
        for item in package.iter(f"{_OPF}itemref"):
            yield from _html(archive.read(f"book/{places[item.get('idref')]}"))


def _markdown(data: bytes) -> Iterator[tuple[str, str]]:
    for found in _MARKDOWN.finditer(data.decode("utf-8")):
        yield found.group(1), _ESCAPED.sub(r"\1", found.group(2)).rstrip()


def _docx(data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = _parsed(archive.read("word/document.xml"))
    opened: dict[str, tuple[str, list[str]]] = {}
    for element in root.iter(f"{_WORD}bookmarkStart", f"{_WORD}bookmarkEnd", f"{_WORD}t"):
        number = str(element.get(f"{_WORD}id"))
        name = str(element.get(f"{_WORD}name"))
        if element.tag == f"{_WORD}bookmarkStart" and name.startswith("s_"):
            opened[number] = (name.removeprefix("s_"), [])
        elif element.tag == f"{_WORD}bookmarkEnd" and number in opened:
            identifier, texts = opened.pop(number)
            yield identifier, "".join(texts)
        elif element.tag == f"{_WORD}t":
            for _, texts in opened.values():
                texts.append(element.text or "")


def _odt(data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = _parsed(archive.read("content.xml"))
    opened: dict[str, list[str]] = {}
    for kind, element in etree.iterwalk(root, events=("start", "end")):
        if kind == "start":
            name = str(element.get(f"{_TEXT}name"))
            if element.tag == f"{_TEXT}bookmark-start" and name.startswith("s_"):
                opened[name] = []
            elif element.tag == f"{_TEXT}bookmark-end" and name in opened:
                yield name.removeprefix("s_"), "".join(opened.pop(name))
            words = " " if element.tag == f"{_TEXT}s" else element.text
        else:
            words = element.tail
        for texts in opened.values():
            texts.append(words or "")


def _parsed(data: bytes) -> etree._Element:
    # The files are our own, yet nothing in them may reach beyond themselves.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(data, parser)


_READERS: Mapping[str, Callable[[bytes], Iterator[tuple[str, str]]]] = {
    "html": _html,
    "docx": _docx,
    "md": _markdown,
    "odt": _odt,
    "epub": _epub,
}

"""The EPUB package (W3C EPUB 3.3): chapters, navigation, metadata."""

from __future__ import annotations

import hashlib
from html import escape
from importlib.resources import files

from conspectus.engine.paper import Paper
from conspectus.formats.writers.archive import zip_of
from conspectus.formats.writers.compose import compose
from conspectus.formats.writers.epub.chapters import Chapter, chapters
from conspectus.formats.writers.labels import Labels, labels_for
from conspectus.formats.writers.manuscript import Heading, Manuscript
from conspectus.formats.writers.markup import xml

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CONTAINER = (
    f'{_XML}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="book/package.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_ACCESS = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityHazard", "none"),
)


def write_epub(paper: Paper) -> bytes:
    """The paper as .epub: notes that open in place, and the evidence as the last chapter."""
    manuscript = compose(paper)
    labels = labels_for(paper.language)
    made = chapters(manuscript, labels)
    style = files("conspectus.formats.writers.epub").joinpath("book.css").read_bytes()
    texts = [(f"book/{chapter.name}", _page(manuscript, chapter)) for chapter in made]
    entries = [
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", _CONTAINER.encode()),
        ("book/package.opf", _package(manuscript, made, texts)),
        ("book/contents.xhtml", _navigation(manuscript, made, labels)),
        ("book/book.css", style),
        *texts,
    ]
    return zip_of(entries, stored=frozenset({"mimetype"}))


def _page(manuscript: Manuscript, chapter: Chapter) -> bytes:
    language = escape(manuscript.language)
    direction = "rtl" if manuscript.rtl else "ltr"
    return (
        f"{_XML}<!DOCTYPE html>\n"
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{language}" xml:lang="{language}" dir="{direction}"><head>'
        f"<title>{escape(chapter.title)}</title>"
        '<link rel="stylesheet" type="text/css" href="book.css"/></head>\n'
        f"<body>\n{chapter.content}</body></html>\n"
    ).encode()


def _package(
    manuscript: Manuscript, made: tuple[Chapter, ...], texts: list[tuple[str, bytes]]
) -> bytes:
    items = "".join(
        f'<item id="c{at:02d}" href="{chapter.name}" media-type="application/xhtml+xml"'
        f"{_drawn(chapter)}/>"
        for at, chapter in enumerate(made)
    )
    spine = "".join(f'<itemref idref="c{at:02d}"/>' for at in range(len(made)))
    direction = ' page-progression-direction="rtl"' if manuscript.rtl else ""
    return (
        f'{_XML}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        f'unique-identifier="id" xml:lang="{xml(manuscript.language)}">'
        f"{_metadata(manuscript, texts)}<manifest>"
        '<item id="nav" href="contents.xhtml" media-type="application/xhtml+xml" '
        'properties="nav"/><item id="css" href="book.css" media-type="text/css"/>'
        f"{items}</manifest><spine{direction}>{spine}</spine></package>\n"
    ).encode()


def _drawn(chapter: Chapter) -> str:
    return ' properties="svg"' if chapter.has_drawing else ""


def _metadata(manuscript: Manuscript, texts: list[tuple[str, bytes]]) -> str:
    # The identifier follows from the content: same paper, same book.
    digest = hashlib.sha256(b"".join(text for _, text in texts)).hexdigest()
    date = (manuscript.date or "1980-01-01")[:10]
    access = "".join(f'<meta property="schema:{name}">{value}</meta>' for name, value in _ACCESS)
    creator = f"<dc:creator>{xml(manuscript.forum)}</dc:creator>" if manuscript.forum else ""
    dated = f"<dc:date>{date}</dc:date>" if manuscript.date else ""
    return (
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:sha256:{digest}</dc:identifier>'
        f"<dc:title>{xml(manuscript.title)}</dc:title>"
        f"<dc:language>{xml(manuscript.language)}</dc:language>{creator}{dated}"
        f'<meta property="dcterms:modified">{date}T00:00:00Z</meta>{access}</metadata>'
    )


def _navigation(manuscript: Manuscript, made: tuple[Chapter, ...], labels: Labels) -> bytes:
    parts: list[tuple[Heading, list[Heading]]] = []
    for heading in manuscript.headings:
        if heading.level == 2:
            parts.append((heading, []))
        elif heading.level == 3 and parts:
            parts[-1][1].append(heading)
    # Chapters 1 to n are the parts in order; the title page stands before, the evidence after.
    lines = "".join(
        f"<li>{_entry(chapter, part)}{_inner(chapter, inner)}</li>"
        for (part, inner), chapter in zip(parts, made[1:-1], strict=True)
    )
    told = escape(labels.contents)
    content = (
        f'<nav epub:type="toc" role="doc-toc"><h1>{told}</h1><ol>{lines}'
        f'<li><a href="evidence.xhtml">{escape(labels.who)}</a></li></ol></nav>\n'
    )
    return _page(manuscript, Chapter("contents.xhtml", labels.contents, content))


def _inner(chapter: Chapter, headings: list[Heading]) -> str:
    entries = "".join(f"<li>{_entry(chapter, heading)}</li>" for heading in headings)
    return f"<ol>{entries}</ol>" if entries else ""


def _entry(chapter: Chapter, heading: Heading) -> str:
    return f'<a href="{chapter.name}#{escape(heading.id)}">{escape(heading.full)}</a>'

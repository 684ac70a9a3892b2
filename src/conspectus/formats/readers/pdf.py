"""PDF: text of each page by PDFium, checked against a second extractor.

A page on which the two disagree, and a page without text, is named in a warning. A page on which
only the second finds text is read by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from conspectus.engine.document import Document
from conspectus.formats.readers.characters import clean
from conspectus.formats.readers.errors import Damaged, Encrypted, NoText
from conspectus.formats.readers.limits import check_length
from conspectus.formats.readers.pages import join_pages
from conspectus.formats.readers.paragraphs import pieces_of
from conspectus.formats.readers.pdflines import PdfPage, PlacedLine, body_height, styled_lines
from conspectus.formats.readers.pieces import assemble
from conspectus.formats.readers.secondopinion import (
    agree,
    letters,
    pages_to_compare,
    second_texts,
)

_SHOWN_RUNS = 8


@dataclass(frozen=True, slots=True)
class _Extract:
    """Pages by PDFium, and the title that the file gives itself."""

    pages: tuple[PdfPage, ...]
    title: str | None


def read_pdf(data: bytes, name: str) -> Document:
    """A document of a PDF file.

    Raises:
        Encrypted: it needs a password. Damaged: it cannot be opened.
        NoText: pages are pictures. TooLarge: more characters than a document may have.
    """
    extract = _extract(data, name)
    count = len(extract.pages)
    wanted = pages_to_compare([page.objects + 0.6 * len(page.text) for page in extract.pages])
    second = second_texts(data, wanted)
    pages, warnings = _reconcile(extract.pages, second, name)
    if len(wanted) < count:
        warnings.append(
            f"Only {len(wanted)} of the {count} page{'s' * (count != 1)} of “{name}” could be read "
            "in two ways and compared: look at a few of the others."
        )
    if not any(letters(page.text) for page in pages):
        raise NoText(
            f"“{name}” has {count} page{'s' * (count != 1)} and no text, only pictures: ask the "
            "sender for the original document, or run text recognition on it."
        )
    body = body_height(pages)
    lines = [styled_lines(page, number, body) for number, page in enumerate(pages, 1)]
    return assemble(
        pieces_of(join_pages(lines)), title=extract.title, warnings=warnings, page_count=count
    )


def _extract(data: bytes, name: str) -> _Extract:
    import pypdfium2 as pdfium  # noqa: PLC0415 — 100 ms that only PDF needs
    import pypdfium2.raw as raw  # noqa: PLC0415, PLR0402 — the name that its documentation uses

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise Encrypted(
                f"“{name}” is protected by a password: ask the sender for an open copy."
            ) from error
        raise Damaged(
            f"“{name}” is damaged or cut off and cannot be opened: ask the sender for it again."
        ) from error
    try:
        pages: list[PdfPage] = []
        total = 0
        for number in range(len(document)):
            pages.append(_page(document, number))
            total += sum(len(line.text) for line in pages[-1].lines)
            check_length(total, name)
        title = str(document.get_metadata_dict().get("Title") or "")
    finally:
        document.close()
    return _Extract(tuple(pages), _real_title(clean(title).strip()))


def _page(document: object, number: int) -> PdfPage:
    import pypdfium2 as pdfium  # noqa: PLC0415 — as above

    from conspectus.formats.readers.pdflines import read_page  # noqa: PLC0415

    try:
        page = document[number]  # type: ignore[index]
        try:
            return read_page(page)
        finally:
            page.close()
    except pdfium.PdfiumError:
        return PdfPage((), 0.0)


def _real_title(title: str) -> str | None:
    """A title that a person gave, not "Microsoft Word - draft3.doc"."""
    bare = re.sub(r"^Microsoft \w+ - ", "", title)
    if not bare or re.search(r"\.(?:docx?|pdf|indd|odt|rtf|tex|qxd)$", bare, re.IGNORECASE):
        return None
    return None if bare.casefold() in ("untitled", "title", "document") else bare


def _reconcile(
    pages: Sequence[PdfPage], second: dict[int, str], name: str
) -> tuple[list[PdfPage], list[str]]:
    """Pages with what only the second extractor saw, and warnings on empty and differing ones."""
    chosen = list(pages)
    empty, differing, borrowed = [], [], []
    for k, page in enumerate(pages):
        other = second.get(k)
        if not letters(page.text):
            if other is not None and letters(other):
                chosen[k] = _plain_page(other, page.height)
                borrowed.append(k + 1)
            else:
                empty.append(k + 1)
        elif other is not None and not agree(page.text, other):
            differing.append(k + 1)
    warnings = []
    if empty:
        warnings.append(
            f"{page_list(empty)} of “{name}” {'have' if len(empty) > 1 else 'has'} no text: if "
            "there is a picture of text, ask the sender for the original document."
        )
    if borrowed or differing:
        warnings.append(
            f"Two ways of reading “{name}” disagree on {page_list(borrowed + differing).lower()}: "
            "compare the text there with the file."
        )
    return chosen, warnings


def _plain_page(text: str, height: float) -> PdfPage:
    """A page of which only the words are known."""
    rows = [" ".join(row.split()) for row in clean(text).split("\n")]
    return PdfPage(tuple(PlacedLine(r, 0.0, 0.0, 0.0, bold=False) for r in rows if r), height)


def page_list(pages: Sequence[int]) -> str:
    """ "Pages 1, 2, 5 to 9", at most eight runs of them."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    shown = [
        f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run))
        for run in runs[:_SHOWN_RUNS]
    ]
    more = " and others" if len(runs) > _SHOWN_RUNS else ""
    return f"Page{'s' * (len(pages) > 1)} {', '.join(shown)}{more}"

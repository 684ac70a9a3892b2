"""PDF: text of each page by PDFium, checked against a second extractor (pypdf).

No extractor is right in every script. Pages are compared on their letters (NFKC, in any order); a
page on which the two disagree, and a page without text, is named in a warning.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from conspectus.engine.document import Document
from conspectus.formats.readers.characters import clean
from conspectus.formats.readers.errors import Damaged, Encrypted, NoText
from conspectus.formats.readers.limits import check_length
from conspectus.formats.readers.pages import lines_of_pages
from conspectus.formats.readers.paragraphs import pieces_of
from conspectus.formats.readers.pieces import assemble

_AGREEMENT = 0.9
_MIN_LETTERS = 20
_MAX_COMPARED = 400
_HYPHEN = re.compile("[\ufffe\u0002]\\s*")


@dataclass(frozen=True, slots=True)
class _Pages:
    """Text of each page by PDFium, and what the file says of itself."""

    texts: tuple[str, ...]
    title: str | None
    language: str | None


def read_pdf(data: bytes, name: str) -> Document:
    """A document of a PDF file.

    Raises:
        Encrypted: it needs a password. Damaged: no page can be opened.
        NoText: pages are pictures. TooLarge: more characters than a document may have.
    """
    pages = _extract(data, name)
    texts = [clean(_HYPHEN.sub("", text)) for text in pages.texts]
    check_length(sum(map(len, texts)), name)
    if not any(_letters(t) for t in texts):
        raise NoText(
            f"“{name}” has {len(texts)} page{'s' * (len(texts) != 1)} and no text, only pictures: "
            "ask the sender for the original document, or run text recognition on it."
        )
    warnings = _compare(data, texts, name)
    return assemble(
        pieces_of(lines_of_pages(texts)),
        title=pages.title,
        language=pages.language,
        warnings=warnings,
        page_count=len(texts),
    )


def _extract(data: bytes, name: str) -> _Pages:
    import pypdfium2 as pdfium  # noqa: PLC0415 — 100 ms that only PDF needs
    import pypdfium2.raw as raw  # noqa: PLC0415

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise Encrypted(
                f"“{name}” is protected by a password: ask the sender for an open copy."
            ) from error
        raise Damaged(
            f"“{name}” is damaged or cut off and cannot be opened: ask the sender for it again."
        ) from error
    try:
        texts = []
        total = 0
        for number in range(len(document)):
            texts.append(_page_text(document, number))
            total += len(texts[-1])
            check_length(total, name)
        metadata = document.get_metadata_dict()
    finally:
        document.close()
    title = str(metadata.get("Title") or "").strip()
    return _Pages(tuple(texts), _real_title(title), None)


def _page_text(document: object, number: int) -> str:
    import pypdfium2 as pdfium  # noqa: PLC0415

    try:
        page = document[number]  # type: ignore[index]
        try:
            text_page = page.get_textpage()
            try:
                return str(text_page.get_text_range(errors="ignore"))
            finally:
                text_page.close()
        finally:
            page.close()
    except pdfium.PdfiumError:
        return ""


def _real_title(title: str) -> str | None:
    """A title that a person gave, not "Microsoft Word - draft3.doc"."""
    bare = re.sub(r"^Microsoft \w+ - ", "", title)
    if not bare or re.search(r"\.(?:docx?|pdf|indd|odt|rtf|tex|qxd)$", bare, re.I):
        return None
    return None if bare.lower() in ("untitled", "title", "document") else bare


def _compare(data: bytes, texts: Sequence[str], name: str) -> list[str]:
    """Warnings on pages without text, and on pages where the second extractor sees other words."""
    empty = [n for n, t in enumerate(texts, 1) if not _letters(t)]
    second = _second_opinion(data, len(texts))
    differing = [
        n
        for n, (a, b) in enumerate(zip(texts, second, strict=False), 1)
        if b is not None and not _agree(a, b)
    ]
    warnings = []
    if empty:
        warnings.append(
            f"{_page_list(empty)} of “{name}” {'have' if len(empty) > 1 else 'has'} no text: if it "
            "is a picture of text, ask the sender for the original document."
        )
    if differing:
        warnings.append(
            f"Two ways of reading “{name}” disagree on {_page_list(differing).lower()}: compare "
            "the text there with the file."
        )
    return warnings


def _second_opinion(data: bytes, count: int) -> list[str | None]:
    """Text of each page by pypdf; ``None`` for a page it cannot read."""
    import logging  # noqa: PLC0415

    from pypdf import PdfReader  # noqa: PLC0415 — half a second that only PDF needs

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    texts: list[str | None] = []
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            reader.decrypt("")
        for number in range(min(count, _MAX_COMPARED)):
            try:
                texts.append(reader.pages[number].extract_text())
            except MemoryError:
                raise
            except Exception:  # noqa: BLE001 — a second opinion may fail in any way
                texts.append(None)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 — as above
        return texts
    return texts


def _agree(first: str, second: str) -> bool:
    """Whether two texts hold the same letters in any order: Dice coefficient over counts."""
    a, b = _letters(first), _letters(second)
    if max(len(a), len(b)) < _MIN_LETTERS:
        return True
    common = sum((Counter(a) & Counter(b)).values())
    return 2 * common >= _AGREEMENT * (len(a) + len(b))


def _letters(text: str) -> str:
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if c.isalnum()).casefold()


def _page_list(pages: Sequence[int]) -> str:
    """ "Pages 1, 2 and 5 to 9"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    shown = [f"{r[0]} to {r[-1]}" if len(r) > 2 else " and ".join(map(str, r)) for r in runs[:8]]
    more = " and others" if len(runs) > 8 else ""
    return f"Page{'s' * (len(pages) > 1)} {', '.join(shown)}{more}"

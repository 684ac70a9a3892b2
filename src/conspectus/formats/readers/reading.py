"""One door to all readers: sniff, read, and never hand back silence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from conspectus.engine.document import Document
from conspectus.formats.readers.characters import lost_letters
from conspectus.formats.readers.errors import Damaged, NoText, ReaderError
from conspectus.formats.readers.kinds import Kind, sniff
from conspectus.formats.readers.limits import check_length

# Module and function by kind; modules load when first needed, since their libraries are heavy.
_READERS = {
    Kind.TEXT: "plaintext:read_text",
    Kind.MARKDOWN: "markdown:read_markdown",
    Kind.PDF: "pdf:read_pdf",
    Kind.DOCX: "docx:read_docx",
    Kind.ODT: "opendocument:read_opendocument",
    Kind.ODS: "opendocument:read_opendocument",
    Kind.ODP: "opendocument:read_opendocument",
    Kind.RTF: "rtf:read_rtf",
    Kind.HTML: "html:read_html",
    Kind.MAIL: "mail:read_mail",
    Kind.MAILBOX: "mail:read_mailbox",
    Kind.CAPTIONS: "captions:read_captions",
    Kind.DOC: "olddoc:read_doc",
    Kind.XLSX: "sheets:read_xlsx",
    Kind.PPTX: "slides:read_pptx",
    Kind.EPUB: "epub:read_epub",
    Kind.XML: "refusals:read_xml",
    Kind.OLE: "refusals:refuse_old_office",
    Kind.ZIP: "refusals:refuse_archive",
    Kind.BINARY: "refusals:refuse_binary",
}


def read(data: bytes, name: str) -> Document:
    """The document that ``data`` holds; ``name`` (a file name) helps to tell the kind.

    Pure and in-process: nothing is written, no network, the same bytes give the same document.
    Files of strangers go through :mod:`conspectus.formats.sandbox` instead.

    Raises:
        ReaderError: one of its subclasses, with one sentence for the secretariat. A document
            without a letter or digit is never returned: that is :class:`NoText`.
    """
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise NoText(f"“{name}” is empty: ask the sender for the file again.")
    kind = sniff(data, name)
    document = _guarded(_reader(kind), data, name)
    check_length(len(document.text), name)
    if not any(any(map(str.isalnum, document.text[b.start : b.end])) for b in document.blocks):
        raise NoText(f"“{name}” holds no words: ask the sender for the original document.")
    lost = lost_letters(document.text, name)
    return replace(document, warnings=(*document.warnings, *lost)) if lost else document


def _reader(kind: Kind) -> Callable[[bytes, str], Document]:
    module, function = _READERS[kind].split(":")
    found: Callable[[bytes, str], Document] = getattr(
        import_module(f"conspectus.formats.readers.{module}"), function
    )
    return found


def _guarded(reader: Callable[[bytes, str], Document], data: bytes, name: str) -> Document:
    """Libraries raise all sorts of errors on broken files; the secretariat sees one sentence."""
    try:
        return reader(data, name)
    except (ReaderError, MemoryError):
        raise
    except RecursionError as error:
        raise Damaged(f"“{name}” is nested too deeply to be a document: save it anew.") from error
    except Exception as error:
        raise Damaged(
            f"“{name}” could not be read ({type(error).__name__}): open it, save it anew, and send "
            "that."
        ) from error

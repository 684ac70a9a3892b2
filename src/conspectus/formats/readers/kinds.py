"""What kind of file is it? Content first, the suffix only where content leaves it open."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from conspectus.formats.readers.characters import is_binary

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|title|div|p|h[1-6]|meta)\b", re.IGNORECASE
)
_MAIL_HEADERS = re.compile(
    rb"^(?:return-path|received|from|to|subject|date|message-id|mime-version|delivered-to|"
    rb"x-[\w-]+|content-type|reply-to|sender|cc|dkim-signature|authentication-results)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_MBOX = re.compile(rb"From [^\n]*\d{4}[^\n]*\r?\n(?:[\w-]+:|\r?\n)")
_TIMING = re.compile(rb"\d{2}:\d{2}[.,]\d{3}\s*-->\s*\d{2}:\d{2}")


class Kind(StrEnum):
    """Kinds that a reader exists for, and those that are named in a refusal."""

    TEXT = "plain text"
    MARKDOWN = "Markdown"
    PDF = "PDF"
    DOCX = "DOCX"
    ODT = "ODT"
    RTF = "RTF"
    HTML = "HTML"
    MAIL = "e-mail"
    MAILBOX = "mailbox"
    CAPTIONS = "captions"
    DOC = "old Word (DOC)"
    XLSX = "XLSX"
    ODS = "ODS"
    PPTX = "PPTX"
    ODP = "ODP"
    EPUB = "EPUB"
    ZIP = "ZIP archive"
    OLE = "old Office"
    XML = "XML"
    BINARY = "other"


_ZIP_MARKS = (
    (b"application/epub+zip", Kind.EPUB),
    (b"application/vnd.oasis.opendocument.text", Kind.ODT),
    (b"application/vnd.oasis.opendocument.spreadsheet", Kind.ODS),
    (b"application/vnd.oasis.opendocument.presentation", Kind.ODP),
)
_ZIP_MEMBERS = (
    (b"word/document", Kind.DOCX),
    (b"ppt/presentation", Kind.PPTX),
    (b"xl/workbook", Kind.XLSX),
    (b"META-INF/container.xml", Kind.EPUB),
)
_TEXT_SUFFIXES = {
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".htm": Kind.HTML,
    ".html": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".eml": Kind.MAIL,
    ".mbox": Kind.MAILBOX,
    ".vtt": Kind.CAPTIONS,
    ".srt": Kind.CAPTIONS,
}


def sniff(data: bytes, name: str) -> Kind:
    """Kind of a file, from its first bytes (zip: its directory) and then its suffix."""
    suffix = PurePath(name).suffix.lower()
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data[:2] == b"PK" and data[2:4] in (b"\x03\x04", b"\x05\x06", b"\x07\x08"):
        return _sniff_zip(data, suffix)
    if data.startswith(_OLE):
        return _sniff_ole(data, suffix)
    if head.startswith(b"{\\rtf"):
        return Kind.RTF
    if is_binary(data):
        return Kind.BINARY
    return _sniff_text(data, head, suffix)


def _sniff_text(data: bytes, head: bytes, suffix: str) -> Kind:
    if head.startswith(b"WEBVTT") or (suffix in (".srt", ".vtt") and _TIMING.search(data[:4096])):
        return Kind.CAPTIONS
    if _MBOX.match(data[:2048]):
        return Kind.MAILBOX
    if suffix != ".txt" and len(_mail_headers(head)) >= 3:
        return Kind.MAIL
    if suffix in _TEXT_SUFFIXES:
        return _TEXT_SUFFIXES[suffix]
    is_xml = head.startswith((b"<?xml", b"<office:")) or suffix in (".xml", ".fodt")
    if is_xml and b"<html" not in data[:4096].lower():
        return Kind.XML
    return Kind.HTML if head[:1] == b"<" and _HTML.search(data[:4096]) else Kind.TEXT


def _mail_headers(head: bytes) -> set[bytes]:
    top = head.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    return {m.lower() for m in _MAIL_HEADERS.findall(top)} if head[:1].isalpha() else set()


def _sniff_zip(data: bytes, suffix: str) -> Kind:
    head = data[:256]
    for mark, kind in _ZIP_MARKS:
        if mark in head:
            return kind
    directory = data[-2_000_000:]
    for member, kind in _ZIP_MEMBERS:
        if member in directory:
            return kind
    by_suffix = {
        ".docx": Kind.DOCX,
        ".odt": Kind.ODT,
        ".ods": Kind.ODS,
        ".odp": Kind.ODP,
        ".xlsx": Kind.XLSX,
        ".pptx": Kind.PPTX,
        ".epub": Kind.EPUB,
    }
    if b"word/" in directory:
        return by_suffix.get(suffix, Kind.DOCX)
    return by_suffix.get(suffix, Kind.ZIP)


def _sniff_ole(data: bytes, suffix: str) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Kind.OLE
    if "__substg1.0_".encode("utf-16-le") in data:
        return Kind.OLE
    if "WordDocument".encode("utf-16-le") in data:
        return Kind.DOC
    return Kind.DOC if suffix == ".doc" else Kind.OLE

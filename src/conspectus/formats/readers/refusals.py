"""Kinds that are not read, each with one sentence that says what to do instead."""

from __future__ import annotations

from typing import NoReturn

from conspectus.engine.document import Document
from conspectus.formats.readers.errors import Encrypted, UnsupportedFormat
from conspectus.formats.readers.opendocument import is_flat, read_flat

_SAVE_AS = "save it as PDF, DOCX, ODT or plain text."


def read_xml(data: bytes, name: str) -> Document:
    """Flat OpenDocument; any other XML is refused.

    Raises:
        UnsupportedFormat: XML of another kind. Damaged: broken XML.
    """
    if is_flat(data):
        return read_flat(data, name)
    raise UnsupportedFormat(f"“{name}” is an XML file of a kind that is not read: {_SAVE_AS}")


def refuse_old_office(data: bytes, name: str) -> NoReturn:
    """Compound files that are no Word document: old Excel, PowerPoint, Outlook; or encrypted.

    Raises:
        Encrypted: a password protects what is inside. UnsupportedFormat: always else.
    """
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Encrypted(f"“{name}” is protected by a password: ask the sender for an open copy.")
    what = "an old Office file"
    for sign, kind in (
        ("__substg1.0_", "an Outlook message (MSG)"),
        ("PowerPoint Document", "an old PowerPoint file (PPT)"),
        ("Workbook", "an old Excel file (XLS)"),
    ):
        if sign.encode("utf-16-le") in data:
            what = kind
            break
    advice = "save it as EML or plain text." if "Outlook" in what else _SAVE_AS
    raise UnsupportedFormat(f"“{name}” is {what}, which is not read: {advice}")


def refuse_archive(data: bytes, name: str) -> NoReturn:
    """Zip archives hold several files: which of them is the contribution is not ours to guess.

    Raises:
        UnsupportedFormat: always.
    """
    del data
    raise UnsupportedFormat(
        f"“{name}” is an archive (ZIP): unpack it and name each document in the manifest."
    )


def refuse_binary(data: bytes, name: str) -> NoReturn:
    """Anything else, named by its first bytes where they are known.

    Raises:
        UnsupportedFormat: always.
    """
    import puremagic  # noqa: PLC0415 — 40 ms that only refusals need

    try:
        known = str(puremagic.magic_string(data[:65536])[0].name)
    except (puremagic.PureError, ValueError, IndexError):
        known = ""
    what = f"no document ({known})" if known else "no text and of no kind that is known here"
    raise UnsupportedFormat(f"“{name}” is {what}: {_SAVE_AS}")

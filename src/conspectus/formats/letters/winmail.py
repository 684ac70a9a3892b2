"""winmail.dat: what Outlook packs into one file (TNEF), where the extra ``winmail`` is installed.

The library is LGPL, so it is no part of the core.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any

from conspectus.formats.letters.charsets import decoded


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Names with their bytes, and the mail's words where they stand only there."""

    files: tuple[tuple[str, bytes], ...]
    plain: str = ""
    html: str = ""


def unpack_winmail(data: bytes) -> Unpacked | None:
    """What is in it; ``None`` where the library is not installed, or the bytes are no TNEF."""
    try:
        library = importlib.import_module("tnefparse")
    except ImportError:
        return None
    try:
        opened = library.TNEF(data)
        files = tuple((_name(one), bytes(one.data)) for one in opened.attachments if one.data)
        return Unpacked(files, _text(opened.body), _text(opened.htmlbody))
    except Exception:  # noqa: BLE001 - a library's errors on bytes of strangers are of any kind
        return None


def _name(attachment: Any) -> str:  # noqa: ANN401 - the library has no types
    name = attachment.long_filename()
    return _text(name).strip("\0 ")


def _text(found: object) -> str:
    if isinstance(found, bytes):
        return decoded(found, "windows-1252")
    return str(found or "")

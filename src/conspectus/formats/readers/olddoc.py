"""DOC (Word 97 to 2003): turned into DOCX by LibreOffice where it is installed.

The only reader that starts a program and writes files: both in a temporary directory of its own,
with a fresh profile, so that two conversions do not meet and macros never run.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from conspectus.engine.document import Document
from conspectus.formats.readers.docx import read_docx
from conspectus.formats.readers.errors import Damaged, Encrypted, UnsupportedFormat

_PROGRAMS = ("soffice", "libreoffice")
_TIMEOUT_S = 50
_FIB = b"\xec\xa5"


def read_doc(data: bytes, name: str) -> Document:
    """A document of a DOC file.

    Raises:
        Encrypted: it needs a password. UnsupportedFormat: LibreOffice is not installed.
        Damaged: LibreOffice cannot convert it.
    """
    if _is_encrypted(data):
        raise Encrypted(f"“{name}” is protected by a password: ask the sender for an open copy.")
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise UnsupportedFormat(
            f"“{name}” is an old Word file (DOC), for which LibreOffice is needed and not "
            "installed: install it, or save the file as DOCX or PDF."
        )
    with tempfile.TemporaryDirectory(prefix="conspectus-doc-") as folder:
        converted = _convert(program, data, Path(folder))
    if converted is None:
        raise Damaged(
            f"“{name}” is an old Word file (DOC) that LibreOffice cannot open: save it as DOCX or "
            "PDF."
        )
    document = read_docx(converted, name)
    warning = f"“{name}” is an old Word file (DOC) and was read through LibreOffice."
    return replace(document, warnings=(*document.warnings, warning))


def _is_encrypted(data: bytes) -> bool:
    """Bit fEncrypted of the file information block ([MS-DOC] 2.5.2), which begins a sector."""
    for place in range(512, min(len(data), 1 << 22), 512):
        if data[place : place + 2] == _FIB:
            return bool(data[place + 11] & 1)
    return False


def _convert(program: str, data: bytes, folder: Path) -> bytes | None:
    source = folder / "in.doc"
    source.write_bytes(data)
    command = [
        program,
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to",
        "docx",
        "--outdir",
        str(folder),
        str(source),
    ]
    with _raised_limits():
        try:
            subprocess.run(
                command,
                cwd=folder,
                timeout=_TIMEOUT_S,
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except subprocess.TimeoutExpired:
            return None
    target = folder / "in.docx"
    return target.read_bytes() if target.is_file() else None


@contextmanager
def _raised_limits() -> Iterator[None]:
    """LibreOffice maps more than a reader may; the reader's own limits return afterwards."""
    kinds = (resource.RLIMIT_AS, resource.RLIMIT_NOFILE, resource.RLIMIT_CPU)
    before = {kind: resource.getrlimit(kind) for kind in kinds}
    for kind, (_, hard) in before.items():
        resource.setrlimit(kind, (hard, hard))
    try:
        yield
    finally:
        for kind, limits in before.items():
            resource.setrlimit(kind, limits)

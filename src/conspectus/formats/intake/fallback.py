"""Plain text read in this process, until the readers' child processes are there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from conspectus.engine.document import Block, BlockKind, Document
from conspectus.formats.intake.table import decode_text

_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)


def read_plain(
    jobs: Iterable[tuple[str, Path]], **_limits: object
) -> Iterator[tuple[str, Document | Exception, str]]:
    """Each file as text in paragraphs."""
    for key, path in jobs:
        try:
            data = path.read_bytes()
        except OSError as error:
            yield key, error, hashlib.sha256(b"").hexdigest()
            continue
        text = decode_text(data).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
        blocks = tuple(
            Block(kind=BlockKind.PARAGRAPH, start=found.start(), end=found.end())
            for found in _PARAGRAPH.finditer(text)
        )
        yield key, Document(text=text, blocks=blocks), hashlib.sha256(data).hexdigest()

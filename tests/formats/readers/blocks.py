"""A document as a list of (kind, words): what most tests of readers look at."""

from __future__ import annotations

from conspectus.engine.document import Document
from conspectus.formats.readers import read


def seen(document: Document) -> list[tuple[str, str]]:
    """Kind and words of each block, in order."""
    return [(b.kind.value, document.text[b.start : b.end]) for b in document.blocks]


def of_text(text: str) -> list[tuple[str, str]]:
    """What the reader of plain text sees."""
    return seen(read(text.encode(), "x.txt"))

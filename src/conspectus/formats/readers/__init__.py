"""Readers: bytes of any usual kind in, one :class:`~conspectus.engine.document.Document` out.

:func:`read` is pure and runs in the process that calls it. What comes from strangers goes through
:mod:`conspectus.formats.sandbox`, which calls :func:`read` in a child process with limits.
"""

from conspectus.formats.readers.errors import (
    Damaged,
    Encrypted,
    NoText,
    ReaderError,
    TooLarge,
    UnsupportedFormat,
)
from conspectus.formats.readers.reading import read

__all__ = [
    "Damaged",
    "Encrypted",
    "NoText",
    "ReaderError",
    "TooLarge",
    "UnsupportedFormat",
    "read",
]

"""Comparing and naming: what counts as the same string, and ids made from names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[\W_]+")
_SLUG_LENGTH = 60
# Letters that have no decomposition.
_WHOLE = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Key under which two strings are the same: case, space, punctuation and accents set aside."""
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_WHOLE)
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", letters).strip()


def squeeze(text: str) -> str:
    """``text`` in NFC with every run of white space made one space, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def short_hash(text: str, length: int = 8) -> str:
    """First ``length`` hex digits of the SHA-256 of ``text``."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:length]


def slug(text: str, *, fallback: str) -> str:
    """An id in ``[a-z0-9-]`` made from ``text``, at most 60 characters.

    A text without Latin letters gives ``fallback`` and a hash; one that is cut ends in a hash, so
    that two long names with the same beginning stay apart.
    """
    ascii_text = fold(text).encode("ascii", "ignore").decode("ascii")
    plain = "-".join(ascii_text.split())
    if not plain:
        return f"{fallback}-{short_hash(text)}"
    if len(plain) <= _SLUG_LENGTH:
        return plain
    return f"{plain[: _SLUG_LENGTH - 9].rstrip('-')}-{short_hash(text)}"

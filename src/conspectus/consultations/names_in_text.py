"""Names of people that stand in a text where nobody may be named. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_WORDS: Final = re.compile(r"\w+(?:['’\-]\w+)*")
_SHORTEST: Final = 4
"""Letters of a family name that is looked for alone: a shorter one is a word too often."""


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Those of the names that the text holds, whole or by the family name alone, sorted.

    Letters are compared without case and marks; a family name alone counts only where the text
    writes it with a capital, or in a script without capitals. Names are shown, never removed.
    """
    words = _WORDS.findall(text)
    folded = [_folded(word) for word in words]
    capitals = {_folded(word) for word in words if not word[0].islower()}
    return sorted({name for name in names if _stands(name, folded, capitals)})


def _stands(name: str, folded: list[str], capitals: set[str]) -> bool:
    parts = [_folded(word) for word in _WORDS.findall(name)]
    if not parts:
        return False
    length = len(parts)
    if any(folded[at : at + length] == parts for at in range(len(folded) - length + 1)):
        return length > 1 or parts[0] in capitals
    return length > 1 and len(parts[-1]) >= _SHORTEST and parts[-1] in capitals


def _folded(word: str) -> str:
    split = unicodedata.normalize("NFKD", word.casefold())
    return "".join(one for one in split if not unicodedata.combining(one))

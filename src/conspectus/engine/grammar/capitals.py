"""Which words keep their capital inside a sentence: names do, ordinary words do not."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from conspectus.engine.grammar.lemmas import lemmas_of
from conspectus.engine.language import FUNCTION_WORDS
from conspectus.engine.lexicon.files import lines

_MADE: Final = re.compile(
    r"(?:isms?|ists?|it(?:y|ies)|i[sz]ations?|i[sz]ed|i[sz]ing|holders?|ness|ships?|ware|metrics|"
    r"sites?|tech|carers?|bikes?)$"
)
"""Endings with which ordinary words are made anew ("multilingualism", "inclusivity")."""
_PREFIX: Final = re.compile(r"^(?:multi|inter|cyber|non|anti|pre|meta|micro|bio|geo|e)(?=\w)")
_SHORTEST_PART: Final = 3


@lru_cache(maxsize=50_000)
def is_name(word: str) -> bool:
    """Whether a capitalised English word is a name: listed, or in no dictionary in small letters.

    lemminflect's lexicon holds ordinary words only; new words made of ordinary ones ("website",
    "multistakeholder", "datasets") are ordinary all the same.
    """
    if not word[:1].isupper() or word.lower() in FUNCTION_WORDS["en"]:
        return False
    bare = word.removesuffix("'s").removesuffix("’s")
    if bare in lines("names_en.txt"):
        return True
    parts = [part for part in bare.lower().split("-") if part]
    return all(part.isalpha() for part in parts) and not all(_is_ordinary(part) for part in parts)


def _is_ordinary(part: str) -> bool:
    if len(part) < _SHORTEST_PART or _in_dictionary(part) or _MADE.search(part):
        return True
    if _in_dictionary(_PREFIX.sub("", part)):
        return True
    return any(
        _in_dictionary(part[:cut]) and _in_dictionary(part[cut:])
        for cut in range(_SHORTEST_PART, len(part) - _SHORTEST_PART)
    )


def _in_dictionary(part: str) -> bool:
    return len(part) >= _SHORTEST_PART and bool(lemmas_of(part))

"""What two texts in different languages must have in common before one may stand for the other.

Vectors see neither figures nor "not" nor "unless" (DESIGN §3), so these are compared by the word
lists of each language. ``plain_unit`` is what the verifier reads too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from conspectus.engine.opposite_words_across import exclude_across
from conspectus.engine.passages import Claim
from conspectus.engine.verification.plain import PlainUnit, plain_unit

SHOULD: Final = 3
"""Rank of "should" among the modals (``lexicon.marks``); below it nothing is asked for."""

_CONDITION: Final = {
    "en": r"\b(?:if|unless|except(?:ing|ions?)?|provided(?: that)?|subject to|as long as|"
    r"on condition|save (?:where|when|in))\b",
    "fr": r"\b(?:s['’]ils?|si|sauf|excepté|hormis|à moins que|à condition|sous réserve|"
    r"pourvu que|dès lors que|tant que)\b",
    "es": r"\b(?:si|salvo|excepto|a menos que|a condición|siempre que|con sujeción)\b",
    "pt": r"\b(?:se|salvo|exceto|a menos que|desde que|sob condição|a não ser)\b",
    "ru": r"\b(?:если|кроме|за исключением|при условии|при соблюдении)\b",
    "ar": r"(?:\bإذا\b|\bإلا\b|باستثناء|شريطة|بشرط|ما لم)",
    "zh": r"(?:除非|如果|只要|除外|除.{1,12}外|前提)",
}
_ONLY: Final = {
    "en": r"\b(?:only|solely|exclusively)\b",
    "fr": r"\b(?:seule?s?|seulement|uniquement|exclusivement)\b",
    "es": r"\b(?:s[oó]lo|solamente|únicamente|exclusivamente)\b",
    "pt": r"\b(?:só|somente|apenas|unicamente|exclusivamente)\b",
    "ru": r"\b(?:только|исключительно|лишь)\b",
    "ar": r"(?:\bفقط\b|حصراً|حصرا|لا غير)",
    "zh": r"(?:只能|仅|只有|唯一)",
}
_CONDITIONS: Final = {code: re.compile(mark, re.IGNORECASE) for code, mark in _CONDITION.items()}
_ONLYS: Final = {code: re.compile(mark, re.IGNORECASE) for code, mark in _ONLY.items()}


def agree(clause: str, other: Claim) -> bool:
    """Whether ``other`` has the figures, acronyms, polarity, strength and conditions of a wording.

    ``clause``: in English.
    """
    one, two = _unit(clause, "en"), _unit(other.plain, other.language)
    if not one.wanted <= two.wanted or not one.acronyms <= two.acronyms:
        return False
    if not one.set_aside <= two.set_aside or two.set_aside & one.wanted:
        return False  # "one rather than two" is not "two rather than one"
    if exclude_across(clause, other.plain, other.language):
        return False
    if not _same_polarity(one, two) or not _as_strong(one, two):
        return False
    if _has(_CONDITIONS, clause, "en") != _has(_CONDITIONS, other.plain, other.language):
        return False
    return _has(_ONLYS, other.plain, other.language) or not _has(_ONLYS, clause, "en")


def same_polarity(one: Claim, two: Claim) -> bool:
    """Whether both ask for the thing or both deny it."""
    return _same_polarity(_unit(one.plain, one.language), _unit(two.plain, two.language))


@lru_cache(maxsize=1 << 14)
def _unit(text: str, language: str) -> PlainUnit:
    return plain_unit(text, language)


def _same_polarity(one: PlainUnit, two: PlainUnit) -> bool:
    """The main parts deny alike, and what the first sets aside the second does in some way."""
    if one.main_denials % 2 != two.main_denials % 2:
        return False
    return not one.contrasts or bool(two.contrasts or two.denials)


def _as_strong(one: PlainUnit, two: PlainUnit) -> bool:
    """Whether what the wording asks for is asked for as strongly ("must" is not "should")."""
    if one.main_denials % 2:
        return True  # "no government may" and "should" forbid alike
    if one.modality > SHOULD:
        return two.modality > SHOULD
    return not 0 < two.modality < min(SHOULD, one.modality or SHOULD)


def _has(marks: dict[str, re.Pattern[str]], text: str, language: str) -> bool:
    pattern = marks.get(language)
    return bool(pattern and pattern.search(text))

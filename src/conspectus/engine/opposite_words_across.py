"""Words that exclude each other, language by language: vectors put "open" beside "close".

An English wording is compared with a passage in another language; see ``opposite_words`` for two
English ones.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_MATTERS: Final[tuple[dict[str, tuple[str, str]], ...]] = (
    {  # open, close
        "en": (r"(?:re)?open(?:s|ed|ing)?", r"clos(?:e|es|ed|ing|ure)|shut(?:s|ting)?"),
        "fr": (r"(?:r[ée])?ouver\w*|(?:r[ée])?ouvr\w+", r"ferm(?:er|e|ent|ée?s?|eture|ant)"),
        "es": (r"(?:re)?abr\w+|(?:re)?abier\w+", r"cerr\w+|cierr\w+"),
        "pt": (r"(?:re)?abr\w+|(?:re)?abert\w+", r"fech\w+|encerr\w+"),
        "ru": (r"откры\w+", r"закры\w+"),
        "ar": (r"\w*فتح\w*|\w*مفتوح\w*", r"\w*[إا]غلاق\w*|\w*مغلق\w*|\w*تغلق\w*"),
        "zh": (r"开放|開放", r"关闭|關閉|封闭"),
    },
    {  # more, less
        "en": (
            r"increas\w+|rais(?:e|es|ed|ing)|more|higher|expand\w*",
            r"reduc\w+|decreas\w+|lower(?:s|ed|ing)?|cut(?:s|ting)?|fewer|less",
        ),
        "fr": (r"augment\w+|accroî\w+|relev\w+", r"rédui\w+|réduction|diminu\w+|baiss\w+"),
        "es": (
            r"aument\w+|increment\w+|sub(?:ir|e|en|an?)",
            r"reduc\w+|redu[jz]\w+|baj(?:ar|e|en|an?)",
        ),
        "pt": (r"aument\w+|increment\w+|sub(?:ir|e|em|am?)", r"redu[zç]\w+|baix(?:ar|e|em|am?)"),
        "ru": (r"увелич\w+|повы[сш]\w+", r"сокра[тщ]\w+|сни[зж]\w+|уменьш\w+"),
        "ar": (r"\w*زيادة\w*|\w*رفع\w*", r"\w*خفض\w*|\w*تخفيض\w*|\w*تقليل\w*"),
        "zh": (r"增加|提高|扩大", r"减少|降低|缩减"),
    },
    {  # allow, forbid
        "en": (
            r"allow\w*|permit(?:s|ted|ting)?|authori[sz]\w+|legali[sz]\w+",
            r"bann?(?:s|ed|ing)?|prohibit\w*|forbid\w*|outlaw\w*",
        ),
        "fr": (r"autoris\w+|permett\w+|permis\w*", r"interdi\w+|prohib\w+"),
        "es": (r"autori[zc]\w+|permit\w+", r"prohib\w+|veda\w*"),
        "pt": (r"autori[zs]\w+|permit\w+", r"proib\w+|vedad\w+"),
        "ru": (r"разреш\w+|позвол\w+", r"запре[тщ]\w+"),
        "ar": (r"\w*السماح\w*|يسمح", r"\w*حظر\w*|\w*منع\w*"),
        "zh": (r"允许|准许", r"禁止"),
    },
    {  # public, private
        "en": (r"public(?:ly)?", r"private(?:ly)?|privati[sz]\w+"),
        "fr": (r"publi(?:c|que|cs|ques)", r"privée?s?|privatis\w+"),
        "es": (r"públic\w+", r"privad\w+|privati[zc]\w+"),
        "pt": (r"públic\w+", r"privad\w+|privati[zs]\w+"),
        "ru": (r"государственн\w+|публичн\w+", r"частн\w+|приватиз\w+"),
        "ar": (r"العام|العامة", r"الخاص|الخاصة"),
        "zh": (r"公共|公立", r"私人|私有|私营"),
    },
)
"""Matter by matter: (stems of one side, stems of the other)."""


def exclude_across(clause: str, other: str, language: str) -> bool:
    """Whether the English clause has a word whose opposite alone stands in the other text."""
    if language == "en":
        return False
    for matter, (one, two) in enumerate(_sides("en")):
        there = _sides(language)
        if matter >= len(there):
            return False
        first, second = there[matter]
        here = bool(one.search(clause)), bool(two.search(clause))
        theirs = bool(first.search(other)), bool(second.search(other))
        if (here, theirs) in {((True, False), (False, True)), ((False, True), (True, False))}:
            return True
    return False


@cache
def _sides(language: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The patterns of a language, matter by matter; none for a language without a list."""
    found = [matter[language] for matter in _MATTERS if language in matter]
    return tuple((_pattern(one, language), _pattern(two, language)) for one, two in found)


def _pattern(stems: str, language: str) -> re.Pattern[str]:
    return re.compile(stems if language == "zh" else rf"\b(?:{stems})\b", re.IGNORECASE)

"""Sentences of languages without a tagger here: keys, figures and marks by word lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from conspectus.engine.lexicon.marks import Marks, Phrase, marks
from conspectus.engine.words import fold, words_of

NEAR = 4
CONCORD = 12
"""Words after a denial within which "aucun", "ningún", "никакой" only agree with it."""
_SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+|(?<=[。！？；])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class PlainUnit:
    """One sentence. ``denials``: how many words deny; ``modality``: rank of its strongest modal.

    ``main_denials``: those outside of asides and contrasts ("so that nobody is left out", "and
    not …"), which do not deny what is asked for; ``contrasts``: how many of the latter there are.
    ``wanted``: the numbers outside of contrasts.
    """

    keys: frozenset[str]
    numbers: frozenset[str]
    acronyms: frozenset[str]
    denials: int
    modality: int
    conditions: frozenset[str]
    main_denials: int = 0
    contrasts: int = 0
    wanted: frozenset[str] = frozenset()

    @property
    def set_aside(self) -> frozenset[str]:
        """Numbers that stand in contrasts alone: "10" in "5 cents rather than 10"."""
        return self.numbers - self.wanted


def plain_units(text: str, language: str) -> tuple[PlainUnit, ...]:
    """The sentences of ``text``."""
    parts = (part.strip() for part in _SENTENCE_END.split(text))
    return tuple(plain_unit(part, language) for part in parts if part)


def plain_unit(text: str, language: str) -> PlainUnit:
    """One sentence read by the word lists of ``language``."""
    words = words_of(text, language)
    lists = marks(language)
    if language == "zh":
        denials, modality, conditions = _by_string(text, lists)
    else:
        folds = tuple(fold(word.text, language) for word in words)
        denials = _denials(folds, lists, language)
        modality = max((lists.modality.get(one, 0) for one in folds), default=0)
        conditions = frozenset(one for one in folds if one in lists.conditions)
    main, contrasts = _main_part(text, language)
    return PlainUnit(
        keys=frozenset(w.key for w in words if w.content and w.fold not in lists.negators),
        numbers=_numbers(text, language),
        acronyms=acronyms_in(text),
        denials=denials,
        modality=modality,
        conditions=conditions,
        main_denials=_main_denials(main, lists, language),
        contrasts=contrasts,
        wanted=_numbers(without_contrasts(text, language), language),
    )


def _numbers(text: str, language: str) -> frozenset[str]:
    read = (word.number for word in words_of(text, language) if word.number)
    return frozenset(read) | _han_numbers(text)


def without_contrasts(text: str, language: str) -> str:
    """The sentence without what it sets aside ("rather than …")."""
    return _tails(language, marks(language).contrasts).sub(" ", text)


def _main_part(text: str, language: str) -> tuple[str, int]:
    """(the sentence without its asides and contrasts, the number of contrasts)."""
    lists = marks(language)
    bare, contrasts = _tails(language, lists.contrasts).subn(" ", text)
    return _tails(language, lists.asides).sub(" ", bare), contrasts


@cache
def _tails(language: str, openers: tuple[str, ...]) -> re.Pattern[str]:
    """What begins with one of ``openers`` and goes on to the next mark; nothing without any."""
    if not openers:
        return re.compile(r"(?!)")
    choice = "|".join(re.escape(one) for one in openers)
    if language != "zh":
        choice = rf"(?<!\w)(?:{choice})(?:(?<=-)|(?!\w))"
    return re.compile(rf"(?:{choice})(?:[^,;:.!?،؛؟，；：。]|[.,](?=\d))*", re.IGNORECASE)


def _main_denials(main: str, lists: Marks, language: str) -> int:
    """Denials of the main part; "aucun … en aucune …" agree and deny once."""
    if language == "zh":
        return _by_string(main, lists)[0]
    if language == "ar":
        main = main.replace("ألا ", "أن لا ")  # the one is the other in one word; "إلا" is not
    folds = tuple(fold(word.text, language) for word in words_of(main, language))
    count, last = 0, -1 - CONCORD
    for i, one in enumerate(folds):
        if one not in lists.negators or _idiom(folds, i, lists.no_denial):
            continue
        reach = CONCORD if one in lists.concord else NEAR if lists.concord else 0
        if i - last > reach:
            count += 1
        last = i
    return count


_HAN_DIGITS = "二三四五六七八九十"
_HAN_NUMBER = re.compile(
    rf"(?<![一两百千万第{_HAN_DIGITS}])[两{_HAN_DIGITS}](?=[种个项条类国名家次年])"
)
_HAN_VALUES = {"两": "2", **{digit: str(n) for n, digit in enumerate(_HAN_DIGITS, start=2)}}


def _han_numbers(text: str) -> frozenset[str]:
    """Values of single Chinese numerals before a measure word ("六种": "6")."""
    return frozenset(_HAN_VALUES[one] for one in _HAN_NUMBER.findall(text))


def acronyms_in(text: str) -> frozenset[str]:
    """Latin acronyms, which all languages write alike."""
    return frozenset(re.findall(r"(?<![A-Za-z])[A-Z][A-Z\d]{1,7}(?![a-z])", text))


def _denials(folds: tuple[str, ...], lists: Marks, language: str) -> int:
    """Denials, each once: French "ne … pas" is one, Spanish and Russian doubled ones are one."""
    count, last = 0, -9
    for i, one in enumerate(folds):
        if one not in lists.negators or _idiom(folds, i, lists.no_denial):
            continue
        if language in {"fr", "es", "ru"} and i - last <= NEAR:
            last = i
            continue
        count, last = count + 1, i
    return count


def _idiom(folds: tuple[str, ...], i: int, idioms: tuple[Phrase, ...]) -> bool:
    return any(folds[i : i + len(phrase)] == phrase for phrase in idioms)


def _by_string(text: str, lists: Marks) -> tuple[int, int, frozenset[str]]:
    """Chinese: marks are sought as strings, the longest first."""
    rest = text
    for phrase in lists.no_denial:
        rest = rest.replace("".join(phrase), " ")
    bare = rest
    denials = 0
    for mark in sorted(lists.negators, key=lambda one: (-len(one), one)):
        denials += bare.count(mark)
        bare = bare.replace(mark, " ")
    modality = max((rank for mark, rank in lists.modality.items() if mark in rest), default=0)
    conditions = frozenset(mark for mark in lists.conditions if mark in text)
    return denials, modality, conditions

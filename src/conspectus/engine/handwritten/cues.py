"""The words by which a paper tells who holds what (``lexicon/handwritten_en.toml``)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from conspectus.engine.grammar.lemmas import lemmas_of
from conspectus.engine.lexicon import files


@cache
def words(table: str, key: str = "words") -> frozenset[str]:
    """A word list of the lexicon."""
    return frozenset(str(files.table("handwritten_en.toml")[table][key]).split())


@cache
def one_of(table: str, key: str = "words") -> str:
    """A pattern of any word of a list, the longest first."""
    listed = sorted(words(table, key), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in listed) + ")"


@lru_cache(maxsize=20_000)
def verb_lemmas(word: str) -> frozenset[str]:
    """The verbs of which ``word`` is a form; none for an -ing form."""
    lower = word.lower()
    return frozenset(() if lower.endswith("ing") else lemmas_of(lower).get("VERB", ()))


def is_report(word: str) -> bool:
    """Whether ``word`` is a finite form or participle of a verb that reports a view."""
    lower = word.lower()
    return lower in words("verbs", "irregular") or bool(verb_lemmas(lower) & words("verbs"))


def is_past(word: str) -> bool:
    """Whether ``word`` is a past form or participle."""
    lower = word.lower()
    return lower.endswith("ed") or lower in words("verbs", "irregular") | _PASTS


_PASTS = frozenset("made put given drawn brought shown taken set".split())

REPORTED = frozenset("made put brought given expressed raised voiced".split())
"""Participles with which a view is handed on: "the point was made by …"."""

ADVERB = r"(?:also|further|again|often|however|therefore|then|thus|still|even|\w+ly|too|moreover)"
BE = r"(?:was|were|is|are|been|be|being)"
CLAUSE_WORDS = frozenset(
    "of in at with from to by for on between about among within under over into through during "
    "and or but nor as than that which who whose where when while if because since until before "
    "after against towards upon without via per across like including "
    "the a an this these those its their his her our your any each every no such all both some "
    "is are was were be been being am has have had do does did will would shall should may might "
    "can could must not".split()
)
"""What a name that follows is tied to, so that it is no note that ran in."""


def is_human(word: str) -> bool:
    """Whether ``word`` is a finite form of a verb of which only people are the subject."""
    return is_report(word) and bool(
        verb_lemmas(word) & words("verbs", "human") or word in {"said", "told", "felt", "thought"}
    )


ANSWERS_ONLY = re.compile(
    r"(?:wrote|replied|responded|answered|spoke|reported)\s+(?:to\s+(?:us|the|this|"
    r"our)\b|in\b(?! favou?r)|back\b)"
)
"""Taking part, which is no view: "56 people wrote to us"."""


@cache
def wish() -> re.Pattern[str]:
    """ "would prefer", "had no objection" and the like, right behind a subject."""
    return re.compile(
        rf"\s*,?\s+(?:{ADVERB}\s+)?(?:would\s+(?:{ADVERB}\s+|not\s+)?{one_of('verbs', 'wishes')}\b|"
        rf"(?:had|has|have|raised|voiced|expressed)\s+(?:[\w-]+\s+"
        rf"){{0,2}}?{one_of('verbs', 'attitudes')}\b)"
    )

"""The phrase that a topic sentence says is addressed (DRAFTING §5, class B; DESIGN §5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conspectus.engine.quoting import fold, without_quote_marks

_CLASS_B = re.compile(
    r"\b(?:address(?:es|ed)?|discuss(?:es|ed)?|rais(?:es|ed|e)|refer(?:s|red)? to)\b(?!\s+this\b)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_LAST_BRACKET = re.compile(r"\s*\([^()]*\)$")


def _outside_brackets(text: str) -> Iterator[int]:
    depth = 0
    for at, mark in enumerate(text):
        depth += (mark == "(") - (mark == ")")
        if depth == 0:
            yield at


def topic_phrases(text: str) -> tuple[str, ...]:
    """What an English topic sentence may be said to address, in the forms evidence may have.

    "Several contributors (A, B, C) referred to the IANA functions." gives "the IANA functions"
    and "IANA functions"; a bracket at the end (names, acronym) is also tried without. Empty
    where the sentence has no verb of class B.
    """
    plain = without_quote_marks(text)
    free = set(_outside_brackets(plain))
    verb = next((found for found in _CLASS_B.finditer(plain) if found.start() in free), None)
    if verb is None:
        return ()
    phrase = plain[verb.end() :].strip(" .;:,")
    forms = [phrase, _LAST_BRACKET.sub("", phrase)]
    forms += [_ARTICLE.sub("", form, count=1) for form in forms if _ARTICLE.match(form)]
    return tuple(dict.fromkeys(form for form in forms if form))


def holds_phrase(evidence: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of ``phrases`` stands in ``evidence`` (folded, case apart)."""
    text = without_quote_marks(fold(evidence)).casefold()
    return any(fold(phrase).casefold() in text for phrase in phrases)

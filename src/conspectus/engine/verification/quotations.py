"""V2: quotations are exact substrings of the evidence, and cut nothing that turns their sense."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from conspectus.engine.evidence import Sentence
from conspectus.engine.quoting import Quoted, fold, take_apart, word_count
from conspectus.engine.verification.finding import Finding

LONGEST = 60
"""Words of a quotation at most (DRAFTING §4)."""

_TURNS = re.compile(
    r"^[\s,;–—-]*(?:but )?(?:only (?:if|when|where|after|by|on|in|with)\b|"
    r"unless\b|except\b|if\b|provided\b|subject to\b|so long as\b|"
    r"as long as\b|without\b)",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:not|never|no|neither|nor|without|only|n't|cannot)\W+(?:\w+\W+){0,2}$", re.IGNORECASE
)
_WORDS = re.compile(
    r"\b(?:not|never|no|neither|nor|without|only|unless|except|if|provided|subject)\b"
)


def findings(sentence: Sentence, evidence: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """``evidence``: holder → the quotes of its evidence in this sentence."""
    for text in (sentence.text, sentence.footnote or ""):
        quoted = take_apart(text)
        if quoted.fault:
            yield Finding("V2", f"In this sentence, {quoted.fault}.")
        for inside in quoted.inside:
            yield from _of_quotation(inside, quoted, evidence)


def _of_quotation(
    inside: str, quoted: Quoted, evidence: Mapping[str, tuple[str, ...]]
) -> Iterator[Finding]:
    if word_count(inside) > LONGEST:
        yield Finding("V2", f"The quotation “{inside[:40]}…” has more than {LONGEST} words.")
    words = fold(inside)
    for holder, quotes in sorted(evidence.items()):
        holding = [fold(quote) for quote in quotes if words in fold(quote)]
        if not holding:
            yield Finding("V2", f"“{inside}” does not stand in the evidence of {holder}.", holder)
        elif all(_cut(words, quote, quoted.outside) for quote in holding):
            yield Finding("V2", f"“{inside}” is cut where its sense turns.", holder)


def _cut(words: str, quote: str, outside: str) -> bool:
    """Whether the quotation leaves out a denial before it or a condition after it."""
    start = quote.find(words)
    before, after = quote[:start], quote[start + len(words) :]
    if _WORDS.search(outside.casefold()):
        return False
    own_sentence = re.split(r"[.!?;:]\s", before)[-1]
    return bool(_TURNS.match(after)) or bool(_DENIES.search(own_sentence))

"""V2: quotations are exact substrings of the evidence, and cut nothing that turns their sense."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from conspectus.engine.evidence import Sentence
from conspectus.engine.quoting import Quoted, fold, take_apart, turns_its_sense, word_count
from conspectus.engine.verification.finding import Finding

LONGEST = 60
"""Words of a quotation at most (DRAFTING §4)."""

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
    return not _WORDS.search(outside.casefold()) and turns_its_sense(words, quote)

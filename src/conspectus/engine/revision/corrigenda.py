"""A sentence under a corrigendum: whether the words that stand in its evidence's place carry it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from conspectus.engine.errors import ConspectusError, InvariantError
from conspectus.engine.evidence import EVIDENCE_WORDS, Evidence, Sentence
from conspectus.engine.ids import sha256_hex
from conspectus.engine.quoting import word_count
from conspectus.engine.revision.checking import findings
from conspectus.engine.revision.sentences import Hand, drafted_otherwise
from conspectus.engine.verification.finding import Finding

_WORD: Final = re.compile(r"\S+")


class Verdict(StrEnum):
    """``LOOK``: its holders were found by more than words; only a person can say it again."""

    HOLDS = "holds"
    FAILS = "fails"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Corrected:
    """A source's text as the paper has it, and as it reads now."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Again:
    """What the verifier says of a sentence with its evidence as it reads now."""

    verdict: Verdict
    findings: tuple[Finding, ...] = ()


def verified_again(hand: Hand, sentence: Sentence, changed: Mapping[str, Corrected]) -> Again:
    """``changed``: source id → its text before and now."""
    try:
        positions = tuple(
            replace(one, evidence=tuple(_moved(e, changed.get(e.source)) for e in one.evidence))
            for one in sentence.positions
        )
        if positions == sentence.positions:
            return Again(Verdict.HOLDS)
        now = replace(sentence, positions=positions)
    except ConspectusError as error:
        return Again(Verdict.FAILS, (Finding("V1", str(error), sentence=sentence.id),))
    found = findings(hand, now, sentence.text)
    if found:
        return Again(Verdict.FAILS, found)
    across = any(one.match == "cross-language" for one in sentence.positions)
    return Again(Verdict.LOOK if across or drafted_otherwise(sentence) else Verdict.HOLDS)


def _moved(evidence: Evidence, text: Corrected | None) -> Evidence:
    """The evidence as it reads now; itself where its words are as they were.

    Raises:
        InvariantError: fewer than three words are left of it.
    """
    if text is None:
        return evidence
    first, last = _whole_words(text.was, evidence.start, evidence.end)
    start, end = place_now(text.was, text.now, first, last)
    quote = text.now[start:end]
    if quote.split() == text.was[first:last].split():
        return evidence
    if word_count(quote) < EVIDENCE_WORDS:
        raise InvariantError("The words that this sentence rests on are no longer there.")
    return replace(evidence, start=start, end=end, quote=quote, sha256=sha256_hex(quote))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    spans = [found.span() for found in _WORD.finditer(text)]
    inside = [(first, last) for first, last in spans if last > start and first < end]
    return (inside[0][0], inside[-1][1]) if inside else (start, end)


def place_now(was: str, now: str, start: int, end: int) -> tuple[int, int]:
    """Where in ``now`` stands what stood in ``was`` from ``start`` to ``end``, in whole words.

    What replaced words of the span belongs to it, and what was put between two of them.
    """
    old = [found.span() for found in _WORD.finditer(was)]
    new = [found.span() for found in _WORD.finditer(now)]
    inside = [i for i, (first, last) in enumerate(old) if last > start and first < end]
    if not inside:
        return 0, 0
    first, last = inside[0], inside[-1] + 1
    found: list[int] = []
    for tag, i1, i2, j1, j2 in _steps(was, now):
        if tag == "equal":
            found += range(j1 + max(0, first - i1), j1 + max(0, min(i2, last) - i1))
        elif tag == "insert":
            found += range(j1, j2) if first < i1 < last else ()
        elif i1 < last and first < i2:
            found += range(j1, j2)
    return (new[found[0]][0], new[found[-1]][1]) if found else (0, 0)


def _steps(was: str, now: str) -> Sequence[tuple[str, int, int, int, int]]:
    words = _WORD.findall(was), _WORD.findall(now)
    return SequenceMatcher(None, *words, autojunk=False).get_opcodes()

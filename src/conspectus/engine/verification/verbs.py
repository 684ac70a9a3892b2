"""V8: the reporting verb is one that the sources' own words allow (DRAFTING §5)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from conspectus.engine.evidence import Sentence
from conspectus.engine.lexicon.reporting import (
    ReportingVerb,
    judging_words,
    licences,
    reporting_verbs,
)
from conspectus.engine.quoting import take_apart
from conspectus.engine.verification.finding import Finding
from conspectus.engine.verification.frame import Frame, Part
from conspectus.engine.verification.profile import Profile
from conspectus.engine.verification.unit import unit
from conspectus.engine.words import fold, words_of

_REASON = re.compile(
    r"\b(?:because|since|as|given|due to|owing to|so that|in order to|for|therefore|"
    r"thus|on the ground)\b"
)
_DOCUMENTED = re.compile(r"\d|(?<=[a-z,] )[A-Z]\w+")
_BY_RANK = {1: 1, 2: 1, 3: 5, 4: 5, 5: 5}
"""Rank of a modal of the source → strength of the verb of proposal that it allows."""
_DENIED_NORM = 7
"""What "should not" allows: "opposed"."""


def findings(
    sentence: Sentence,
    frame: Frame,
    evidence: Mapping[str, Profile],
    opposed_views: Collection[str] | None,
) -> Iterator[Finding]:
    """Verbs that the lexicon forbids here. ``evidence``: holder → profile of all its evidence."""
    if sentence.language != "en":
        return
    yield from _forbidden_words(sentence, evidence)
    verbs = [part for part in frame.parts if part.verb is not None]
    if sentence.kind == "topic" and not any(p.verb and p.verb.verb_class == "B" for p in verbs):
        yield Finding("V8", "A topic sentence needs a verb of class B (addressed, referred to …).")
    opposed = bool(set(sentence.views) & set(opposed_views or ()))
    for part in verbs:
        if part.verb is not None:
            yield from _of_part(sentence, part, part.verb, opposed=opposed)
            yield from _unlicensed(sentence, part.verb, evidence)


def _of_part(
    sentence: Sentence, part: Part, verb: ReportingVerb, *, opposed: bool
) -> Iterator[Finding]:
    said = " ".join(verb.form)
    quoted = take_apart(part.text)
    if verb.verb_class == "B" and sentence.kind == "view":
        yield Finding("V8", f"“{said}” names a subject; it never stands for a view.")
    if verb.verb_class == "C" and not quoted.inside:
        yield Finding("V8", f"“{said}” needs a quotation.")
    if verb.verb_class == "H" and not _REASON.search(quoted.outside):
        yield Finding("V8", f"“{said}” needs the reason in the same sentence.")
    if verb.verb_class == "I":
        yield from _of_fact(part, said, opposed=opposed)
    if verb.verb_class == "J" and not quoted.inside:
        yield Finding("V8", f"“{said}” belongs to bodies, and only in quoting a recorded decision.")


def _of_fact(part: Part, said: str, *, opposed: bool) -> Iterator[Finding]:
    """Class I presupposes that what follows is true."""
    if any(one.rank for one in unit(part.text).reads):
        yield Finding("V8", f"“{said}” presupposes a fact and stands here before a norm.")
    elif opposed:
        yield Finding("V8", f"“{said}” presupposes what an opposed view denies.")
    elif not _DOCUMENTED.search(part.text):
        yield Finding("V8", f"“{said}” presupposes a fact, and none is documented here.")


def _forbidden_words(sentence: Sentence, evidence: Mapping[str, Profile]) -> Iterator[Finding]:
    """Class K and judging words outside quotations, except where every source uses the word."""
    outside = [fold(word.text) for word in words_of(take_apart(sentence.text).outside)]
    forbidden = {
        verb.form[0] for verb in reporting_verbs() if verb.verb_class == "K" and verb.past
    } | judging_words()
    sources = [{word.fold for word in words_of(one.text)} for one in evidence.values()]
    for word in sorted(forbidden.intersection(outside)):
        if not sources or not all(word in source for source in sources):
            yield Finding("V8", f"“{word}” judges, and no paper says it of a contributor.")


def _unlicensed(
    sentence: Sentence, verb: ReportingVerb, evidence: Mapping[str, Profile]
) -> Iterator[Finding]:
    """Verbs of classes D to H above the holder's own word."""
    if verb.verb_class == "K":
        yield Finding("V8", f"“{' '.join(verb.form)}” is never used.")
        return
    if verb.verb_class not in "DEFGH" or not verb.verb_class or sentence.kind != "view":
        return
    needed = max(verb.strength, 1)
    for holder, one in sorted(evidence.items()):
        if one.language == "en" and strength(one, verb.verb_class) < needed:
            said = " ".join(verb.form)
            yield Finding("V8", f"The words of {holder} do not allow “{said}”.", holder)


def strength(evidence: Profile, verb_class: str) -> int:
    """The highest strength of a verb of ``verb_class`` that the words allow, 0 for none."""
    table = licences(verb_class)
    words = {word.fold for word in words_of(evidence.text)}
    cues = max((table[word] for word in words if word in table), default=0)
    reads = [one for unit_ in evidence.units for one in unit_.reads]
    if verb_class == "D":
        return max([cues, *(_BY_RANK.get(one.rank, 0) for one in reads)])
    if verb_class == "F" and any(one.denied and one.rank >= 3 for one in reads):
        return max(cues, _DENIED_NORM)
    if verb_class == "F" and "?" in evidence.text:
        return max(cues, 1)
    return cues

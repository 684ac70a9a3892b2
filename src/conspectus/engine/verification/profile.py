"""What a text says, in the form in which claims and evidence are compared."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from conspectus.engine.lexicon.reporting import ReportingVerb
from conspectus.engine.verification.frame import Part, frame_of
from conspectus.engine.verification.plain import PlainUnit, plain_units
from conspectus.engine.verification.unit import Unit, unit

_SENTENCE_END = re.compile(
    r"(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bNo\.)(?<!\bart\.)(?<!\bpara\.)(?<!\b[A-Z]\.)"
    r"(?<=[.!?…])[\"”»)]*\s+(?=[\"“«(]*[A-Z\d])|\n\s*\n|\n(?=\s*[•*–-]\s)"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a text claims: ``unit`` under the reporting ``verb`` (``None`` without one).

    ``clause``: whether it is a finite clause; otherwise a noun phrase, gerund or infinitive.
    ``quotes``: what it quotes, which is compared letter by letter and is not in ``unit``.
    """

    unit: Unit
    verb: ReportingVerb | None
    clause: bool
    quotes: tuple[str, ...] = ()

    @property
    def needed(self) -> frozenset[str]:
        """Keys that every evidence has to hold, for the filter."""
        optional = frozenset[str]().union(*self.unit.alternatives)
        return self.unit.mandatory - optional


@dataclass(frozen=True, slots=True)
class Profile:
    """A text as it is compared: what it claims, and the sentences that may be evidence.

    English has ``claims`` and ``units``; other languages have ``plain`` units only. ``needed`` and
    ``keys`` serve the filter that rejects most pairs cheaply.
    """

    text: str
    language: str
    claims: tuple[Claim, ...]
    units: tuple[Unit, ...]
    plain: tuple[PlainUnit, ...]
    needed: frozenset[str]
    wanted: frozenset[str]
    keys: frozenset[str]


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a passage."""
    return tuple(part.strip() for part in _SENTENCE_END.split(text) if part and part.strip())


@lru_cache(maxsize=1 << 14)
def _profile(text: str, language: str, names: tuple[str, ...]) -> Profile:
    if language != "en":
        plain = plain_units(text, language)
        keys = frozenset[str]().union(*(one.keys for one in plain))
        return Profile(text, language, (), (), plain, frozenset(), keys, keys)
    units = tuple(unit(one) for one in sentences(text))
    frame = frame_of(text, names=names)
    claims = tuple(Claim(one, None, clause=True) for one in units)
    if frame.framed:
        claims = tuple(_claim(part) for part in frame.parts if part.text)
    return Profile(
        text=text,
        language=language,
        claims=claims,
        units=units,
        plain=(),
        needed=frozenset[str]().union(*(claim.needed for claim in claims)),
        wanted=frozenset[str]().union(*(c.unit.mandatory | c.unit.soft for c in claims)),
        keys=frozenset[str]().union(*(one.keys for one in units)),
    )


def profile(text: str, language: str = "en", *, names: Collection[str] = ()) -> Profile:
    """The profile of a claim or of a piece of evidence in ``language`` (ISO 639-1).

    ``names``: names of holders that may be the subject of a reporting sentence ("A supports X").
    """
    return _profile(text, language, tuple(sorted(names)))


def _claim(part: Part) -> Claim:
    verb = part.verb
    rank = verb.modal if verb is not None else 0
    denies = verb is not None and verb.denies
    quotes = tuple(match.group(1) for match in _QUOTED.finditer(part.text))
    long = tuple(quote for quote in quotes if len(quote.split()) >= _QUOTED_WORDS)
    outside = _QUOTED.sub(_blank, part.text) if long else part.text
    read = unit(outside, rank=rank, reserved=denies, nominal=verb is not None and not part.clause)
    modal = any(one.token.tag == "M" for one in read.reads)
    subjunctive = rank > 0 and not modal
    clause = verb is None or (part.clause and not subjunctive)
    return Claim(read, verb, clause=clause, quotes=long)


def _blank(match: re.Match[str]) -> str:
    """Nothing for a long quotation, which is compared letter by letter; a short one as it is."""
    return "" if len(match.group(1).split()) >= _QUOTED_WORDS else match.group(1)


_QUOTED_WORDS = 3
_QUOTED = re.compile(r"[“«「]([^”»」]*)[”»」]")

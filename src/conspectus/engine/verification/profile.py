"""What a text says, in the form in which claims and evidence are compared."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, lru_cache

from conspectus.engine.lexicon.reporting import ReportingVerb
from conspectus.engine.remembered import remembered
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


@dataclass(frozen=True)
class Profile:
    """A text as it is compared: what it claims, and the sentences that may be evidence.

    ``names``: names of holders that may be the subject of a reporting sentence ("A supports X").
    English has ``claims`` and ``units``; other languages have ``plain`` units only. ``needed`` and
    ``keys`` serve the filter that rejects most pairs cheaply. Each part is worked out when it is
    asked for: most texts are only ever one of the two, claim or evidence.
    """

    text: str
    language: str
    names: tuple[str, ...]

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The sentences of an English text."""
        return tuple(unit(one) for one in sentences(self.text)) if self.language == "en" else ()

    @cached_property
    def plain(self) -> tuple[PlainUnit, ...]:
        """The sentences of a text in another language."""
        return () if self.language == "en" else plain_units(self.text, self.language)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What an English text claims."""
        if self.language != "en":
            return ()
        frame = frame_of(self.text, names=self.names)
        if frame.framed:
            return tuple(_claim(part) for part in frame.parts if part.text)
        return tuple(Claim(one, None, clause=True) for one in self.units)

    @cached_property
    def needed(self) -> frozenset[str]:
        """Keys that every evidence of an English text has to hold."""
        return frozenset[str]().union(*(claim.needed for claim in self.claims))

    @cached_property
    def wanted(self) -> frozenset[str]:
        """Keys of which evidence has to hold a share."""
        if self.language != "en":
            return self.keys
        return frozenset[str]().union(*(c.unit.mandatory | c.unit.soft for c in self.claims))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys that it holds as evidence."""
        return _keys(self)


@remembered(pack=sorted, unpack=frozenset)
def _keys(one: Profile) -> frozenset[str]:
    """Remembered, so that the filter need not read the evidence again."""
    return frozenset[str]().union(
        *(part.keys for parts in (one.units, one.plain) for part in parts)
    )


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a passage."""
    return tuple(part.strip() for part in _SENTENCE_END.split(text) if part and part.strip())


@lru_cache(maxsize=1 << 14)
def _profile(text: str, language: str, names: tuple[str, ...]) -> Profile:
    return Profile(text, language, names)


def profile(text: str, language: str = "en", *, names: Collection[str] = ()) -> Profile:
    """The profile of a claim or of a piece of evidence in ``language`` (ISO 639-1)."""
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

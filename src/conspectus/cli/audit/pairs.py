"""The pairs a reader judges: a sentence, one holder under it, and that holder's own evidence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from conspectus.cli.exits import CommandError
from conspectus.engine.paper import Evidence, Paper, Sentence

CONTEXT = 300
"""Code points of the source shown on either side of the evidence, to see whose view it is."""

SEED = re.compile(r"(0x)?[0-9a-f]{1,64}")


class Kind(StrEnum):
    """Which sentences pairs are drawn from: with one holder, with more, or both."""

    SINGLE = "single"
    SEVERAL = "several"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Evidence in its place: ``before + quote + after`` stands in the source at ``where``."""

    where: str
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One thing to judge. ``id`` is the sentence's and the holder's id; ``of``: holders in all."""

    id: str
    paragraph: str
    heading: str
    sentence: str
    footnote: str
    holder: str
    stance: str
    match: str
    of: int
    excerpts: tuple[Excerpt, ...]

    def is_of(self, kind: Kind) -> bool:
        """Whether the pair's sentence is of ``kind``."""
        return kind is Kind.ALL or (self.of == 1) == (kind is Kind.SINGLE)


def parse_seed(text: str) -> str:
    """The seed in one spelling.

    Raises:
        CommandError: ``text`` is neither a decimal nor a hexadecimal number.
    """
    seed = text.strip().lower()
    if not SEED.fullmatch(seed):
        raise CommandError(f"{text!r} is no seed: give a number, decimal or hexadecimal.")
    return seed.removeprefix("0x")


def all_pairs(paper: Paper) -> tuple[Pair, ...]:
    """Every pair of the paper's view sentences, in the paper's order."""
    texts = {source.id: source.text for source in paper.sources}
    names = {holder.id: holder.label or holder.name for holder in paper.holders}
    return tuple(
        pair
        for section in paper.sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        if sentence.kind == "view"
        for pair in _pairs(sentence, paragraph.number, section.heading, names, texts)
    )


def draw(pairs: Sequence[Pair], *, size: int, seed: str) -> tuple[Pair, ...]:
    """``size`` pairs without replacement, in the order drawn.

    Pairs are ordered by SHA-256 of seed and id: the same for everybody, in any version of
    Python, and any first part of the sample is itself a random sample.
    """
    return tuple(sorted(pairs, key=lambda pair: _rank(pair, seed))[:size])


def _rank(pair: Pair, seed: str) -> str:
    return hashlib.sha256(f"{seed}\n{pair.id}".encode()).hexdigest()


def _pairs(
    sentence: Sentence,
    number: str,
    heading: str,
    names: Mapping[str, str],
    texts: Mapping[str, str],
) -> Iterator[Pair]:
    holders = list(dict.fromkeys(position.holder for position in sentence.positions))
    for holder in holders:
        held = [position for position in sentence.positions if position.holder == holder]
        evidence = dict.fromkeys(span for position in held for span in position.evidence)
        yield Pair(
            id=f"{sentence.id}/{holder}",
            paragraph=number,
            heading=heading,
            sentence=sentence.text,
            footnote=sentence.footnote or "",
            holder=names[holder],
            stance=held[0].stance.value,
            match=held[0].match,
            of=len(holders),
            excerpts=tuple(_excerpt(span, texts[span.source]) for span in evidence),
        )


def _excerpt(span: Evidence, text: str) -> Excerpt:
    return Excerpt(
        where=f"{span.source}, characters {span.start} to {span.end}",
        before=text[max(0, span.start - CONTEXT) : span.start],
        quote=text[span.start : span.end],
        after=text[span.end : span.end + CONTEXT],
    )

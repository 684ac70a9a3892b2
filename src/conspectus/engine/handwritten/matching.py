"""A hand-written paper against the contributions that it was written from.

Each holder that a sentence names is looked for among those given, and the sentence in the words of
that holder only. A quotation has to stand there as it is. Else the share of the sentence's content
that a passage of at most two sentences holds is weighed by rarity (inverse document frequency,
Spärck Jones 1972); where sentence vectors are given, likeness of meaning lifts a passage.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from conspectus.engine.corpus import Holder, Source
from conspectus.engine.document import BlockKind
from conspectus.engine.handwritten.cues import one_of
from conspectus.engine.handwritten.matches import (
    Evidence,
    Grade,
    HolderMatch,
    PaperMatch,
    SentenceMatch,
)
from conspectus.engine.handwritten.name_forms import fits, folded, is_acronym
from conspectus.engine.handwritten.parts import HandwrittenPaper, MentionKind, PaperSentence
from conspectus.engine.quoting import fold
from conspectus.engine.segment import sentence_spans
from conspectus.engine.words import keys

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""Texts → float32 (n, d), unit length."""

FOUND: Final = 0.6
LIKELY: Final = 0.4
_MEANING: Final = 0.5
"""What a cosine of 1 adds to the share, from ``_NO_MEANING`` on."""
_NO_MEANING: Final = 0.35
_SHORTEST_QUOTATION: Final = 3
_CLOSE_NAME: Final = 92.0
_PROPOSED: Final = 3
_QUOTATION: Final = re.compile('[“"«‘]([^“”"«»]{8,}?)[”"»]')


@dataclass(frozen=True, slots=True)
class _Passage:
    """One or two neighbouring sentences of a source."""

    source: str
    start: int
    end: int
    text: str
    keys: frozenset[str]
    row: int


def match_paper(
    paper: HandwrittenPaper,
    sources: Sequence[Source],
    holders: Sequence[Holder],
    encode: Encode | None = None,
) -> PaperMatch:
    """Find for each sentence of the body the words of the holders that it names.

    Args:
        paper: from :func:`read_paper`.
        sources: the contributions, with their texts.
        holders: whose they are.
        encode: sentence vectors, if there is a model.
    """
    index = _Index(sources, encode)
    known = _Names(holders, paper)
    found: list[SentenceMatch] = []
    for section in paper.sections:
        if not section.body:
            continue
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                said = index.said(sentence)
                found.append(
                    SentenceMatch(
                        path=section.path,
                        paragraph=paragraph.number,
                        sentence=sentence,
                        holders=tuple(_holders(sentence, said, known, index)),
                        proposals=_proposals(sentence, said, index),
                    )
                )
    named = {match.holder for one in found for match in one.holders}
    return PaperMatch(
        sentences=tuple(found),
        unnamed_holders=tuple(sorted(h.id for h in holders if h.id not in named)),
    )


def _holders(
    sentence: PaperSentence, said: _Said, known: _Names, index: _Index
) -> Iterable[HolderMatch]:
    names = [m.name for m in sentence.mentions if m.kind is MentionKind.NAMED]
    for name in dict.fromkeys((*names, *sentence.carried)):
        holder = known.holder(name)
        carried = name not in names
        if holder is None:
            yield HolderMatch(name=name, holder=None, grade=Grade.NO_SOURCE, carried=carried)
            continue
        evidence = index.best(said, index.of_holder(holder))
        yield HolderMatch(
            name=name,
            holder=holder,
            grade=_grade(said, evidence),
            evidence=evidence,
            carried=carried,
        )


def _proposals(sentence: PaperSentence, said: _Said, index: _Index) -> tuple[HolderMatch, ...]:
    """Whose words are nearest, where a sentence reports a view of nobody named."""
    named = any(m.kind is MentionKind.NAMED for m in sentence.mentions) or sentence.carried
    if named or not sentence.reports:
        return ()
    found = []
    for holder in index.holders:
        evidence = index.best(said, index.of_holder(holder))
        grade = _grade(said, evidence)
        if evidence is not None and grade in {Grade.FOUND, Grade.LIKELY}:
            found.append(HolderMatch(name=holder, holder=holder, grade=grade, evidence=evidence))
    found.sort(key=lambda one: (-(one.evidence.share if one.evidence else 0.0), one.name))
    return tuple(found[:_PROPOSED])


def _grade(said: _Said, evidence: Evidence | None) -> Grade:
    if evidence is None:
        return Grade.NOT_FOUND
    if evidence.quoted:
        return Grade.FOUND
    if said.quotations:  # words in quotation marks that stand nowhere are a fault to look at
        return Grade.LIKELY if evidence.share >= LIKELY else Grade.NOT_FOUND
    if evidence.share >= FOUND:
        return Grade.FOUND
    return Grade.LIKELY if evidence.share >= LIKELY else Grade.NOT_FOUND


@dataclass(frozen=True, slots=True)
class _Said:
    """What a sentence says without whom it names: its words, quotations, vector."""

    keys: frozenset[str]
    quotations: tuple[str, ...]
    vector: NDArray[np.float32] | None


class _Index:
    """The passages of all sources, by holder."""

    def __init__(self, sources: Sequence[Source], encode: Encode | None) -> None:
        self._passages: list[_Passage] = []
        self._by_holder: dict[str, list[_Passage]] = {}
        singles: list[str] = []
        for source in sorted(sources, key=lambda one: one.id):
            for passage in _passages(source, singles):
                self._passages.append(passage)
                for holder in source.holders:
                    self._by_holder.setdefault(holder, []).append(passage)
        self._encode = encode
        self._vectors = encode(singles) if encode and singles else None
        counts = Counter(key for passage in self._passages for key in passage.keys)
        total = len(self._passages)
        self._rarity = {key: math.log(1 + total / n) for key, n in counts.items()}
        self._rarest = math.log(1 + max(total, 1))

    @property
    def holders(self) -> tuple[str, ...]:
        """Ids of all that have words, in order."""
        return tuple(sorted(self._by_holder))

    def of_holder(self, holder: str) -> Sequence[_Passage]:
        """The passages of one holder."""
        return self._by_holder.get(holder, ())

    def said(self, sentence: PaperSentence) -> _Said:
        """What ``sentence`` says, without names and words of reporting."""
        text = sentence.text
        for mention in sentence.mentions:
            text = text.replace(mention.text, " ")
        quotations = tuple(
            quotation
            for found in _QUOTATION.finditer(sentence.text)
            if len((quotation := fold(found.group(1)).strip(" .,;")).split()) >= _SHORTEST_QUOTATION
        )
        vector = self._encode([" ".join(text.split())])[0] if self._encode else None
        return _Said(frozenset(keys(text) - _reporting()), quotations, vector)

    def best(self, said: _Said, passages: Sequence[_Passage]) -> Evidence | None:
        """The passage that holds most of what was said; one that holds its quotations first."""
        whole = sum(self._weight(key) for key in said.keys)
        if not whole and not said.quotations:
            return None
        chosen: tuple[tuple[bool, float, int, int], _Passage] | None = None
        for passage in passages:
            shared = sum(self._weight(key) for key in said.keys & passage.keys)
            share = shared / whole if whole else 0.0
            quoted = bool(said.quotations) and _holds(passage.text, said.quotations)
            share = min(1.0, share + self._meaning(said, passage))
            rank = (quoted, round(share, 4), -len(passage.text), -passage.start)
            if chosen is None or rank > chosen[0]:
                chosen = rank, passage
        if chosen is None:
            return None
        (quoted, share, _, _), passage = chosen
        return Evidence(
            source=passage.source,
            start=passage.start,
            end=passage.end,
            text=passage.text,
            share=share,
            quoted=quoted,
        )

    def _weight(self, key: str) -> float:
        return self._rarity.get(key, self._rarest)

    def _meaning(self, said: _Said, passage: _Passage) -> float:
        if said.vector is None or self._vectors is None:
            return 0.0
        cosine = float(said.vector @ self._vectors[passage.row])
        return _MEANING * max(0.0, cosine - _NO_MEANING)


def _passages(source: Source, singles: list[str]) -> Iterable[_Passage]:
    """Each sentence, and each with the one before; ``singles`` takes their texts, one a row."""
    for block in source.blocks:
        if block.kind is BlockKind.HEADING:
            continue
        content = source.text[block.start : block.end]
        before: int | None = None
        for start, end in sentence_spans(content, source.language or "en"):
            for first in dict.fromkeys((start, before if before is not None else start)):
                text = content[first:end]
                singles.append(" ".join(text.split()))
                yield _Passage(
                    source=source.id,
                    start=block.start + first,
                    end=block.start + end,
                    text=text,
                    keys=keys(text),
                    row=len(singles) - 1,
                )
            before = start


def _holds(text: str, quotations: Sequence[str]) -> bool:
    """Whether all ``quotations`` stand in ``text``, in capitals or small letters."""
    here = fold(text).casefold()
    return all(
        part.casefold().strip(" .,") in here
        for quotation in quotations
        for part in re.split(r"\s*(?:\[[^\]]*\]|\.\.\.|…)\s*", quotation)
        if part
    )


def _reporting() -> frozenset[str]:
    return keys(f"{one_of('verbs')} {one_of('groups', 'nouns')}".replace("|", " "))


class _Names:
    """Finds the holder that a name of the paper stands for."""

    def __init__(self, holders: Sequence[Holder], paper: HandwrittenPaper) -> None:
        self._forms: dict[str, str] = {}
        self._long: dict[str, str] = {}
        for holder in sorted(holders, key=lambda one: one.id):
            for form in (holder.name, holder.label, *holder.aliases):
                if form:
                    self._forms.setdefault(folded(form), holder.id)
            self._long[holder.name] = holder.id
        self._also: Mapping[str, tuple[str, ...]] = {
            folded(name.name): name.forms for name in paper.names
        }

    def holder(self, name: str) -> str | None:
        """The id of the holder called ``name``: by any form, by initials, by likeness."""
        forms = (folded(name), *self._also.get(folded(name), ()))
        for form in forms:
            if form in self._forms:
                return self._forms[form]
        for long, holder in self._long.items():
            if is_acronym(name) and fits(name, long):
                return holder
        scored = sorted(
            (-max(fuzz.ratio(f, folded(long)), _inside(f, folded(long))), holder)
            for long, holder in self._long.items()
            for f in forms
        )
        if scored and -scored[0][0] >= _CLOSE_NAME:
            return scored[0][1]
        return None


def _inside(form: str, long: str) -> float:
    """Likeness of two names of which one holds all words of the other, if it is long enough."""
    if min(len(form.split()), len(long.split())) < 2:
        return 0.0
    return float(fuzz.token_set_ratio(form, long))

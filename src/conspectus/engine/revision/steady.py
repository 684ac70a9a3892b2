"""Sentences of which nothing has changed read as they did in the version before.

The engine varies the turns of phrase along a text, so one sentence more or less would change the
verbs of all that follow: a reader of the changes would look for a reason where there is none, and
what holders have confirmed would be another sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from conspectus.engine.errors import ConspectusError
from conspectus.engine.evidence import Degree, Sentence
from conspectus.engine.ids import SentenceIds
from conspectus.engine.paper import Paper
from conspectus.engine.paper_parts import PaperData, Paragraph, Section
from conspectus.engine.revision.rebuilding import with_sections
from conspectus.engine.verification.authors import JUDGED, OPPOSITION, QUOTATION, template_of

_NUMBER: Final = "number"
_PLAIN: Final = "template:"
_LEANING: Final = re.compile(r"\b(?:others?|another|the same|both|also|it|they)\b")
"""Words by which a subject leans on the sentence before it."""
_BRACKETS: Final = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)|“[^”]*”")
_SUBJECT: Final = 60
"""Characters, brackets apart, in which a subject says how many and who."""

Substance = tuple[object, ...]


def with_words_of(paper: Paper, earlier: PaperData) -> Paper:
    """``paper`` in the words of ``earlier`` where holders, evidence, count and claim are the same.

    What a person has written is not touched. No sentence means another thing after it: the words
    were the engine's own for the same evidence. Where the paper may not have them (a new holder
    whose name holds two others), its own words stay.
    """
    kept = _kept(_Book(paper), _Book(earlier))
    return _built(paper, kept) or paper


class _Book:
    """A paper with what its sentences are compared by."""

    def __init__(self, paper: PaperData) -> None:
        self.paper = paper
        self._views = {view.id: view.wordings for view in paper.views}
        self._holders = {holder.id: holder for holder in paper.holders}
        self._sources = {one.id: (one.kind, one.channel, one.language) for one in paper.sources}

    def paragraphs(self) -> Iterator[Paragraph]:
        for section in self.paper.sections:
            yield from section.paragraphs

    def substance(self, one: Sentence) -> Substance:
        """All of a sentence but its turn of phrase; what states no view has nothing in common."""
        if one.kind != "view" or not one.positions:
            return (one.id,)
        said = frozenset(
            (
                p.view,
                p.holder,
                p.stance,
                tuple((e.source, e.start, e.end, e.quote) for e in p.evidence),
            )
            for p in one.positions
        )
        sources = sorted({e.source for p in one.positions for e in p.evidence})
        return (
            said,
            _printed(one.degree),
            one.footnote,
            one.language,
            tuple((view, self._views.get(view)) for view in one.views),
            tuple(self._holders.get(holder) for holder in one.holders),
            tuple(self._sources.get(source) for source in sources),
        )


def _kept(book: _Book, before: _Book) -> dict[str, Sentence]:
    """Id of a sentence → the same in its earlier words."""
    found: dict[str, Sentence] = {}
    old = {before.substance(one): one for p in before.paragraphs() for one in p.sentences}
    sides = {tuple(map(before.substance, p.sentences)): p for p in before.paragraphs()}
    for paragraph in book.paragraphs():
        if any(_is_side(one) for one in paragraph.sentences):
            # The sides of an issue have one verb: all of them keep their words, or none.
            was = sides.get(tuple(map(book.substance, paragraph.sentences)))
            pairs = list(zip(was.sentences, paragraph.sentences, strict=True)) if was else []
            if not all(_may_stay(one, two) for one, two in pairs):
                continue
        else:
            olds = [old.get(book.substance(one)) for one in paragraph.sentences]
            pairs = [(o, one) for o, one in zip(olds, paragraph.sentences, strict=True) if o]
        for was_one, one in pairs:
            if was_one.text != one.text and _may_stay(was_one, one):
                with suppress(ConspectusError):
                    found[one.id] = _in_words_of(was_one, one)
    return found


def _in_words_of(was: Sentence, one: Sentence) -> Sentence:
    return replace(one, text=was.text, generator=was.generator, named=was.named)


def _is_side(one: Sentence) -> bool:
    return template_of(one.generator) == OPPOSITION


def _printed(degree: Degree | None) -> Substance:
    """What a text says of a degree: of how many only where it counts ("7 of the 16")."""
    if degree is None:
        return ()
    return (degree.word, degree.n, degree.of if degree.word == _NUMBER else None)


def _may_stay(was: Sentence, one: Sentence) -> bool:
    held_to = (*JUDGED, QUOTATION)
    if was.generator != one.generator and (
        was.generator in held_to
        or one.generator in held_to
        or not (was.generator.startswith(_PLAIN) and one.generator.startswith(_PLAIN))
    ):
        return False
    return _is_side(was) == _is_side(one) and _leans(was) == _leans(one)


def _leans(one: Sentence) -> frozenset[str]:
    subject = _BRACKETS.sub(" ", one.text)[:_SUBJECT].casefold()
    return frozenset(_LEANING.findall(subject))


def _built(paper: Paper, kept: Mapping[str, Sentence]) -> Paper | None:
    """The paper with as many of the earlier words as it may have; ``None`` where it has none."""
    if not kept:
        return None
    try:
        return with_sections(paper, _renamed(paper.sections, kept), {})
    except ConspectusError:
        ids = sorted(kept)
    good = dict(_allowed(paper, kept, ids))
    try:
        return with_sections(paper, _renamed(paper.sections, good), {}) if good else None
    except ConspectusError:
        return None


def _allowed(
    paper: Paper, kept: Mapping[str, Sentence], ids: Sequence[str]
) -> Iterator[tuple[str, Sentence]]:
    """Those that the paper may have, found by halving."""
    some = {one: kept[one] for one in ids}
    try:
        with_sections(paper, _renamed(paper.sections, some), {})
    except ConspectusError:
        if len(ids) > 1:
            middle = len(ids) // 2
            yield from _allowed(paper, kept, ids[:middle])
            yield from _allowed(paper, kept, ids[middle:])
        return
    yield from some.items()


def _renamed(sections: tuple[Section, ...], kept: Mapping[str, Sentence]) -> list[Section]:
    """The sections with the kept words, each sentence under the id of what it says."""
    ids = SentenceIds()

    def named(given: Sentence) -> Sentence:
        one = kept.get(given.id, given)
        return replace(one, id=ids.give(one.views, one.holders, one.text))

    return [
        replace(
            section,
            paragraphs=tuple(
                replace(p, sentences=tuple(named(one) for one in p.sentences))
                for p in section.paragraphs
            ),
        )
        for section in sections
    ]

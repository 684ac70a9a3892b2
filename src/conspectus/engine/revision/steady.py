"""Sentences of which nothing has changed read as they did in the version before.

The engine varies the turns of phrase along a text, so one sentence more or less would change the
verbs of all that follow: a reader of the changes would look for a reason where there is none, and
what holders have confirmed would be another sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from conspectus.engine.corpus import Holder
from conspectus.engine.evidence import Degree, Sentence
from conspectus.engine.ids import sentence_id
from conspectus.engine.paper import Paper
from conspectus.engine.paper_parts import PaperData, Section, View
from conspectus.engine.revision.rebuilding import with_sections
from conspectus.engine.verification.authors import JUDGED, QUOTATION

_NUMBER: Final = "number"
_PLAIN: Final = "template:"
_LEANING: Final = frozenset({"others", "other", "another", "the same", "it", "they"})
"""Beginnings that lean on the sentence before."""

Substance = tuple[object, ...]


def with_words_of(paper: Paper, earlier: PaperData) -> Paper:
    """``paper`` in the words of ``earlier`` where holders, evidence, count and claim are the same.

    What a person has written is not touched. No sentence means another thing after it: the words
    were the engine's own for the same evidence.
    """
    before = {_substance(one, earlier): one for one in _sentences(earlier.sections)}
    kept: dict[str, Sentence] = {}
    for one in _sentences(paper.sections):
        was = before.get(_substance(one, paper))
        if was is not None and was.text != one.text and _may_stay(was, one):
            kept[one.id] = replace(one, text=was.text, generator=was.generator, named=was.named)
    return with_sections(paper, _renamed(paper.sections, kept), {}) if kept else paper


def _sentences(sections: tuple[Section, ...]) -> list[Sentence]:
    return [one for section in sections for p in section.paragraphs for one in p.sentences]


def _substance(one: Sentence, paper: PaperData) -> Substance:
    """All of a sentence but its turn of phrase; what states no view has nothing in common."""
    if one.kind != "view" or not one.positions:
        return (one.id,)
    views: Mapping[str, View] = {view.id: view for view in paper.views}
    holders: Mapping[str, Holder] = {holder.id: holder for holder in paper.holders}
    said = frozenset(
        (p.view, p.holder, p.stance, tuple((e.source, e.start, e.end, e.quote) for e in p.evidence))
        for p in one.positions
    )
    return (
        said,
        _printed(one.degree),
        one.footnote,
        one.language,
        tuple((view, views[view].wordings) for view in one.views if view in views),
        tuple(sorted((holders[h].name, holders[h].label) for h in one.holders if h in holders)),
    )


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
    return _leans(was) == _leans(one)


def _leans(one: Sentence) -> str:
    words = one.text.casefold().split()
    opening = (words[0], " ".join(words[:2]))
    return next((begin for begin in opening if begin in _LEANING), "")


def _renamed(sections: tuple[Section, ...], kept: Mapping[str, Sentence]) -> list[Section]:
    """The sections with the kept words, each sentence under the id of what it says."""
    seen: Counter[str] = Counter()

    def named(given: Sentence) -> Sentence:
        one = kept.get(given.id, given)
        base = sentence_id(one.views, one.holders, one.text)
        seen[base] += 1
        name = base
        if seen[base] > 1:
            name = sentence_id(one.views, one.holders, one.text, seen[base])
        return replace(one, id=name)

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

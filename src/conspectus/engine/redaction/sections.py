"""Which sentences go with an erased source, and what is left of sections and paragraphs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from conspectus.engine.evidence import Sentence
from conspectus.engine.paper_parts import Opposition, PaperData, Paragraph, Section
from conspectus.engine.redaction.words import ErasedWords
from conspectus.engine.verification.authors import is_by_person

Same = tuple[frozenset[str], frozenset[str], str]


def remaining_sections(paper: PaperData, source: str, words: ErasedWords) -> tuple[Section, ...]:
    """The sections with the sentences that stand without ``source``; none of them is reworded.

    A list keeps its lead and an opposition both its sides, or they go. Paragraphs without a
    sentence go and leave a gap in the numbers; so do sections without a paragraph.
    """
    gone = {
        sentence.id
        for sentence in _sentences(paper.sections)
        if _cites(sentence, source) or _repeats(sentence, words)
    }
    size = -1
    while size != len(gone):
        size = len(gone)
        gone |= _twins(paper.sections, gone)
        for section in paper.sections:
            for paragraph in section.paragraphs:
                gone |= _counterparts(paragraph, paper.oppositions, gone)
                gone |= _of_a_broken_list(paragraph, gone)
                gone |= _left_alone(paragraph, gone)
    sections = (_without(section, gone) for section in paper.sections)
    return tuple(section for section in sections if section.paragraphs)


def _sentences(sections: Iterable[Section]) -> Iterator[Sentence]:
    for section in sections:
        for paragraph in section.paragraphs:
            yield from paragraph.sentences


def _cites(sentence: Sentence, source: str) -> bool:
    return any(item.source == source for one in sentence.positions for item in one.evidence)


def _repeats(sentence: Sentence, words: ErasedWords) -> bool:
    """A wording may have come from the erased text and carry others by their own words."""
    if sentence.kind == "frame" and not is_by_person(sentence.generator):
        return False  # what the engine says of the paper, it says of every paper
    return words.stand_in(sentence.text) or words.stand_in(sentence.footnote or "")


def _same(sentence: Sentence) -> Same:
    return frozenset(sentence.views), frozenset(sentence.holders), sentence.text


def _twins(sections: Iterable[Section], gone: Collection[str]) -> set[str]:
    """A second sentence of the same words has an id that counts the first."""
    there = list(_sentences(sections))
    lost = {_same(sentence) for sentence in there if sentence.id in gone}
    return {sentence.id for sentence in there if _same(sentence) in lost}


def _counterparts(
    paragraph: Paragraph, oppositions: Iterable[Opposition], gone: Collection[str]
) -> set[str]:
    """ "Others …" makes no sense without "Some …", and one side alone is unfair to the other."""
    lost = {
        view for sentence in paragraph.sentences if sentence.id in gone for view in sentence.views
    }
    opposed = {
        view for one in oppositions if lost.intersection(one.views) for view in one.views
    } - lost
    return {one.id for one in paragraph.sentences if opposed.intersection(one.views)}


def _of_a_broken_list(paragraph: Paragraph, gone: Collection[str]) -> set[str]:
    """The items without their lead, or the lead without an item."""
    if paragraph.kind != "list":
        return set()
    lead, *items = (sentence.id for sentence in paragraph.sentences)
    broken = lead in gone or (items and all(item in gone for item in items))
    return {lead, *items} if broken else set()


def _left_alone(paragraph: Paragraph, gone: Collection[str]) -> set[str]:
    """Frame sentences that led to what has gone."""
    stays = [sentence for sentence in paragraph.sentences if sentence.id not in gone]
    if len(stays) == len(paragraph.sentences) or any(one.kind != "frame" for one in stays):
        return set()
    return {sentence.id for sentence in stays}


def _without(section: Section, gone: Collection[str]) -> Section:
    paragraphs = (
        replace(
            paragraph, sentences=tuple(one for one in paragraph.sentences if one.id not in gone)
        )
        for paragraph in section.paragraphs
    )
    return replace(section, paragraphs=tuple(one for one in paragraphs if one.sentences))

"""Paragraph numbers that never move from one public version to the next ("12 bis").

A paragraph keeps the number under which most of its sentences were known; one that is new takes the
number of the paragraph before it with "bis", "ter", "quater" … as the United Nations numbers what
is put in later. A number whose paragraph is gone is not given again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Final

from conspectus.engine.paper_parts import PaperData, Paragraph, Section
from conspectus.engine.revision.changes import same_sentences

LATER: Final = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies")


def numbered_after(
    before: PaperData, after: PaperData, *, retired: Collection[str] = ()
) -> tuple[Section, ...]:
    """The sections of ``after`` with the paragraph numbers of ``before``.

    ``retired``: numbers of still earlier versions, which are not given again either.
    """
    numbers = _known_numbers(before, after)
    taken = {p.number for section in before.sections for p in section.paragraphs} | set(retired)
    given: set[str] = set()
    last = "0"
    sections = []
    for section in after.sections:
        paragraphs = []
        for paragraph in section.paragraphs:
            number = numbers.get(paragraph.id, "")
            if not number or number in given:
                number = _next_after(last, taken | given)
            given.add(number)
            last = number
            paragraphs.append(_numbered(paragraph, number))
        sections.append(replace(section, paragraphs=tuple(paragraphs)))
    return tuple(sections)


def _numbered(paragraph: Paragraph, number: str) -> Paragraph:
    return replace(paragraph, number=number, id=f"p{number.replace(' ', '-')}")


def _known_numbers(before: PaperData, after: PaperData) -> Mapping[str, str]:
    """Id of a paragraph of ``after`` → the number that most of its sentences had."""
    was = same_sentences(before, after)
    number_of = {
        sentence.id: paragraph.number
        for section in before.sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
    }
    numbers = {}
    for section in after.sections:
        for paragraph in section.paragraphs:
            votes = Counter(
                number
                for sentence in paragraph.sentences
                if (number := number_of.get(was.get(sentence.id, "")))
            )
            if votes:
                numbers[paragraph.id] = _most(votes.items())
    return numbers


def _most(votes: Iterable[tuple[str, int]]) -> str:
    return min(votes, key=lambda vote: (-vote[1], len(vote[0]), vote[0]))[0]


def _next_after(last: str, taken: set[str]) -> str:
    """ "12 bis" behind "12", "12 ter" behind "12 bis"; a number beyond all where these are used."""
    base = last.split(maxsplit=1)[0]
    free = (f"{base} {word}" for word in LATER if f"{base} {word}" not in taken)
    found = next(free, None)
    if found is not None:
        return found
    k = len(LATER) + 2
    while f"{base} {k}" in taken:
        k += 1
    return f"{base} {k}"

"""Paper → Manuscript: numbering, runs, footnotes and evidence, the same for every format."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from conspectus.engine.paper import Paper, Paragraph, Section, Sentence
from conspectus.formats.writers.annexes import annex_blocks
from conspectus.formats.writers.labels import Labels, labels_for
from conspectus.formats.writers.manuscript import Block, Heading, Line, Manuscript, Note, Numbered
from conspectus.formats.writers.proofs import Witnesses
from conspectus.formats.writers.scripts import (
    is_rtl,
    printable,
    split_by_quotation,
    split_by_script,
)

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """A number in Roman capitals, as parts and annexes are numbered."""
    digits = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        digits.append(sign * count)
    return "".join(digits)


def letters(number: int) -> str:
    """1 → "a", 26 → "z", 27 → "aa": the order of list items and of sections in a part."""
    text = ""
    while number:
        number, digit = divmod(number - 1, 26)
        text = chr(ord("a") + digit) + text
    return text


def anchor(name: str) -> str:
    """A name as an anchor: white space and signs become hyphens."""
    return "".join(c if c.isalnum() or c in "-_." else "-" for c in name)


def compose(paper: Paper) -> Manuscript:
    """Lay out a paper: what is printed, in its order, numbered, without any markup."""
    labels = labels_for(paper.language)
    witnesses = Witnesses(paper, labels)
    return Manuscript(
        title=printable(paper.title),
        language=paper.language,
        rtl=is_rtl(paper.language),
        date=paper.date,
        reference=printable(paper.reference),
        forum=printable(" ".join(part for part in (paper.forum, paper.cycle) if part)),
        status=printable(paper.status),
        front=_front(paper, labels),
        body=tuple(_body(paper, witnesses, labels)),
        annexes=tuple(annex_blocks(paper, witnesses, labels, roman)),
    )


def _front(paper: Paper, labels: Labels) -> tuple[tuple[str, str], ...]:
    lines = (
        (labels.reference, paper.reference),
        (labels.status, paper.status),
        (labels.date, labels.day(paper.date)),
        (labels.original, labels.language_name(paper.language)),
        (labels.cut_off, labels.day(paper.cut_off)),
    )
    return tuple((label, printable(value)) for label, value in lines if value)


def _body(paper: Paper, witnesses: Witnesses, labels: Labels) -> Iterator[Block]:
    parts, notes = itertools.count(1), itertools.count(1)
    part: str | None = None
    sections = itertools.count(1)
    for section in paper.sections:
        if section.part != part:
            part, sections = section.part, itertools.count(1)
            if part is not None:
                number = next(parts)
                yield Heading(
                    id=f"part-{number}", level=2, label=f"{roman(number)}.", text=printable(part)
                )
        if part is None:
            yield _heading(section, 2, roman(next(parts)))
        else:
            yield _heading(section, 3, letters(next(sections)).upper())
        for paragraph in section.paragraphs:
            yield _numbered(paragraph, paper.language, witnesses, labels, notes)


def _heading(section: Section, level: int, number: str) -> Heading:
    return Heading(
        id=anchor(f"section-{section.id}"),
        level=level,
        label=f"{number}.",
        text=printable(section.heading),
    )


def _numbered(
    paragraph: Paragraph,
    language: str,
    witnesses: Witnesses,
    labels: Labels,
    notes: Iterator[int],
) -> Numbered:
    lines = []
    for position, sentence in enumerate(paragraph.sentences):
        is_item = paragraph.kind == "list" and position > 0
        label = f"({letters(position)})" if is_item else ""
        lines.append(_line(sentence, label, language, witnesses, labels, notes))
    leads = 1 if paragraph.kind == "list" else len(lines)
    return Numbered(
        id=anchor(f"p-{paragraph.number}"),
        number=f"{paragraph.number}.",
        kind=paragraph.kind,
        lead=tuple(lines[:leads]),
        items=tuple(lines[leads:]),
    )


def _line(
    sentence: Sentence,
    label: str,
    language: str,
    witnesses: Witnesses,
    labels: Labels,
    notes: Iterator[int],
) -> Line:
    own = None if sentence.language == language else sentence.language
    spoken = witnesses.spoken(sentence)
    note = None
    if sentence.footnote:
        note = Note(number=next(notes), runs=split_by_quotation(sentence.footnote, spoken, own))
    degree = sentence.degree
    return Line(
        id=sentence.id,
        kind=sentence.kind,
        runs=split_by_quotation(sentence.text, spoken, own) or split_by_script(sentence.text),
        label=label,
        note=note,
        count=labels.of.format(n=degree.n, of=degree.of) if degree else "",
        author=_author(sentence, labels),
        proofs=witnesses.proofs(sentence),
    )


def _author(sentence: Sentence, labels: Labels) -> str:
    """Who proposed the wording: a language model, its name and the digest of what it was asked."""
    kind, _, rest = sentence.generator.partition(":")
    model, _, prompt = rest.rpartition(":")
    return labels.llm.format(model=model or prompt, prompt=prompt) if kind == "llm" else ""

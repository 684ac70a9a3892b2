"""A document → a paper that was written by hand, with its sentences and the holders they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Final

from conspectus.engine.document import BlockKind, Document
from conspectus.engine.handwritten.cues import ADVERB, BE, is_report, one_of
from conspectus.engine.handwritten.name_forms import is_acronym
from conspectus.engine.handwritten.parts import (
    HandwrittenPaper,
    KnownName,
    Mention,
    MentionKind,
    PaperParagraph,
    PaperSection,
    PaperSentence,
    Sign,
)
from conspectus.engine.handwritten.roster import (
    NameFinder,
    Roster,
    join_short_forms,
    learn_definitions,
    learn_listed,
    learn_pair,
)
from conspectus.engine.handwritten.run_in import without_notes
from conspectus.engine.handwritten.sections import (
    Headed,
    headed_blocks,
    lists_names,
    paragraph_number,
)
from conspectus.engine.handwritten.sentence_mentions import mentions_in
from conspectus.engine.segment import sentence_spans

_GOES_ON: Final = re.compile(
    r"^(?:They|It|He|She|Their|His|Her|Its|(?:This|The|These|That)\s+(?:contribution|comment|proposal|submission|"
    r"speaker|contributor|respondent|letter|statement|intervention|commenter)s?)\b",
)
_LEARNING_ROUNDS: Final = 2


def read_paper(document: Document, known: Iterable[KnownName] = ()) -> HandwrittenPaper:
    """Take a paper apart that people wrote.

    Args:
        document: what a reader made of the file; English.
        known: countries, and the names and other forms of those who contributed, if known.

    Returns:
        Sections, paragraphs, sentences; in each sentence of the body the holders it names.
    """
    headed = list(headed_blocks(document))
    roster = _roster(document, headed, known)
    finder = NameFinder(roster)
    for _ in range(_LEARNING_ROUNDS):
        if not _learn(document, headed, roster, finder):
            break
        finder = NameFinder(roster)
    join_short_forms(roster)
    counted = 0
    sections: list[PaperSection] = []
    for (path, body), members in groupby(headed, key=lambda one: (one.path, one.body)):
        blocks = list(members)
        paragraphs = []
        for one in blocks:
            counted += 1
            paragraphs.append(_paragraph(document, one, str(counted), roster, finder))
        sections.append(
            PaperSection(
                path=path, start=blocks[0].block.start, body=body, paragraphs=tuple(paragraphs)
            )
        )
    title = document.title or _first_line(document)
    return HandwrittenPaper(
        text=document.text,
        title=title,
        sections=tuple(sections),
        names=roster.known_names(),
    )


def _first_line(document: Document) -> str:
    if not document.blocks:
        return ""
    first = document.blocks[0]
    return " ".join(document.text[first.start : first.end].split())[:120]


def _roster(document: Document, headed: Sequence[Headed], known: Iterable[KnownName]) -> Roster:
    roster = Roster()
    for name in sorted(known, key=lambda one: (one.place, one.name)):
        roster.add(name.name, *name.forms, evident=not name.place, place=name.place)
    for one in headed:
        content = document.text[one.block.start : one.block.end]
        learn_definitions(roster, content)
    numbered = {one.path for one in headed if lists_names(one.path) and _is_numbered(document, one)}
    for one in headed:
        if not lists_names(one.path) or (one.path in numbered and not _is_numbered(document, one)):
            continue
        for line in document.text[one.block.start : one.block.end].splitlines():
            cells = [
                cell.strip() for cell in re.split(r"\t| \| |\s[–—-]\s|:\s", line) if cell.strip()
            ]
            if len(cells) > 1 and any(map(is_acronym, cells)):
                learn_pair(roster, cells, trusted="glossary" not in one.path[-1].lower())
            elif one.block.kind is BlockKind.LIST_ITEM or len(line) < 400:
                learn_listed(roster, re.sub(r"^\W*\d+[.)]\s*", "", line))
    _glossary(document, roster)
    return roster


def _is_numbered(document: Document, one: Headed) -> bool:
    lead = document.text[max(0, one.block.start - 6) : one.block.start].rpartition("\n")[2]
    content = document.text[one.block.start : one.block.end]
    return bool(re.match(r"\s*\d+[.)]", lead) or re.match(r"\d+[.)]", content))


def _glossary(document: Document, roster: Roster) -> None:
    """Take a short form that is a line of its own and the line below that explains it."""
    lines = [" ".join(line.split()) for line in document.text.splitlines() if line.strip()]
    for short, long in pairwise(lines):
        if is_acronym(short) and len(long) < 120:
            bare = re.sub(r"\s*\([^)]*\)", "", long).split(". ")[0]
            learn_pair(roster, (short, bare), trusted=False)


def _learn(
    document: Document, headed: Sequence[Headed], roster: Roster, finder: NameFinder
) -> bool:
    """Take names whose place in the text shows them as holders; whether there was any new."""
    before = len(roster.evident)
    for one in headed:
        if not one.body:
            continue
        for mention in _block_mentions(document, one, roster, finder):
            if mention.kind is MentionKind.NAMED:
                roster.add(mention.name, evident=True)
                roster.evident.add(mention.name.casefold().removeprefix("the "))
    return len(roster.evident) > before


def _block_mentions(
    document: Document, one: Headed, roster: Roster, finder: NameFinder
) -> list[Mention]:
    content = document.text[one.block.start : one.block.end]
    return [
        mention
        for start, end in sentence_spans(content, "en")
        for mention in mentions_in(
            content[start:end], roster, finder, is_note=_is_note(one, content)
        )
    ]


def _paragraph(
    document: Document, one: Headed, counted: str, roster: Roster, finder: NameFinder
) -> PaperParagraph:
    start, end = one.block.start, one.block.end
    content = document.text[start:end]
    number, cut = paragraph_number(content)
    if number is None:  # the reader keeps the number of a list item out of its block
        lead = document.text[max(0, start - 12) : start].rpartition("\n")[2]
        number, _ = paragraph_number(f"{lead.rstrip()} x") if lead.strip() else (None, 0)
    sentences: list[PaperSentence] = []
    for opening, last in sentence_spans(content, "en"):
        first = max(opening, cut)
        if last <= first:
            continue
        sentence = _sentence(document.text, start + first, start + last, one, roster, finder)
        if sentences and one.body and not _named(sentence) and _GOES_ON.match(sentence.text):
            sentence = replace(sentence, carried=_named(sentences[-1]) or sentences[-1].carried)
        sentences.append(sentence)
    return PaperParagraph(
        number=number or counted, start=start, end=end, sentences=tuple(sentences)
    )


def _named(sentence: PaperSentence) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.name for m in sentence.mentions if m.kind is MentionKind.NAMED))


def _sentence(
    text: str, start: int, end: int, one: Headed, roster: Roster, finder: NameFinder
) -> PaperSentence:
    content = text[start:end]
    is_note = _is_note(one, text[one.block.start : one.block.end])
    found = mentions_in(content, roster, finder, is_note=is_note) if one.body else []
    mentions = tuple(
        replace(mention, start=start + mention.start, end=start + mention.end) for mention in found
    )
    clean, notes = without_notes(content, found)
    return PaperSentence(
        start=start,
        end=end,
        text=clean,
        mentions=mentions,
        notes=tuple(replace(n, start=start + n.start, end=start + n.end) for n in notes),
        reports=bool(mentions) or _is_impersonal(content),
    )


def _is_note(one: Headed, content: str) -> bool:
    """Whether a block is a footnote: by the reader, or by the mark that opens it."""
    return one.block.kind is BlockKind.FOOTNOTE or bool(
        re.match(r"\s*(?:\[\d{1,3}\]|[¹²³⁴-⁹]+|\d{1,3}\s+(?=[A-Z])|\*\s)", content)
    )


def _is_impersonal(content: str) -> bool:
    """Whether a sentence reports a view of nobody: "It was suggested that", "the view was held"."""
    for found in re.finditer(rf"\b{BE}\s+(?:{ADVERB}\s+)*([a-z]+)\b", content):
        if is_report(found.group(1)):
            return True
    return bool(
        re.search(
            rf"\b[Tt]here (?:was|were) (?:\w+\s+){{0,3}}{one_of('frames', 'nouns')}\b", content
        )
    ) or (
        bool(
            re.search(
                r"\b(?:general|broad|wide|strong) (?:view|agreement|support|recognition|"
                r"understanding)\b",
                content,
            )
        )
    )


__all__ = ["Sign", "read_paper"]

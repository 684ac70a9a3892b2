"""Sentences of a source: spans into its published text, with heading, lead-in and block kind.

sentencex (Wikimedia) proposes the boundaries; our rules take back those after abbreviations,
numbers of clauses and list labels, and cut at list marks inside a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import sentencex

from conspectus.engine.corpus import Source
from conspectus.engine.document import Block, BlockKind

_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|viz|etc|vs|Mr|Mrs|Ms|Dr|Prof|H\.E|St|No|Nos|Art|Arts|para|paras|"
    r"para[s]?|"
    r"Sec|Govt|Inc|Ltd|Co|Corp|Jr|Sr|ed|eds|vol|pp|p|ch|approx|incl|resp|U\.S|U\.N|U\.K|E\.U|Fed|"
    r"art|al|fig|Fig|Rev|Add|Corr|Min|Dept|Univ|Nr|Abs|Gen|Sen|Rep|Hon)|\b[A-Z])\.\s*$",
)
_LABEL_ONLY: Final = re.compile(
    r"^\W*(?:\(?[0-9]{1,3}[.)]|\(?[a-zA-Z][.)]|\(?[ivxIVX]{1,5}[.)])+\s*$"
)
_LEADING: Final = re.compile(
    r"^(?:[\s\u2022\u25cf\u25aa\u25e6\u00b7\ufffd\u2013\u2014*>§o-]+(?=\s|[A-Z“\"])|"
    r"[\s\u2022\ufffd·]+|"
    r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s+|\d{1,2}(?:\.\d{1,2})+\s+)+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSentence:
    """One sentence: ``source.text[start:end]``, list mark left out.

    ``lead`` is set for whatever follows a colon or semicolon at the end of a block.

    ``heading``: the headings above it, innermost last. ``lead``: for a list item, the sentence that
    introduces the list. ``before``, ``after``: neighbours in the same block.
    """

    source: str
    start: int
    end: int
    text: str
    kind: BlockKind
    headings: tuple[str, ...] = ()
    lead: str = ""
    before: str = ""
    after: str = ""
    block: int = 0


@lru_cache(maxsize=20_000)
def sentence_spans(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Half-open spans of the sentences of one block, without surrounding white space."""
    merged: list[list[int]] = []
    for start, end in _proposed(text, language or "en"):
        if merged and _continues(text[merged[-1][0] : merged[-1][1]], text[start:end]):
            merged[-1][1] = end
        else:
            merged.append([start, end])
    spans: list[tuple[int, int]] = []
    for start, end in merged:
        piece = text[start:end]
        spans.append(
            (start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip())))
        )
    return tuple((start, end) for start, end in spans if end > start)


_NOTE_MARK: Final = re.compile(r"(?<=[a-z]{2}[.”’])\d{1,2}\s+(?=[A-Z])")
"""A footnote's number after a full stop: "no longer work.1 The law …"."""


def _proposed(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Spans as sentencex cuts them, which splits nothing after "(a)" nor at a footnote's number."""
    label = _LEADING.match(text)
    start = label.end() if label and label.end() < len(text) else 0
    first = 0
    for end in (*(mark.end() for mark in _NOTE_MARK.finditer(text, start)), len(text)):
        for boundary in sentencex.get_sentence_boundaries(language, text[start:end]):
            yield min(first, start + boundary["start_index"]), start + boundary["end_index"]
            first = len(text)
        start = end


def _continues(before: str, following: str) -> bool:
    """Whether the boundary between two pieces is none: abbreviation, label, lower-case start."""
    head = following.lstrip()
    if not head:
        return True
    if _LABEL_ONLY.match(before):
        return True
    if _ABBREVIATION.search(before.rstrip()) and not head[:3].isupper():
        return True
    return head[0].islower() or head[0] in ",;)”’"


def sentences(source: Source) -> tuple[SourceSentence, ...]:
    """All sentences of a source in order; headings are context of what follows, not sentences."""
    found: list[SourceSentence] = []
    path: list[tuple[int, str]] = []
    lead = ""
    after_item = False
    for index, block in enumerate(source.blocks):
        content = source.text[block.start : block.end]
        if block.kind is BlockKind.HEADING:
            level = block.level or 1
            path = [entry for entry in path if entry[0] < level]
            path.append((level, content.strip()))
            lead = ""
            continue
        if block.kind is not BlockKind.LIST_ITEM and after_item:
            lead = ""
        after_item = block.kind is BlockKind.LIST_ITEM
        pieces = _block_sentences(source, block, index, tuple(h for _, h in path), lead)
        found += pieces
        if block.kind is not BlockKind.LIST_ITEM:
            lead = pieces[-1].text if pieces and pieces[-1].text.endswith((":", ";")) else ""
    return tuple(found)


def _block_sentences(
    source: Source, block: Block, index: int, headings: tuple[str, ...], lead: str
) -> list[SourceSentence]:
    content = source.text[block.start : block.end]
    spans = sentence_spans(content, source.language or "en")
    texts = [content[start:end] for start, end in spans]
    found = []
    for i, (start, end) in enumerate(spans):
        mark = _LEADING.match(content[start:end])
        cut = mark.end() if mark and mark.end() < end - start else 0
        found.append(
            SourceSentence(
                source=source.id,
                start=block.start + start + cut,
                end=block.start + end,
                text=content[start + cut : end],
                kind=block.kind,
                headings=headings,
                lead=lead,
                before=texts[i - 1] if i else "",
                after=texts[i + 1] if i + 1 < len(texts) else "",
                block=index,
            )
        )
    return found

"""Sentences of a source: spans into its published text, with heading, lead-in and block kind.

sentencex (Wikimedia) proposes the boundaries; our rules take back those after abbreviations,
numbers of clauses and list labels, and cut at list marks inside a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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
_TURN: Final = (
    r"(?:(?P<asks>Q|Question|Pregunta|Pergunta|Вопрос|В|سؤال|السؤال|س|问题|問題|问|問|提问)|"
    r"R|A|Answer|Réponse|Reponse|Response|Respuesta|Resposta|Ответ|О|جواب|الجواب|الإجابة|ج|回答|答)"
    r"(?:[ \u00a0\u202f]?\d{1,2}(?:[.)](?=\s)|(?=[ \u00a0\u202f]?[:：]))|(?=[ \u00a0\u202f]?[:：]))"
    r"[ \u00a0\u202f]?[:：]?(?:\s+|(?<=：)|(?=[^\W\d_]))"
)
"""The label of a question or an answer: "Q:", "R :", "A2.", "Respuesta 3:"."""
_ASKED: Final = re.compile(rf"^\W*{_TURN}")
_LEADING: Final = re.compile(
    rf"^(?:{_TURN.replace('?P<asks>', '?:')}|"
    r"[\s\u2022\u25cf\u25aa\u25e6\u00b7\ufffd\u2013\u2014*>§o-]+(?=\s|[A-Z“\"])|"
    r"[\s\u2022\ufffd·]+|"
    r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s+|\d{1,2}(?:\.\d{1,2})+\s+)+"
)


_NUMBER_OF_A_PART: Final = re.compile(
    r"\b(?:Глав|Стать|стать|глав|пункт|Пункт|раздел|Раздел|[Cc]hapitre|[Cc]apítulo|[Aa]rt[ií]culo|"
    r"[Aa]rtigo|[Tt]ítulo|[Tt]itre)\w* (?:\d{1,3}|[IVX]{1,5})\.$"
)
"""The number of a part of a law, whose title may follow: "перед Главой 1. «Общие положения»"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSentence:
    """One sentence: ``source.text[start:end]``, list mark left out.

    ``lead`` is set for whatever follows a colon or semicolon at the end of a block.

    ``heading``: the headings above it, innermost last. ``lead``: for a list item, the sentence that
    introduces the list. ``before``, ``after``: neighbours in the same block. ``lead_start``,
    ``heading_start``: where the lead-in and the innermost heading start in the source's text, -1
    without one. ``headed``: whether it is the first sentence under its heading. ``asked``: whether
    it stands under the label of a question ("Q:"), which the call asked.
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
    lead_start: int = -1
    heading_start: int = -1
    headed: bool = False
    asked: bool = False


_SPACED_STOP: Final = re.compile(r"(?<=[^\W\d_])\s+[.;,]$")
"""A stop set apart from its sentence: "work ."; no part of what is quoted."""


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
_ADDRESS: Final = re.compile(
    r"\b(?:Dear [A-Z][^.:;!?\n]{1,70}?[,:]|Dear [a-z]+(?: [a-z]+){0,3}[,:]|"
    r"[Tt]o whom it may concern[,:]|"
    r"(?:[Ww]rite|[Tt]ype|[Ee]nter) [Yy]our (?:[Cc]omments?|[Aa]nswers?|[Tt]ext) [Hh]ere[.:]?)"
    r"\s+(?=[A-Z“])"
)
"""How a letter or a form begins, on one line with what it says: "Dear Council, I support …"."""


def _proposed(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Spans as sentencex cuts them; it splits nothing after "(a)", a note's number, "Dear X,"."""
    label = _LEADING.match(text)
    start = label.end() if label and label.end() < len(text) else 0
    first = 0
    marks = {mark.end() for one in (_NOTE_MARK, _ADDRESS) for mark in one.finditer(text, start)}
    for end in sorted({*marks, len(text)}):
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
    if head[0] in "«“" and _NUMBER_OF_A_PART.search(before.rstrip()):
        return True
    return head[0].islower() or head[0] in ",;)”’"


@dataclass(frozen=True, slots=True)
class _LeadIn:
    """A sentence that introduces what follows, and where it starts; empty where there is none."""

    text: str = ""
    start: int = -1


@dataclass(slots=True)
class _Place:
    """Where the reading of a source stands: headings above, lead-in, the list it is in."""

    path: list[tuple[int, str, int]] = field(default_factory=list)
    lead: _LeadIn = _LeadIn()
    after_item: bool = False
    number: int = 0
    numbered: _LeadIn = _LeadIn()
    headed: bool = False
    outer: tuple[str, _LeadIn] | None = None

    def heading(self, level: int, text: str, start: int) -> None:
        self.path = [entry for entry in self.path if entry[0] < level]
        self.path.append((level, text, start))
        self.lead, self.numbered, self.number = _LeadIn(), _LeadIn(), 0
        self.after_item, self.headed, self.outer = False, True, None

    def enter(self, block: Block, mark: str) -> None:
        """Take back the lead-in of a numbered list that paragraphs interrupt; drop an old one."""
        if block.kind is not BlockKind.LIST_ITEM:
            if self.after_item:
                self.lead = _LeadIn()
            return
        if self.outer is not None and _style(mark) == self.outer[0]:
            self.lead, self.outer = self.outer[1], None
        figures = _NUMBER.match(mark)
        number = int(figures[1]) if figures else 0
        if number and number == self.number + 1 and number > 1 and not self.lead.text:
            self.lead = self.numbered
        if number:
            self.number, self.numbered = number, self.lead

    def leave(
        self, block: Block, pieces: Sequence[SourceSentence], style: str, *, opens: bool
    ) -> None:
        """Go on to the next block; ``style``: of its mark; ``opens``: whether a list follows."""
        self.after_item = block.kind is BlockKind.LIST_ITEM
        self.headed = False
        if not pieces:
            return
        last = pieces[-1]
        if self.after_item:
            if last.text.endswith(":") and opens and self.outer is None:
                self.outer = (style, self.lead)
                self.lead = _LeadIn(last.text, last.start)
            return
        unfinished = opens and last.text[-1:].isalnum()
        if last.text.endswith((":", ";")) or unfinished:
            self.lead = _LeadIn(last.text, last.start)
        elif not self._goes_on(pieces):
            self.lead = _LeadIn()

    def _goes_on(self, pieces: Sequence[SourceSentence]) -> bool:
        """Whether a short paragraph without a full stop is an item of a list without marks."""
        text = pieces[0].text
        short = len(text.split()) <= _UNMARKED_ITEM and not text.endswith((".", "!", "?"))
        return bool(self.lead.text) and len(pieces) == 1 and short


def _mark(text: str, block: Block) -> str:
    """The mark of a list item: what stands before the block on its line, or opens it."""
    before = text[text.rfind("\n", 0, block.start) + 1 : block.start]
    found = _LEADING.match(text[block.start : block.end])
    return before.strip() or (found[0].strip() if found else "")


def _style(mark: str) -> str:
    """The mark without its number or letter: "1." and "2." are of one style."""
    return re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", re.sub(r"\d+", "1", mark)))


_NUMBER: Final = re.compile(r"^\W{0,2}(\d{1,2})(?:[.)\s]|$)")
_UNMARKED_ITEM: Final = 15


def sentences(source: Source) -> tuple[SourceSentence, ...]:
    """All sentences of a source in order; headings are context of what follows, not sentences."""
    found: list[SourceSentence] = []
    place = _Place()
    for index, block in enumerate(source.blocks):
        content = source.text[block.start : block.end]
        if block.kind is BlockKind.HEADING:
            place.heading(block.level or 1, content.strip(), block.start)
            continue
        mark = _mark(source.text, block)
        place.enter(block, mark)
        pieces = _block_sentences(source, block, index, place)
        found += pieces
        following = source.blocks[index + 1].kind if index + 1 < len(source.blocks) else None
        place.leave(block, pieces, _style(mark), opens=following is BlockKind.LIST_ITEM)
    return tuple(found)


def _block_sentences(
    source: Source, block: Block, index: int, place: _Place
) -> list[SourceSentence]:
    content = source.text[block.start : block.end]
    spans = [
        (start, start + len(_SPACED_STOP.sub("", content[start:end])))
        for start, end in sentence_spans(content, source.language or "en")
    ]
    texts = [content[start:end] for start, end in spans]
    headings = tuple(text for _, text, _ in place.path)
    found = []
    asked = False
    for i, (start, end) in enumerate(spans):
        turn = _ASKED.match(content[start:end])
        asked = bool(turn["asks"]) if turn else asked
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
                lead=place.lead.text,
                before=texts[i - 1] if i else "",
                after=texts[i + 1] if i + 1 < len(texts) else "",
                block=index,
                lead_start=place.lead.start,
                heading_start=place.path[-1][2] if place.path else -1,
                headed=place.headed and i == 0,
                asked=asked,
            )
        )
    return found

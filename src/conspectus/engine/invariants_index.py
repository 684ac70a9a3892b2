"""A paper looked up by ids, as the invariants need it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from conspectus.engine.corpus import Capacity
from conspectus.engine.degree import opposed_views, rule_of_options
from conspectus.engine.evidence import Evidence, Position, Sentence
from conspectus.engine.paper_parts import PaperData, Paragraph, Passage, Section
from conspectus.engine.printed_names import NameIndex

UNCOUNTED = (Capacity.RELAYED, Capacity.CHAIR)


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence and where it stands."""

    section: Section
    paragraph: Paragraph
    sentence: Sentence


def sentences_of(paper: PaperData) -> Iterator[Placed]:
    """All sentences in the order of reading."""
    for section in paper.sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                yield Placed(section, paragraph, sentence)


class PaperIndex:
    """``paper`` by ids. Where two things share an id (a fault of its own) the later is found."""

    def __init__(self, paper: PaperData) -> None:
        self.paper = paper
        self.sources = {source.id: source for source in paper.sources}
        self.holders = {holder.id: holder for holder in paper.holders}
        self.themes = {theme.id: theme for theme in paper.themes}
        self.passages = {passage.id: passage for passage in paper.passages}
        self.views = {view.id: view for view in paper.views}
        self.reasons = {
            one.get("source", ""): one.get("reason", "") for one in paper.annexes.not_reflected
        }
        self.placed = tuple(sentences_of(paper))
        self.sentences = {placed.sentence.id: placed.sentence for placed in self.placed}
        self.names = NameIndex(paper.holders)
        self.rule = rule_of_options(paper.engine["options"])
        self.opposed = opposed_views(
            (opposition.views for opposition in paper.oppositions),
            ((one.view, one.stance) for one in paper.passages if self.counts(one)),
        )
        self._by_source: dict[str, list[Passage]] = defaultdict(list)
        for passage in paper.passages:
            self._by_source[passage.source].append(passage)

    @property
    def cited(self) -> frozenset[str]:
        """The sources that some sentence leads to."""
        return frozenset(
            item.source
            for placed in self.placed
            for position in placed.sentence.positions
            for item in position.evidence
        )

    def counts(self, passage: Passage) -> bool:
        """Whether a passage counts for its holder: neither relayed nor from the chair."""
        holder = self.holders[passage.holder]
        return passage.capacity not in UNCOUNTED and not (holder.is_chair or holder.is_nobody)

    def passages_under(self, evidence: Evidence) -> list[Passage]:
        """The passages that share a character with ``evidence``."""
        return [
            passage
            for passage in self._by_source[evidence.source]
            if passage.start < evidence.end and evidence.start < passage.end
        ]

    def uncounted(self, position: Position) -> Capacity | None:
        """Why a position counts in no degree: relayed words or the chair's; else ``None``."""
        if self.holders[position.holder].is_nobody:
            return Capacity.RELAYED
        under = [one for item in position.evidence for one in self.passages_under(item)]
        if any(passage.capacity is Capacity.RELAYED for passage in under):
            return Capacity.RELAYED
        chaired = any(passage.capacity is Capacity.CHAIR for passage in under)
        return Capacity.CHAIR if chaired or self.holders[position.holder].is_chair else None

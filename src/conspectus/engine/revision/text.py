"""The sentences of a paper in their places, while a person puts others there.

A sentence is known throughout by the id that it had in the engine's draft, or by that with which it
was added; what it reads in the end decides which id it gets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from conspectus.engine.errors import EngineError
from conspectus.engine.evidence import Sentence
from conspectus.engine.ids import SentenceIds
from conspectus.engine.invariants_sentences import FRAMES_IN_A_THEME
from conspectus.engine.paper_parts import Paragraph, Section
from conspectus.engine.revision.rebuilding import NOT_IN_TEXT

Place = tuple[int, int]
"""Index of a section and of a paragraph in it."""


class Text:
    """Sections with sentences that can be put, moved, added and left out."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = list(sections)
        self._order: dict[Place, list[str]] = {}
        self._now: dict[str, Sentence] = {}
        self._reasons: dict[tuple[str, str], str] = {}
        self._final: dict[str, str] = {}
        for s, section in enumerate(sections):
            for p, paragraph in enumerate(section.paragraphs):
                self._order[s, p] = [one.id for one in paragraph.sentences]
                self._now.update({one.id: one for one in paragraph.sentences})

    def copy(self) -> Text:
        """The same text, to go on from or to come back to."""
        other = Text(())
        other._sections = list(self._sections)
        other._order = {place: list(keys) for place, keys in self._order.items()}
        other._now = dict(self._now)
        other._reasons = dict(self._reasons)
        return other

    def holds(self, key: str) -> bool:
        """Whether the sentence is in the text."""
        return any(key in keys for keys in self._order.values())

    def now(self, key: str) -> Sentence:
        """The sentence as it reads now."""
        return self._now[key]

    def put(self, key: str, sentence: Sentence) -> None:
        """Other words in the place of a sentence."""
        self._now[key] = sentence

    def put_behind(self, key: str, sentence: Sentence) -> None:
        """A sentence behind another, or where that one has stood."""
        self._now[sentence.id] = sentence
        place, at = self._place_of(key)
        self._order[place].insert(at + 1, sentence.id)

    def beside(self, key: str) -> Iterator[Sentence]:
        """The other sentences of its paragraph."""
        place, _ = self._place_of(key)
        return (self._now[one] for one in self._order[place] if one != key)

    def leave_out(self, key: str, why: str) -> None:
        """Takes a sentence out of the text; its holders are told why in the table of positions.

        Raises:
            EngineError: it leads a list, whose items would hang in the air.
        """
        place, at = self._place_of(key)
        if self._paragraph(place).kind == "list" and at == 0 and len(self._order[place]) > 1:
            raise EngineError("This sentence opens a list: leave out the items first.")
        self._order[place].remove(key)
        sentence = self._now[key]
        for holder in sentence.holders:
            self.give_reason(sentence, holder, why)

    def give_reason(self, sentence: Sentence, holder: str, why: str) -> None:
        """Why a holder is not in a sentence of its views any more."""
        reason = f"{NOT_IN_TEXT}: {' '.join(why.split())}" if why.strip() else NOT_IN_TEXT
        self._reasons.update({(view, holder): reason for view in sentence.views})

    def move(self, key: str, behind: str) -> None:
        """Puts a sentence behind another of the same section.

        Raises:
            EngineError: they stand in different sections; what a view belongs to is its theme.
        """
        place, _ = self._place_of(key)
        target, _ = self._place_of(behind)
        if place[0] != target[0]:
            raise EngineError(
                "A view stands under its theme: give its passages the other theme instead."
            )
        if key == behind:
            return
        self._order[place].remove(key)
        self._order[target].insert(self._order[target].index(behind) + 1, key)

    def add(self, sentence: Sentence, behind: str | None, theme: str) -> str | None:
        """Adds a sentence behind another, or at the end of a theme; the key that it gets.

        Raises:
            EngineError: the theme has as many sentences without evidence as a theme may have.
        """
        if behind is not None and self.holds(behind):
            self._refuse_one_more(sentence, self._place_of(behind)[0][0])
            self.put_behind(behind, sentence)
            return sentence.id
        places = [p for p in self._order if self._sections[p[0]].theme == theme and theme]
        if behind is not None or not places:
            return None
        self._refuse_one_more(sentence, max(places)[0])
        self._now[sentence.id] = sentence
        self._order[max(places)].append(sentence.id)
        return sentence.id

    def _refuse_one_more(self, sentence: Sentence, section: int) -> None:
        if sentence.kind != "frame" or self._sections[section].theme is None:
            return
        here = [key for place, keys in self._order.items() if place[0] == section for key in keys]
        if sum(self._now[key].kind == "frame" for key in here) >= FRAMES_IN_A_THEME:
            raise EngineError(
                f"A theme has at most {FRAMES_IN_A_THEME} sentences without evidence; leave one "
                "out first."
            )

    def name_section(self, theme: str, heading: str) -> bool:
        """Gives the section of a theme its heading; whether there is one."""
        found = [s for s, one in enumerate(self._sections) if theme and one.theme == theme]
        for s in found:
            self._sections[s] = replace(self._sections[s], heading=heading)
        return bool(found)

    def result(self) -> tuple[list[Section], dict[tuple[str, str], str]]:
        """The sections, and why a holder is in no sentence of a view: (view, holder) → reason."""
        ids = SentenceIds()
        self._final = {}
        sections = []
        for s, section in enumerate(self._sections):
            paragraphs = [
                replace(paragraph, sentences=tuple(self._named(key, ids) for key in keys))
                for p, paragraph in enumerate(section.paragraphs)
                if (keys := self._order[s, p])
            ]
            sections.append(replace(section, paragraphs=tuple(paragraphs)))
        return sections, dict(self._reasons)

    def final_id(self, key: str) -> str | None:
        """The id that a sentence has in the end; ``None`` where it was left out."""
        return self._final.get(key)

    def _named(self, key: str, ids: SentenceIds) -> Sentence:
        """The sentence with the id of its words; the second of the same words has another."""
        one = self._now[key]
        name = ids.give(one.views, one.holders, one.text)
        self._final[key] = name
        return replace(one, id=name)

    def _place_of(self, key: str) -> tuple[Place, int]:
        for place, keys in self._order.items():
            if key in keys:
                return place, keys.index(key)
        raise EngineError("The sentence is not in the text any more.")

    def _paragraph(self, place: Place) -> Paragraph:
        return self._sections[place[0]].paragraphs[place[1]]

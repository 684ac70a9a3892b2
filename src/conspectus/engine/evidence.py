"""A sentence of the paper with the evidence it leads to, and the rules it cannot break alone.

Each class refuses at construction what breaks DESIGN §5 and can be seen without the rest of the
paper; what needs the rest is checked by ``invariants``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from conspectus.engine.corpus import Stance
from conspectus.engine.degree import DEGREE_WORDS
from conspectus.engine.degree_reading import stated_degrees
from conspectus.engine.errors import InvariantError
from conspectus.engine.ids import SENTENCE_ID, SOURCE_ID, sha256_hex
from conspectus.engine.names import ALL_NAMES, SAMPLE_NAMES
from conspectus.engine.quoting import fold, take_apart, word_count
from conspectus.engine.topic_phrase import holds_phrase, topic_phrases

SENTENCE_KINDS = ("view", "topic", "frame")
MATCHES = ("same-language", "cross-language")
GENERATORS = ("template:", "llm:", "human:")
EVIDENCE_WORDS = 3


def refuse(problems: Iterator[str]) -> None:
    """Raise ``InvariantError`` with the first of ``problems``, if there is one."""
    for problem in problems:
        raise InvariantError(problem)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A span of a source: ``sources/<source>.txt[start:end] == quote``."""

    source: str
    start: int
    end: int
    quote: str
    sha256: str

    def __post_init__(self) -> None:
        refuse(self._problems())

    def _problems(self) -> Iterator[str]:
        where = f"The evidence at {self.start} of source {self.source}"
        if not SOURCE_ID.fullmatch(self.source):
            yield f"“{self.source}” cannot be the id of a source; give evidence the id of one."
        if self.start < 0 or self.end - self.start != len(self.quote):
            yield f"{where} ends at {self.end}, which is not where its quote ends."
        if self.sha256 != sha256_hex(self.quote):
            yield f"{where} carries a hash that is not that of its quote."
        if word_count(self.quote) < EVIDENCE_WORDS:
            yield f"{where} is shorter than three words: “{self.quote}”."


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """View × holder × stance with its evidence. ``view`` is ``None`` in topic sentences."""

    view: str | None
    holder: str
    stance: Stance
    match: str
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        refuse(self._problems())

    def _problems(self) -> Iterator[str]:
        if not self.evidence:
            yield f"The position of {self.holder} has no evidence."
        if len(set(self.evidence)) != len(self.evidence):
            yield f"The position of {self.holder} gives the same evidence twice."
        if self.match not in MATCHES:
            yield f"The position of {self.holder} has the match “{self.match}”, which is none."


@dataclass(frozen=True, slots=True, kw_only=True)
class Degree:
    """A degree word with the counts it follows from (DRAFTING §2)."""

    word: str
    n: int
    of: int

    def __post_init__(self) -> None:
        refuse(self._problems())

    def _problems(self) -> Iterator[str]:
        if self.word not in DEGREE_WORDS:
            yield f"“{self.word}” is no degree word."
        if not 1 <= self.n <= self.of:
            yield f"A degree cannot count {self.n} of {self.of}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence; ``kind``: "view", "topic" or "frame".

    ``degree`` is ``None`` in frame sentences, and where nobody is counted: chairs, and relayed
    words ("X reported that …", stance "mentions").
    """

    id: str
    kind: str
    text: str
    language: str
    generator: str
    footnote: str | None = None
    named: tuple[str, ...] = ()
    degree: Degree | None = None
    positions: tuple[Position, ...] = ()

    def __post_init__(self) -> None:
        refuse(self._problems())

    @property
    def holders(self) -> tuple[str, ...]:
        """The distinct holders of its positions, in their order."""
        return tuple(dict.fromkeys(position.holder for position in self.positions))

    @property
    def views(self) -> tuple[str, ...]:
        """The distinct views of its positions, in their order."""
        views = (position.view for position in self.positions)
        return tuple(dict.fromkeys(view for view in views if view is not None))

    def _problems(self) -> Iterator[str]:
        where = f"Sentence {self.id}"
        yield from self._problems_of_form(where)
        if self.kind == "frame":
            yield from self._problems_of_frame(where)
        else:
            yield from self._problems_of_positions(where)
            yield from self._problems_of_named(where)
            yield from self._problems_of_degree(where)
        if self.kind == "topic":
            yield from self._problems_of_topic(where)
        yield from self._problems_of_quotations(where)

    def _problems_of_form(self, where: str) -> Iterator[str]:
        if not SENTENCE_ID.fullmatch(self.id):
            yield f"“{self.id}” cannot be the id of a sentence: ten hexadecimal digits are."
        if self.kind not in SENTENCE_KINDS:
            yield f"{where} is of the kind “{self.kind}”, which is none."
        if not self.generator.startswith(GENERATORS) or self.generator in GENERATORS:
            yield f"{where} does not say who wrote it (template:…, llm:… or human:…)."
        if not self.language:
            yield f"{where} has no language."
        if self.footnote is not None and not _is_line(self.footnote):
            yield f"The footnote of sentence {self.id} is not one line of text."
        if not _is_line(self.text):
            yield f"{where} is not one line of text."

    def _problems_of_frame(self, where: str) -> Iterator[str]:
        if self.positions or self.named:
            yield f"{where} is a frame sentence and cites a holder."
        if self.degree is not None:
            yield f"{where} is a frame sentence and has a degree."

    def _problems_of_positions(self, where: str) -> Iterator[str]:
        if not self.positions:
            yield f"{where} states a view or a topic and has no position."
        if len({position.stance for position in self.positions}) > 1:
            yield f"{where} has more than one stance; write one sentence a stance."
        pairs = {(position.view, position.holder) for position in self.positions}
        views = {position.view for position in self.positions}
        if len(pairs) != len(self.positions):
            yield f"{where} gives a holder the same view twice."
        if len(pairs) != len(views) * len(self.holders):
            yield f"{where} names a holder that does not hold all of its views."
        if self.kind == "view" and None in views:
            yield f"{where} states a view, and one of its positions has none."

    def _problems_of_topic(self, where: str) -> Iterator[str]:
        if self.views:
            yield f"{where} is a topic sentence and counts as no view."
        if any(position.stance is not Stance.MENTIONS for position in self.positions):
            yield f"{where} is a topic sentence; its positions mention, they take no side."
        if self.language != "en":
            return
        phrases = topic_phrases(self.text)
        if not phrases:
            yield f"{where} lacks the verb of a topic: addressed, discussed, raised or referred to."
        for position in self.positions:
            if not any(holds_phrase(item.quote, phrases) for item in position.evidence):
                yield f"{where} says what {position.holder} addressed in words not in its evidence."

    def _problems_of_named(self, where: str) -> Iterator[str]:
        holders = set(self.holders)
        if len(set(self.named)) != len(self.named):
            yield f"{where} names a holder twice."
        if not set(self.named) <= holders:
            yield f"{where} names a holder that has no position in it."
        if set(self.named) == holders:
            return
        if len(holders) <= ALL_NAMES:
            yield f"{where} has {len(holders)} holders and does not name them all."
        elif len(self.named) != SAMPLE_NAMES:
            yield f"{where} has {len(holders)} holders and names {len(self.named)}: four or all."
        elif self.footnote is None:
            yield f"{where} names four of {len(holders)} holders and has no footnote for the rest."
        elif self.language == "en" and "e.g." not in self.text:
            yield f"{where} names four of {len(holders)} holders without “e.g.”."

    def _problems_of_degree(self, where: str) -> Iterator[str]:
        degree = self.degree
        if degree is not None and degree.n != len(self.holders):
            yield f"{where} counts {degree.n} holders and has {len(self.holders)}."
        if self.language != "en":
            return
        for stated in stated_degrees(take_apart(self.text).outside):
            if degree is None:
                yield f"{where} says “{stated.word}” and counts nobody."
            elif stated.word != degree.word:
                yield f"{where} says “{stated.word}” where the counts give “{degree.word}”."
            elif stated.n not in {None, degree.n} or stated.of not in {None, degree.of}:
                yield f"{where} prints other figures than {degree.n} of {degree.of}."

    def _problems_of_quotations(self, where: str) -> Iterator[str]:
        quotes = [fold(item.quote) for one in self.positions for item in one.evidence]
        for text in (self.text, self.footnote or ""):
            quoted = take_apart(text)
            if quoted.fault:
                yield f"In sentence {self.id}, {quoted.fault}."
            for inside in quoted.inside:
                folded = fold(inside)
                if not folded or not any(folded in quote for quote in quotes):
                    yield f"{where} quotes “{inside}”, which its evidence does not contain."


def _is_line(text: str) -> bool:
    """One line of printable text without white space around it."""
    return bool(text) and text == text.strip() and not any(ord(mark) < ord(" ") for mark in text)

"""What a check of a hand-written paper against its contributions gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from conspectus.engine.handwritten.parts import PaperSentence


class Grade(StrEnum):
    """How sure it is that a holder's own words carry a sentence."""

    FOUND = "found"
    LIKELY = "likely"
    NOT_FOUND = "not found"
    NO_SOURCE = "no contribution"
    """The holder is in none of the contributions given: a speaker, or an earlier paper."""
    UNNAMED = "nobody named"
    """The sentence names no holder, so that a person has to say whose view it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """``text[start:end]`` of the source. ``share``: of what the sentence says, 0 to 1, by weight.

    ``quoted``: the words in the sentence's quotation marks stand there as they are.
    """

    source: str
    start: int
    end: int
    text: str
    share: float
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderMatch:
    """A holder that a sentence names, ``holder`` its id among those given, if it is one.

    ``carried``: named by the sentence before, about whom this one goes on.
    """

    name: str
    holder: str | None
    grade: Grade
    evidence: Evidence | None = None
    carried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceMatch:
    """A sentence of the body with its place and what was found for each of its holders.

    ``proposals``: for a sentence that reports a view of nobody named, whose words are nearest.
    """

    path: tuple[str, ...]
    paragraph: str
    sentence: PaperSentence
    holders: tuple[HolderMatch, ...]
    proposals: tuple[HolderMatch, ...] = ()

    @property
    def grade(self) -> Grade | None:
        """The weakest grade of its holders; ``None`` where it reports nothing."""
        if self.holders:
            return max((match.grade for match in self.holders), key=list(Grade).index)
        return Grade.UNNAMED if self.sentence.reports else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperMatch:
    """The sentences of the body in order, and the holders that no sentence names."""

    sentences: tuple[SentenceMatch, ...]
    unnamed_holders: tuple[str, ...] = ()

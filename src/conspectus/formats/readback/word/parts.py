"""What came back in an edited Word document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """What became of a sentence. A sentence that was moved and changed is ``CHANGED``."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    MOVED = "moved"
    DELETED = "deleted"
    NEW = "new"
    ELSEWHERE = "elsewhere"
    """No sentence of the paper: a heading, a line before or behind the text, with a comment."""


class Recorded(StrEnum):
    """A change that the program recorded as such."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_FROM = "moved from"
    MOVED_TO = "moved to"


class ParagraphChange(StrEnum):
    """What became of the paragraph around a sentence."""

    KEPT = "kept"
    SPLIT = "split"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedChange:
    """One recorded change; ``date`` as written in the file (ISO 8601), if it is."""

    kind: Recorded
    author: str
    date: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment; ``quoted``: the words of the sentence to which it is anchored."""

    author: str
    date: str | None
    text: str
    quoted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceChange:
    """A sentence of the paper, or one that is new, with what became of it.

    ``sentence``: its id, ``None`` where it is new. ``before``, ``after``: its text in the paper and
    in the file, all recorded changes accepted; empty where there is none. ``moved``: whether it
    stands elsewhere. ``section``, ``paragraph``: heading and number of the paragraph where it
    stands, for a deleted one where it stood; ``follows``: the sentence of the paper before it.
    ``by_text``: whether its bookmark was lost, so that it was known by its words.
    """

    kind: Change
    sentence: str | None = None
    before: str = ""
    after: str = ""
    moved: bool = False
    section: str = ""
    paragraph: str = ""
    follows: str | None = None
    paragraph_change: ParagraphChange = ParagraphChange.KEPT
    by_text: bool = False
    tracked: tuple[TrackedChange, ...] = ()
    comments: tuple[Comment, ...] = ()

"""A paper that was written by hand, taken apart: sections, paragraphs, sentences, mentions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MentionKind(StrEnum):
    """How a holder is mentioned: by a name, or as "one speaker", "several contributions"."""

    NAMED = "named"
    GROUP = "group"


class Sign(StrEnum):
    """What tells that somebody named is the holder of what is reported."""

    SUBJECT = "subject"
    AGENT = "agent"
    BRACKET = "bracket"
    RUN_IN = "run-in note"
    TITLE = "title of a contribution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """``text[start:end]`` of the document mentions a holder.

    ``name``: the fullest name that the paper gives this holder, the mention itself for a group.
    ``sign``: what made it one. ``note``: whether it stood in a footnote that ran into the text.
    """

    start: int
    end: int
    text: str
    kind: MentionKind
    name: str
    sign: Sign
    note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RunInNote:
    """A footnote that ran into a sentence: ``text[start:end]`` of the document."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSentence:
    """A sentence of a paragraph.

    ``start``, ``end``: its place in the document. ``text``: what it says, without the notes that
    ran into it. ``mentions``: in the order of the text. ``carried``: the names that the sentence
    before it reports, where it goes on about them ("They also wrote …"). ``reports``: whether it
    reports a view at all, be it of nobody named ("It was suggested that …").
    """

    start: int
    end: int
    text: str
    mentions: tuple[Mention, ...] = ()
    notes: tuple[RunInNote, ...] = ()
    carried: tuple[str, ...] = ()
    reports: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperParagraph:
    """A paragraph or list item; ``number`` as printed, else its place in the paper from 1."""

    number: str
    start: int
    end: int
    sentences: tuple[PaperSentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSection:
    """What stands under one heading; ``path``: the headings above it and its own.

    ``body``: false for annexes, lists of contributions, glossaries and references.
    """

    path: tuple[str, ...]
    start: int
    body: bool
    paragraphs: tuple[PaperParagraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """A name that is known beforehand, with its other forms.

    ``place``: a country or region, which is a holder only where the text says so.
    """

    name: str
    forms: tuple[str, ...] = ()
    place: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandwrittenPaper:
    """The whole paper; ``names``: each name's other forms in it ("CoE" of "Council of Europe")."""

    text: str
    title: str
    sections: tuple[PaperSection, ...]
    names: tuple[KnownName, ...] = ()

    def sentences(self) -> tuple[PaperSentence, ...]:
        """The sentences of the body, in order."""
        return tuple(
            sentence
            for section in self.sections
            if section.body
            for paragraph in section.paragraphs
            for sentence in paragraph.sentences
        )

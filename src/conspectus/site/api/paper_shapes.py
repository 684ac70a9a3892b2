"""The shapes of answers: papers, their text, who holds what, their life. See docs/concepts.md."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema


class ReflectedIn(Schema):
    """How a public paper reflects somebody. ``unprinted``: views that only its table has."""

    paper: int
    cycle: str
    version: int
    title: str
    holder: str
    name: str
    cited: int
    unprinted: int
    address: str


class PaperVersionLine(Schema):
    """A public version of a paper. ``leaf``: its number in the public record."""

    version: int
    status: str
    language: str
    published: dt.datetime
    redacted: dt.datetime | None
    comments_until: dt.datetime | None
    sha256: str
    leaf: int | None
    address: str


class PaperShape(Schema):
    """A paper and its public versions."""

    number: int
    title: str
    versions: list[PaperVersionLine]
    address: str


class SectionShape(Schema):
    """A page of the text: a section, or a part of one; paragraphs by their printed numbers."""

    place: int
    section: int
    heading: str
    part: str
    theme: str
    first: str
    last: str
    address: str


class PaperFile(Schema):
    """A file of the paper, or of its evidence."""

    name: str
    address: str


class PaperVersionShape(PaperVersionLine):
    """The title block, the contents, what there is of annexes and files.

    ``facts``: groups, regions, themes, coverage and shares (docs/site.md, "A paper for its
    readers"); ``follows``: the paper with which its views are compared.
    """

    title: str
    reference: str
    date: str
    cut_off: str | None
    notes: list[str]
    why: str
    sections: list[SectionShape]
    annexes: dict[str, int]
    files: list[PaperFile]
    facts: dict[str, Any]
    replies: dict[str, int]


class DegreeShape(Schema):
    """The word of a degree with the counts behind it."""

    word: str
    n: int
    of: int


class SentenceShape(Schema):
    """A sentence. ``holders``: ids of those who hold it; ``views``: ids of what it gives."""

    id: str
    kind: str
    text: str
    footnote: str | None
    language: str
    generator: str
    section: int
    paragraph: str
    degree: DegreeShape | None
    views: list[str]
    holders: list[str]
    standing: str
    address: str


class EvidenceShape(Schema):
    """Words of a holder on which a sentence rests, where they stand.

    Of a post of the online forum, ``contribution``, ``version`` and ``paragraph`` are null.
    """

    holder: str
    name: str
    before: str
    words: str
    after: str
    language: str
    contribution: int | None
    version: int | None
    paragraph: int | None
    title: str
    withdrawn: bool
    address: str


class PositionShape(Schema):
    """View × holder × stance. ``sentence``: which gives it, else ``reason`` says why none does."""

    theme: str
    view: str
    wording: str
    language: str
    holder: str
    name: str
    group: str
    region: str
    stance: str
    across_languages: bool
    opposed: bool
    printed: bool
    sentence: str
    paragraph: str
    reason: str


class PaperHolderLine(Schema):
    """A holder of a version."""

    id: str
    name: str
    group: str
    region: str
    country: str
    cited: int
    unprinted: int
    address: str


class PaperHolderShape(PaperHolderLine):
    """How a holder is reflected. ``joint``: [id, name]; ``views``: the first that none prints."""

    joint: list[list[str]]
    documents: list[dict[str, Any]]
    views: list[list[Any]]


class AnnexLine(Schema):
    """An entry of an annex, as docs/evidence-format.md has it."""

    place: int
    entry: dict[str, Any]


class LoggedChange(Schema):
    """A sentence of a version beside the version before it."""

    kind: str
    paragraph: str
    sentence: str
    before: str
    after: str
    cause: str


class CommentShape(Schema):
    """A public comment and what was answered."""

    number: int
    paragraph: str
    sentence: str
    name: str
    organisation: str
    language: str
    text: str
    published: dt.datetime
    outcome: str
    answer: str
    answered: dt.datetime | None
    address: str


class ReplyShape(Schema):
    """What a holder said of a sentence. ``holder``: "" where it asked for its name to go."""

    id: int
    holder: str
    kind: str
    sentence: str
    text: str
    note: str
    received: dt.datetime
    outcome: str
    answer: str
    answered: dt.datetime | None
    address: str


class ViewChangeShape(Schema):
    """A view that is new, gone, stronger or weaker than in the paper before; ``was_…``: there.

    ``left``: contributors of this paper who are not named under it any more; ``absent``: those who
    held it and are not among its contributors.
    """

    kind: str
    theme: str
    wording: str
    language: str
    sentence: str
    paragraph: str
    n: int
    was_wording: str
    was_language: str
    was_sentence: str
    was_paragraph: str
    was_n: int
    joined: list[Any]
    left: list[Any]
    absent: list[Any]


class TranslationLine(Schema):
    """A public translation; the original is authoritative."""

    language: str
    edition: int
    translator: str
    machine: bool
    published: dt.datetime
    sha256: str
    leaf: int | None
    address: str


class TranslatedLine(Schema):
    """A sentence, or the title or a heading (then ``sentence`` is null)."""

    sentence: str | None
    paragraph: str | None
    original: str
    text: str | None
    stale: bool


class RecordShape(Schema):
    """The record as it stands (docs/record.md). ``files``: the address of the list of its files."""

    size: int
    checkpoint: str
    key: str
    files: str


class LeafLine(Schema):
    """A leaf. ``kind`` and ``subject`` are empty where it is not published."""

    index: int
    kind: str
    subject: str
    entry: str
    published: bool
    erased: bool
    created: dt.datetime


class LeafShape(LeafLine):
    """A leaf with what it says; null where that is not published, or was erased."""

    content: dict[str, Any] | None

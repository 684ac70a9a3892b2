"""The shapes of answers: forums and the register. Addresses are absolute, and have no language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.utils.translation import get_language
from pydantic import BaseModel, ConfigDict

from conspectus.core.text import in_language

Item = TypeVar("Item")


class Shape(BaseModel):
    """What an answer holds, made of a dictionary or of an object's attributes.

    Not the library's own ``Schema``: that wraps each value of each row once more, to read
    querysets and to resolve fields, of which these shapes have none; a third of a list's time.
    """

    model_config = ConfigDict(from_attributes=True)


class Listed(Shape, Generic[Item]):
    """A page of a list. ``next``: the cursor of the next page, null on the last."""

    items: list[Item]
    next: str | None


class Text(Shape):
    """A text in the language asked for, else in one that there is; ``all``: by language."""

    text: str
    lang: str
    all: dict[str, str]


def text_of(texts: Mapping[str, str]) -> dict[str, Any]:
    """A `Text`."""
    words, language = in_language(texts)
    here = language or get_language() or "en"
    return {"text": words, "lang": here, "all": {code or here: one for code, one in texts.items()}}


def address_of(path: str) -> str:
    """The permanent address of a page by its path without language ("igf/2026/")."""
    return f"{settings.PUBLIC_ADDRESS}/{path}"


class Named(Shape):
    """Something with a code and a name: a group, a country, a region."""

    id: str
    name: Text


class ForumShape(Shape):
    """A forum."""

    slug: str
    name: Text
    description: Text
    languages: list[str]
    time_zone: str
    contact: str
    address: str


class CycleShape(Shape):
    """One turn of a forum."""

    slug: str
    name: Text
    host: str
    co_chairs: list[Any]
    place: str
    starts: dt.date | None
    ends: dt.date | None
    address: str


class MandateShape(Shape):
    """A numbered task that the forum was given."""

    slug: str
    instrument: str
    number: str
    text: Text


class TermShape(Shape):
    """A word of the forum and what it means."""

    term: str
    meaning: str
    language: str


class ThemeShape(Shape):
    """An agenda item. ``carried_from``: path of the cycle and slug of the theme, or ""."""

    slug: str
    name: Text
    description: Text
    kind: str
    authority: str
    carried_from: str
    mandate: list[str]


class PhaseShape(Shape):
    """A window in which an action is open; times are in universal time."""

    action: str
    subject: str
    name: Text
    opens: dt.datetime
    closes: dt.datetime | None
    late_until: dt.datetime | None


class DateShape(Shape):
    """A line of the calendar; ``whole_day``: the time of day means nothing."""

    at: dt.datetime
    whole_day: bool
    name: Text
    turn: str
    address: str


class DocumentShape(Shape):
    """An agenda, announcement or note."""

    slug: str
    kind: str
    title: Text
    text: Text
    date: dt.date
    published: dt.datetime
    address: str


class CallShape(Shape):
    """A call for contributions."""

    slug: str
    title: Text
    text: Text
    consent: Text
    languages: list[str]
    licence: str
    publish_default: str
    asks_stance: bool
    published: dt.datetime
    address: str


class CallWindow(Shape):
    """When a call takes contributions."""

    opens: dt.datetime
    closes: dt.datetime | None
    late_until: dt.datetime | None


class CallInFull(CallShape):
    """A call with what it asks."""

    themes: list[Text]
    questions: list[Text]
    windows: list[CallWindow]


class EntryShape(Shape):
    """A contribution as the register lists it.

    ``contributor``: "" where the name is not published; ``unnamed`` then says what signs.
    """

    number: int
    version: int
    call: str
    title: str
    language: str
    contributor: str
    unnamed: str
    personal_capacity: bool
    group: Named | None
    country: Named | None
    region: Named | None
    themes: list[str]
    received: dt.datetime
    published: dt.datetime | None
    late: bool
    imported: bool
    documents: int
    words: int
    also_in: list[str]
    address: str


class VersionLine(Shape):
    """A public version of a contribution."""

    version: int
    title: str
    language: str
    contributor: str
    published: dt.datetime
    address: str


class ContributionShape(Shape):
    """A contribution with its public versions; ``entry`` is null for what is joined to another."""

    number: int
    call: str
    state: str
    late: bool
    received: dt.datetime | None
    same_as: int | None
    entry: EntryShape | None
    versions: list[VersionLine]


class FileShape(Shape):
    """A file as it was sent."""

    name: str
    media_type: str
    size: int
    sha256: str
    address: str


class ContributionDocument(Shape):
    """A document of a version; ``file`` is null where none is handed out."""

    title: str
    language: str
    date: dt.date | None
    text_sha256: str
    warnings: list[str]
    file: FileShape | None


class VersionShape(VersionLine):
    """A public version with its documents. ``leaf``: its number in the record."""

    number: int
    summary: str
    licence: str
    publish: str
    leaf: int | None
    documents: list[ContributionDocument]


class ParagraphShape(Shape):
    """A numbered paragraph. ``document``: from 1; ``mark``: printed before it, as "3."."""

    number: int
    document: int
    part: int
    kind: str
    level: int
    mark: str
    text: str
    address: str


class ChangedParagraph(Shape):
    """A paragraph that changed, or ``count`` that did not; ``parts``: (kind, words)."""

    kind: str
    count: int
    parts: list[tuple[str, str]]


class ReflectionShape(Shape):
    """A sentence of a public paper that cites a contribution."""

    paper: str
    text: str
    language: str
    address: str


class HolderLine(Shape):
    """An organisation or a person that has signed something public in a forum."""

    slug: str
    name: str
    kind: str
    group: Named | None
    country: Named | None
    website: str
    address: str


class FoundShape(Shape):
    """A text that holds what was looked for; ``address``: of the paragraph."""

    kind: str
    title: str
    holder: str
    language: str
    excerpt: str
    address: str


class FoundPage(Shape):
    """A page of what was found. ``every``: each text has all words that were sought."""

    items: list[FoundShape]
    next: str | None
    hits: int
    every: bool

"""Notes become minutes: a frozen version with its leaf, at an address that stays."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.consultations.minutes_pages import words_of
from conspectus.consultations.models import (
    Caption,
    ItemNotes,
    Meeting,
    MinutesPoint,
    MinutesVersion,
    NotesRevision,
    QueueRequest,
    Registration,
    Speaker,
)
from conspectus.consultations.names_in_text import names_in
from conspectus.consultations.paths import minutes_path
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.search_index import IndexedText, forget_texts_below, index_texts
from conspectus.people.models import Account, Person
from conspectus.record.canonical import JsonObject, canonical_json

SEARCH: Final = "minutes"
"""The kind of minutes in the index."""

_SHORT: Final = 10
"""Names that one sentence of warning holds."""

Namer = Callable[[Meeting], Iterable[str]]

_namers: list[Namer] = []


def names_of_meeting(namer: Namer) -> Namer:
    """Who else knows names of those who take part in a meeting (its registration) says so."""
    _namers.append(namer)
    return namer


@names_of_meeting
def _speakers(meeting: Meeting) -> Iterable[str]:
    """Who speaks in transcripts of the cycle, and who chairs this meeting."""
    said = Speaker.objects.filter(transcript__meeting__cycle=meeting.cycle_id)
    yield from said.exclude(kind="organisation").values_list("name", flat=True).distinct()
    known = Person.objects.filter(spoken_as__transcript__meeting__cycle=meeting.cycle_id)
    yield from known.values_list("name", flat=True).distinct()
    yield from (name.strip() for name in meeting.chair.split(","))


@names_of_meeting
def _participants(meeting: Meeting) -> Iterable[str]:
    """Who registered, asked to speak or was heard speaking, as far as anything of it is kept."""
    registered = Registration.objects.filter(meeting=meeting, confirmed__isnull=False)
    yield from registered.values_list("name", flat=True)
    heard = Caption.objects.filter(meeting=meeting).exclude(speaker="")
    yield from heard.order_by().values_list("speaker", flat=True).distinct()
    asked = QueueRequest.objects.filter(queue__meeting=meeting).exclude(name="")
    yield from asked.values_list("name", flat=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an editor says of a version. ``knows_names``: names that stand in it were looked at."""

    language: str
    prepared_by: str
    note: str = ""
    knows_names: bool = False


@transaction.atomic
def publish_minutes(meeting: Meeting, *, said: Said, by: Account) -> MinutesVersion:
    """The notes as they are now become the next version of the minutes.

    Raises:
        SiteError: the meeting is not public, nothing is noted or nothing has changed, what changed
            is not said, a text waits beside the notes, or names stand in minutes without them.
    """
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    meeting.minutes_version = locked.minutes_version
    items = items_of(meeting)
    _check(meeting, items, said)
    made = _version(meeting, items, said)
    made.published_by = by
    where = f"{minutes_path(meeting.cycle.scope, meeting)}v{made.number}/"
    leaf: JsonObject = {
        "version": made.number,
        "language": said.language,
        "mode": meeting.mode,
        "sha256": made.sha256,
    }
    made.leaf = record("minutes", where, leaf)
    made.save()
    meeting.minutes_version, meeting.changed = made.number, made.published
    meeting.save(update_fields=["minutes_version", "changed"])
    _show_points(meeting, made)
    index_minutes(made)
    mark_changed(meeting.cycle.scope)
    return made


def _version(meeting: Meeting, items: list[dict[str, Any]], said: Said) -> MinutesVersion:
    """The next one, not kept yet; its content is all that readers and the record get."""
    number = meeting.minutes_version + 1
    content: dict[str, Any] = {
        "meeting": minutes_path(meeting.cycle.scope, meeting),
        "version": number,
        "language": said.language,
        "prepared_by": said.prepared_by,
        "note": said.note,
        "items": items,
    }
    return MinutesVersion(
        meeting=meeting,
        number=number,
        language=said.language,
        prepared_by=said.prepared_by,
        note=said.note,
        content=content,
        sha256=hashlib.sha256(canonical_json(content)).hexdigest(),
        published=stamp(),
    )


def items_of(meeting: Meeting) -> list[dict[str, Any]]:
    """What is noted, item by item in the order of the agenda, the meeting as a whole first."""
    texts = dict(ItemNotes.objects.filter(meeting=meeting).values_list("item", "text"))
    points: dict[int, list[dict[str, Any]]] = {}
    rows = MinutesPoint.objects.filter(meeting=meeting, dropped=None)
    for one in rows.select_related("person", "organisation"):
        points.setdefault(one.item, []).append(_point(one))
    agenda = [{}, *meeting.agenda]
    found = [
        {
            "item": number,
            "titles": titles,
            "text": texts.get(number, "").strip(),
            "points": points.get(number, []),
        }
        for number, titles in enumerate(agenda)
    ]
    return [one for one in found if one["item"] or one["text"] or one["points"]]


def _point(one: MinutesPoint) -> dict[str, Any]:
    return {
        "number": one.number,
        "kind": str(one.kind),
        "text": one.text,
        "owner": one.owner,
        "person": one.person.slug if one.person else "",
        "organisation": one.organisation.slug if one.organisation else "",
        "due": one.due.isoformat() if one.due else "",
        "done": one.done.isoformat() if one.done else "",
    }


def _check(meeting: Meeting, items: list[dict[str, Any]], said: Said) -> None:
    if meeting.published is None:
        raise SiteError(_("Make the meeting public first."))
    if not any(one["text"] or one["points"] for one in items):
        raise SiteError(_("Nothing is noted yet."))
    if NotesRevision.objects.filter(notes__meeting=meeting, aside=True, settled=None).exists():
        raise SiteError(_("A text that was written at the same time waits: choose or join first."))
    if meeting.minutes_version:
        last = MinutesVersion.objects.get(meeting=meeting, number=meeting.minutes_version)
        if last.content.get("items") == items and last.language == said.language:
            raise SiteError(_("This is what the public minutes say already."))
        if not said.note.strip():
            raise SiteError(_("Write what has changed since the last version."), field="note")
    if not said.knows_names:
        _warn_of_names(meeting, items, said)


def _warn_of_names(meeting: Meeting, items: list[dict[str, Any]], said: Said) -> None:
    found = names_in_minutes(meeting, items, said.note)
    if found:
        raise SiteError(
            _("The meeting is without attribution, and these names stand in the text: %(names)s.")
            % {"names": ", ".join(found[:_SHORT])},
            field="knows_names",
        )


def names_in_minutes(meeting: Meeting, items: list[dict[str, Any]], note: str = "") -> list[str]:
    """Names of those who took part that stand where nobody may be named; in other meetings none."""
    if meeting.is_attributed:
        return []
    known = {name for namer in _namers for name in namer(meeting) if name}
    owners = {one["owner"] for item in items for one in item["points"]}
    persons = set(Person.objects.filter(name__in=owners).values_list("name", flat=True))
    return names_in(f"{words_of(items)}\n{note}", known | persons)


def _show_points(meeting: Meeting, made: MinutesVersion) -> None:
    """The list of action points says what the newest version says."""
    gone = MinutesPoint.objects.filter(meeting=meeting).exclude(dropped=None)
    gone.update(published=None, shown={})
    rows = list(MinutesPoint.objects.filter(meeting=meeting, dropped=None))
    said = {one["number"]: one for item in made.content["items"] for one in item["points"]}
    for one in rows:
        point = said[one.number]
        one.published, one.shown = made.published, {k: point[k] for k in _SHOWN}
    MinutesPoint.objects.bulk_update(rows, ["published", "shown"])


_SHOWN: Final = ("text", "owner", "person", "organisation")


def index_minutes(made: MinutesVersion) -> None:
    """Search finds the newest version alone."""
    meeting = made.meeting
    scope = meeting.cycle.scope
    where = minutes_path(scope, meeting)
    forget_texts_below(SEARCH, where)
    paragraphs = words_of(made.content["items"]).split("\n")
    index_texts(
        [
            IndexedText(
                kind=SEARCH,
                key=where,
                scope=scope,
                language=made.language,
                title=str(meeting)[:300],
                paragraphs=paragraphs,
                holder="",
                anchors=[""] * len(paragraphs),
            )
        ]
    )

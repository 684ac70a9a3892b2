"""Erasure of minutes, a legal duty (DESIGN §6): a version's words, or the owner of a point."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from conspectus.consultations.models import MinutesPoint, MinutesVersion, NotesRevision
from conspectus.consultations.paths import minutes_path
from conspectus.consultations.services.minutes_publishing import SEARCH, index_minutes
from conspectus.contributions.services.erasing import finish_erasure
from conspectus.core.clock import stamp
from conspectus.core.erasure import erase_leaves, erase_words, leaves_of
from conspectus.core.errors import SiteError
from conspectus.core.personal_holders import ERASED, REASON
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.search_index import forget_texts_below, sweep_index
from conspectus.core.sequencer import settle
from conspectus.record.canonical import JsonObject, canonical_json


def erase_minutes(version: MinutesVersion, *, reason: str) -> None:
    """Removes every word of a version, and all revisions that the notes do not say any more.

    ``reason``: public for ever, so without personal data. Whoever wants less to go publishes a
    version without the words before.

    Raises:
        SiteError: it is erased, there is no reason, or the record is not reached.
    """
    if version.erased is not None:
        raise SiteError(_("This version is erased already."))
    if not reason.strip():
        raise SiteError(_("Write the reason; it stays in the public record."), field="why")
    if not connection.in_atomic_block and not settle():
        raise SiteError(_("The public record is not ready; try again in a moment."))
    with transaction.atomic():
        _erase(version, reason=reason)
        finish_erasure.enqueue([])
        transaction.on_commit(lambda: finish_erasure.call([]))


def _erase(version: MinutesVersion, *, reason: str) -> None:
    meeting = version.meeting
    where = _where(version)
    leaves = leaves_of(where)
    erase_words(where)
    version.content, version.prepared_by, version.note, version.sha256 = {}, "", "", ""
    version.erased = stamp()
    version.save()
    past = NotesRevision.objects.filter(notes__meeting=meeting)
    past.exclude(aside=True, settled=None).exclude(text__in=_texts(meeting.pk)).delete()
    if version.number == meeting.minutes_version:
        forget_texts_below(SEARCH, minutes_path(meeting.cycle.scope, meeting))
        MinutesPoint.objects.filter(meeting=meeting).update(published=None, shown={})
    MinutesPoint.objects.filter(meeting=meeting).exclude(dropped=None).delete()
    sweep_index()
    erase_leaves(leaves, subject=where, reason=reason)
    mark_changed(meeting.cycle.scope)


def _texts(meeting: int) -> list[str]:
    found = NotesRevision.objects.filter(notes__meeting=meeting).values_list("notes__text")
    return [text for (text,) in found.distinct()]


def untie_person(slug: str, *, is_named: bool) -> None:
    """Public minutes lead to the person no more; the record has them once more, redacted.

    ``is_named``: the name stays as printed. Otherwise it goes, also where the same point has it
    without leading anywhere, and with it the fingerprints of which it was a part.

    Raises:
        SiteError: a version is not in the record yet.
    """
    versions = MinutesVersion.objects.select_related("meeting__cycle__scope").order_by("pk")
    points = MinutesPoint.objects.all()
    ties = {
        (version.meeting_id, point["number"], point["owner"])
        for version in versions
        for point in _points(version)
        if point["person"] == slug
    }
    tied = points.filter(person__slug=slug).values_list("meeting", "number", "owner")
    ties |= set(tied)
    meetings = {meeting for meeting, _number, _owner in ties}
    for version in versions.filter(meeting__in=meetings):
        if _untied(version, slug, set() if is_named else ties):
            _redact(version, is_named=is_named)
    for one in points.filter(meeting__in=meetings):
        _untie(one, slug, set() if is_named else ties)
    points.filter(person__slug=slug).update(person=None)
    if meetings and not is_named:
        sweep_index()


def _untie(one: MinutesPoint, slug: str, ties: Collection[tuple[int, int, str]]) -> None:
    was = (one.shown, one.owner)
    if one.shown.get("person") == slug:
        one.shown = {**one.shown, "person": ""}
    if (one.meeting_id, one.number, one.shown.get("owner")) in ties:
        one.shown = {**one.shown, "owner": ERASED}
    if (one.meeting_id, one.number, one.owner) in ties:
        one.owner = ERASED
    if was != (one.shown, one.owner):
        one.save(update_fields=["shown", "owner"])


def _points(version: MinutesVersion) -> list[dict[str, Any]]:
    return [point for item in version.content.get("items", []) for point in item["points"]]


def _untied(version: MinutesVersion, slug: str, ties: Collection[tuple[int, int, str]]) -> bool:
    """Changes the content in place; whether anything of it has changed."""
    changed = False
    for point in _points(version):
        if point["person"] == slug:
            point["person"], changed = "", True
        if (version.meeting_id, point["number"], point["owner"]) in ties:
            point["owner"], changed = ERASED, True
    return changed


def _redact(version: MinutesVersion, *, is_named: bool) -> None:
    """The record has what the version says now; of a name that goes, nothing from before."""
    meeting, where = version.meeting, _where(version)
    leaves = leaves_of(where)
    version.sha256 = hashlib.sha256(canonical_json(version.content)).hexdigest()
    said: JsonObject = {"version": version.number, "redacted": True, "sha256": version.sha256}
    version.leaf = record("minutes", where, said)
    version.save()
    if leaves and not is_named:
        erase_leaves(leaves, subject=where, reason=REASON)
    if version.number == meeting.minutes_version:
        index_minutes(version)
    mark_changed(meeting.cycle.scope)


def _where(version: MinutesVersion) -> str:
    meeting = version.meeting
    return f"{minutes_path(meeting.cycle.scope, meeting)}v{version.number}/"

"""Erasure of minutes, a legal duty (DESIGN §6): a version's words, or who a printed name is."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from conspectus.consultations.models import MinutesPoint, MinutesVersion, NotesRevision
from conspectus.consultations.paths import minutes_path
from conspectus.consultations.services.minutes_publishing import SEARCH
from conspectus.contributions.services.erasing import finish_erasure
from conspectus.core.clock import stamp
from conspectus.core.erasure import erase_leaves, erase_words, leaves_of
from conspectus.core.errors import SiteError
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


def untie_person(slug: str) -> None:
    """Public minutes print the name and lead to nobody; the record has them once more, redacted."""
    for version in MinutesVersion.objects.select_related("meeting__cycle__scope"):
        if _untied(version.content, slug):
            version.sha256 = hashlib.sha256(canonical_json(version.content)).hexdigest()
            said: JsonObject = {"version": version.number, "redacted": True}
            said = {**said, "sha256": version.sha256}
            version.leaf = record("minutes", _where(version), said)
            version.save()
            mark_changed(version.meeting.cycle.scope)
    for one in MinutesPoint.objects.exclude(shown={}):
        if one.shown.get("person") == slug:
            one.shown = {**one.shown, "person": ""}
            one.save(update_fields=["shown"])


def _untied(content: dict[str, Any], slug: str) -> bool:
    points = [point for item in content.get("items", []) for point in item["points"]]
    tied = [point for point in points if point["person"] == slug]
    for point in tied:
        point["person"] = ""
    return bool(tied)


def _where(version: MinutesVersion) -> str:
    meeting = version.meeting
    return f"{minutes_path(meeting.cycle.scope, meeting)}v{version.number}/"

"""A transcript is reviewed and becomes public: numbers, pages, record, search."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.consultations import rules
from conspectus.consultations.models import Intervention, Meeting, Speaker, Transcript
from conspectus.consultations.paths import intervention_path, transcript_path
from conspectus.consultations.words import spoken_by
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.file_store import drop_file
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.search_index import IndexedText, index_texts
from conspectus.people.models import Organisation, Person
from conspectus.record.canonical import JsonObject, canonical_json

SEARCH: Final = "intervention"
"""The kind of interventions in the index."""

AS_WRITTEN: Final = "written"
DOUBTFUL: Final = "doubtful"
"""What a speaker may be besides somebody who is known."""

_BATCH = 200


@transaction.atomic
def settle_speakers(transcript: Transcript, *, choices: Mapping[int, str]) -> None:
    """Who each speaker is, by key.

    ``choices``: "person:7", "organisation:3", "speaker:9" (of another file of the meeting),
    "written" or "doubtful".

    Raises:
        SiteError: the transcript is public already.
    """
    _check_waits(transcript)
    changed = []
    for one in transcript.speakers.filter(pk__in=list(choices)):
        kind, _colon, key = choices[one.pk].partition(":")
        one.doubtful = kind == DOUBTFUL
        one.person = Person.objects.get(pk=key) if kind == "person" else None
        one.organisation = Organisation.objects.get(pk=key) if kind == "organisation" else None
        if kind == "speaker":
            _take_over(one, Speaker.objects.get(pk=key))
        changed.append(one)
    Speaker.objects.bulk_update(changed, ["doubtful", "person", "organisation", "name", "written"])


def _take_over(one: Speaker, known: Speaker) -> None:
    """As another file of the meeting names them."""
    one.written, one.name = one.written or one.name[:100], known.name
    one.person_id, one.organisation_id = known.person_id, known.organisation_id


@transaction.atomic
def publish_transcript(transcript: Transcript) -> Transcript:
    """Gives its interventions their numbers and pages; recorded and found from then on.

    Raises:
        SiteError: it is public already, or its meeting is not.
    """
    _check_waits(transcript)
    meeting = Meeting.objects.select_for_update().get(pk=transcript.meeting_id)
    meeting.cycle = transcript.meeting.cycle
    if meeting.published is None:
        raise SiteError(_("Make the meeting public first."))
    rows = list(transcript.interventions.order_by("order").select_related("speaker"))
    pages = rules.pages_of((rules.weight_of(one.text) for one in rows), first=meeting.pages + 1)
    first = meeting.interventions_count + 1
    for number, (one, page) in enumerate(zip(rows, pages, strict=True), start=first):
        one.number, one.page, one.state = number, page, Intervention.State.PUBLISHED
        one.meeting = meeting
    Intervention.objects.bulk_update(rows, ["number", "page", "state"], batch_size=_BATCH)
    meeting.interventions_count += len(rows)
    meeting.pages = rows[-1].page if rows else meeting.pages
    meeting.changed = transcript.published = stamp()
    meeting.save(update_fields=["interventions_count", "pages", "changed"])
    transcript.meeting = meeting
    record_transcript(transcript, rows)
    transcript.speakers.update(sample="", proposals=[])  # of the review only
    index_interventions(rows)
    mark_changed(meeting.cycle.scope)
    return transcript


def record_transcript(transcript: Transcript, rows: Sequence[Intervention]) -> None:
    """The next edition of a transcript in the record, in the caller's transaction."""
    scope = transcript.meeting.cycle.scope
    transcript.edition += 1
    transcript.leaf = record(
        "transcript", transcript_path(scope, transcript), said_of(transcript, rows)
    )
    transcript.save()


def said_of(transcript: Transcript, rows: Sequence[Intervention]) -> JsonObject:
    """What the record says: fingerprints of file and interventions; of those erased nothing."""
    shown = [one for one in rows if one.state == Intervention.State.PUBLISHED]
    original = transcript.translation_of
    said = canonical_json([[one.number, spoken_by(one), one.text] for one in shown])
    return {
        "edition": transcript.edition,
        "mode": transcript.meeting.mode,
        "language": transcript.language,
        **({"translation_of": original.k} if original else {}),
        "file_sha256": transcript.sha256,
        "first": rows[0].number if rows else 0,
        "last": rows[-1].number if rows else 0,
        "interventions_sha256": hashlib.sha256(said).hexdigest(),
    }


def index_interventions(rows: Sequence[Intervention]) -> None:
    """Puts the words of public interventions where search finds them."""
    for start in range(0, len(rows), _BATCH):
        index_texts([_indexed(one) for one in rows[start : start + _BATCH]])


def _indexed(one: Intervention) -> IndexedText:
    scope = one.meeting.cycle.scope
    paragraphs = one.text.split("\n")
    return IndexedText(
        kind=SEARCH,
        key=intervention_path(scope, one),
        scope=scope,
        language=one.language,
        title=str(one.meeting)[:300],
        paragraphs=paragraphs,
        holder=spoken_by(one)[:500],
        anchors=[""] * len(paragraphs),  # an intervention has one address
    )


@transaction.atomic
def drop_transcript(transcript: Transcript) -> None:
    """Throws away what is not public: a wrong file, a bad reading.

    Raises:
        SiteError: it is public.
    """
    _check_waits(transcript)
    path = transcript.file
    transcript.delete()
    transaction.on_commit(lambda: drop_file(path))


def names_file(path: str) -> bool:
    """Whether a transcript came as a kept file."""
    return Transcript.objects.filter(file=path).exists()


def _check_waits(transcript: Transcript) -> None:
    if transcript.published is not None:
        raise SiteError(_("This transcript is public; it stays as it is."))

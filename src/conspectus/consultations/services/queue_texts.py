"""Written interventions of a speaking queue become part of the record of the meeting."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db.models import Max

from conspectus.consultations import rules
from conspectus.consultations.models import (
    Intervention,
    Meeting,
    QueueRequest,
    Speaker,
    Transcript,
)
from conspectus.consultations.services.publishing import index_interventions, record_transcript
from conspectus.core.publication import mark_changed

WRITTEN: Final = "written"
"""The form of the transcript that holds what was written and not said."""


def make_intervention(row: QueueRequest, *, at: dt.datetime) -> Intervention:
    """The text as an intervention of the meeting, public at once; in the caller's transaction."""
    meeting = Meeting.objects.select_for_update().get(pk=row.queue.meeting_id)
    meeting.cycle = row.queue.meeting.cycle
    transcript = _transcript(meeting, row.language, at)
    rows = list(transcript.interventions.order_by("order").select_related("speaker"))
    one = Intervention(
        meeting=meeting,
        transcript=transcript,
        order=len(rows) + 1,
        number=meeting.interventions_count + 1,
        page=_page(meeting, rows, row.text),
        language=row.language,
        item=row.item,
        text=row.text,
        state=Intervention.State.PUBLISHED,
    )
    if meeting.is_attributed:
        one.speaker = _speaker(transcript, row)
        one.capacity, one.channel = row.capacity, row.channel
    one.save()
    meeting.interventions_count, meeting.pages = one.number or 0, one.page
    meeting.changed = at
    meeting.save(update_fields=["interventions_count", "pages", "changed"])
    weight = len("".join(row.text.split()))
    transcript.characters, transcript.said = (
        transcript.characters + weight,
        transcript.said + weight,
    )
    record_transcript(transcript, [*rows, one])
    index_interventions([one])
    mark_changed(meeting.cycle.scope)
    return one


def _transcript(meeting: Meeting, language: str, at: dt.datetime) -> Transcript:
    """The one of the meeting that holds what was written in this language."""
    known = Transcript.objects.filter(meeting=meeting, form=WRITTEN, language=language).first()
    last = Transcript.objects.filter(meeting=meeting).aggregate(last=Max("k"))["last"] or 0
    made = known or Transcript.objects.create(
        meeting=meeting, k=last + 1, form=WRITTEN, language=language, received=at, published=at
    )
    made.meeting = meeting
    return made


def _page(meeting: Meeting, rows: list[Intervention], text: str) -> int:
    """On the last page, where that holds nothing but such texts and has room; else on a new one."""
    there = [one for one in rows if one.page == meeting.pages]
    first = meeting.pages if there else meeting.pages + 1
    weights = [rules.weight_of(words) for words in (*(one.text for one in there), text)]
    return list(rules.pages_of(weights, first=first))[-1]


def _speaker(transcript: Transcript, row: QueueRequest) -> Speaker:
    """As the request names them; with an account's person, that person may correct the text."""
    person = row.account.person if row.account else None
    made, _is_new = Speaker.objects.get_or_create(
        transcript=transcript, name=row.name, person=person, defaults={"kind": "person"}
    )
    made.turns += 1
    made.save(update_fields=["turns"])
    return made

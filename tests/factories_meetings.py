"""Meetings and transcripts for tests, as the services make them."""

from __future__ import annotations

import datetime as dt
import io

from conspectus.consultations.models import (
    Caption,
    Correction,
    Intervention,
    Live,
    Meeting,
    Speaker,
    Transcript,
)
from conspectus.consultations.services.captions import Heard, begin, take_caption
from conspectus.consultations.services.importing import import_transcript
from conspectus.consultations.services.meetings import Announced, add_meeting
from conspectus.consultations.services.publishing import publish_transcript
from conspectus.formats.readers.transcripts import read_transcript
from conspectus.forums.models import Cycle
from conspectus.people.models import Account
from tests.factories_site import BEFORE, a_cycle

CAPTIONS = """\
These captions are provided to help people follow the meeting and are not an authoritative record.

>>CHAIR: Good morning. Let us begin with the agenda.

>>ANA EXAMPLE: Access should be affordable for everyone.
Libraries should be connected first.

>>INTERNET SOCIETY: We support open standards for all networks.
[ Applause ]

>>ANA EXAMPLE: Schools should be connected too.

>>SPEAKER: (inaudible) and that is all.
"""
"""Five turns of four speakers, one of whom nobody can name."""


PROPOSALS = [
    {"key": f"person:{n}", "name": f"Ana Example {n}", "how": "the first name", "certain": False}
    for n in range(3)
]


def announced(**fields) -> Announced:
    said = {
        "kind": Meeting.Kind.CONSULTATION,
        "mode": Meeting.Mode.PUBLIC,
        "titles": {"en": "First open consultation"},
        "starts": BEFORE,
        "ends": BEFORE + dt.timedelta(hours=3),
        "time_zone": "Europe/Paris",
        "agenda": [{"en": "Opening"}, {"en": "Access"}],
        "chair": "Zoé Chair",
        "place": "Geneva",
        "recording": "https://example.org/recording.mp4",
        **fields,
    }
    return Announced(**said)


def a_meeting(cycle: Cycle | None = None, slug: str = "first", **fields) -> Meeting:
    is_public = fields.pop("is_public", True)
    cycle = cycle or a_cycle()
    return add_meeting(cycle, slug=slug, said=announced(**fields), is_public=is_public)


def a_transcript(
    meeting: Meeting | None = None,
    text: str = CAPTIONS,
    *,
    name: str = "captions.txt",
    published: bool = True,
) -> Transcript:
    """Read here, not by a child."""
    meeting = meeting or a_meeting()
    file = io.BytesIO(text.encode())
    made = import_transcript(meeting, file, name=name, language="en", read=read_transcript)
    return publish_transcript(made) if published else made


def a_written_transcript(meeting: Meeting, *, published: bool, file: str = "") -> Transcript:
    """The same as rows, without a child that reads: two interventions of one speaker."""
    made = Transcript.objects.create(
        meeting=meeting,
        k=meeting.transcripts.count() + 1,
        file=file,
        file_name="captions.txt",
        media_type="text/plain",
        removed=[["heading", "Opening"]],
        received=BEFORE,
    )
    speaker = Speaker.objects.create(
        transcript=made,
        name="ANA EXAMPLE",
        kind="person",
        turns=2,
        sample="Access should be",
        proposals=PROPOSALS,
    )
    for order in (1, 2):
        Intervention.objects.create(
            meeting=meeting,
            transcript=made,
            order=order,
            speaker=speaker,
            text=f"Access should be affordable, said {order} times.",
            notes=["Applause"],
            heading="Opening",
            seconds=61.0,
            channel="remote",
        )
    return publish_transcript(made) if published else made


def a_correction(
    one: Intervention, account: Account | None = None, *, published: bool = False
) -> Correction:
    """Asked for by an account; public, or waiting. A row, not by the service."""
    return Correction.objects.create(
        intervention=one,
        was=one.text,
        text=f"{one.text} Indeed.",
        note="At 1:02.",
        by=account,
        asked=BEFORE,
        state=Correction.State.ACCEPTED if published else Correction.State.WAITING,
        published=BEFORE if published else None,
    )


def more_meetings(cycle: Cycle, meeting: Meeting, more: int) -> None:
    """Rows for long lists: meetings, transcripts, speakers, interventions on the first page."""
    fields = {"cycle": cycle, "starts": BEFORE, "created": BEFORE, "changed": BEFORE}
    Meeting.objects.bulk_create(
        Meeting(slug=f"more-{n}", titles={"en": f"Meeting {n}"}, published=BEFORE, **fields)
        for n in range(more)
    )
    first = meeting.transcripts.get(k=1)
    waiting = meeting.transcripts.get(published__isnull=True)
    Speaker.objects.bulk_create(
        Speaker(
            transcript=waiting,
            name=f"SPEAKER {n}",
            kind="person",
            turns=1,
            sample=f"Words of {n}.",
            proposals=PROPOSALS,
        )
        for n in range(more)
    )
    Transcript.objects.bulk_create(
        Transcript(meeting=meeting, k=100 + n, received=BEFORE, published=BEFORE)
        for n in range(more)
    )
    shown = Intervention.State.PUBLISHED
    for one, number in ((first, 100), (waiting, None)):
        speaker = one.speakers.first()
        Intervention.objects.bulk_create(
            Intervention(
                meeting=meeting,
                transcript=one,
                order=100 + n,
                number=None if number is None else number + n,
                page=1 if number else 0,
                speaker=speaker,
                text=f"Words of intervention {n} on access.",
                state=shown if number else Intervention.State.READ,
            )
            for n in range(more)
        )
    for one in first.interventions.filter(number__gte=100):
        a_correction(one, published=True)
        a_correction(one)
    account = Correction.objects.exclude(by=None)[0].by
    for _n in range(more):
        a_correction(first.interventions.get(number=1), account)


def a_caption(meeting: Meeting, text: str = "Access should be affordable.", **fields) -> Caption:
    """Taken down now; the meeting goes on from then."""
    begin(meeting)
    return take_caption(meeting, Heard(text=text, **fields))[0]


def more_captions(meeting: Meeting, more: int) -> None:
    """Rows for a long list; each of a usual length."""
    last = meeting.live.last
    Caption.objects.bulk_create(
        Caption(
            meeting=meeting,
            number=last + n,
            place=last + n,
            speaker=f"SPEAKER {n}",
            channel="remote",
            text=f"No. {n * 7919} of what is said on access {n * 104729}. " * 4,
            received=BEFORE,
        )
        for n in range(1, more + 1)
    )
    Live.objects.filter(meeting=meeting).update(last=last + more)

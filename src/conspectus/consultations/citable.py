"""What was said in chosen meetings as sources of a paper.

Only a job imports this: the readers' and the engine's libraries are no part of a web process.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from conspectus.consultations.models import Intervention, Meeting
from conspectus.consultations.telling import KIND
from conspectus.core.citable import CitableTexts, Target
from conspectus.engine.corpus import ForumSettings, Source, SourceKind
from conspectus.engine.document import Document
from conspectus.formats.intake import PublishedFile, PublishedRow, published_corpus
from conspectus.formats.intake.settings import ForumFile
from conspectus.formats.readers.paragraphs import pieces_of_text
from conspectus.formats.readers.pieces import assemble
from conspectus.formats.transcripts.matching import bare
from conspectus.formats.transcripts.transcript import SpeakerKind


def published_interventions(scope: str, call: str, settings: ForumSettings) -> CitableTexts:
    """The public interventions of the meetings that the rapporteur has chosen, if certain.

    ``call``: meetings belong to the cycle, so to the papers of each call. A meeting without
    attribution gives nothing here: nobody is kept there who could be named (`citable_groups`).
    """
    del call
    rows = Intervention.objects.filter(
        meeting__cycle__scope__path=scope,
        meeting__drawn_on=True,
        meeting__published__isnull=False,
        state=Intervention.State.PUBLISHED,
        transcript__translation_of__isnull=True,
        doubtful=False,
        speaker__doubtful=False,
    ).exclude(meeting__mode=Meeting.Mode.NON_ATTRIBUTION)
    related = ("meeting", "speaker__person", "speaker__organisation")
    ordered = rows.select_related(*related).order_by("meeting__starts", "meeting_id", "number")
    laid = [(one, _document(one)) for one in ordered]
    read = [(one, document) for one, document in laid if document.blocks]
    made = published_corpus(
        [PublishedRow(cells=_cells(one), files=(_file(one, doc),)) for one, doc in read],
        ForumFile(settings=settings),
    )
    by_id: Mapping[str, Intervention] = {
        key: one for key, (one, _doc) in zip(made.ids, read, strict=True)
    }
    addresses = {
        key: f"/{scope}/meetings/{one.meeting.slug}/i/{one.number}/" for key, one in by_id.items()
    }
    return CitableTexts(
        sources=tuple(_as_intervention(one, by_id[one.id]) for one in made.corpus.sources),
        holders=made.corpus.holders,
        targets={
            one.id: (_target(one, by_id[one.id].pk, addresses[one.id]),)
            for one in made.corpus.sources
        },
        addresses=addresses,
    )


def _target(source: Source, key: int, address: str) -> Target:
    """An intervention has one address, whatever its length."""
    return Target(start=0, end=len(source.text), kind=KIND, key=key, address=address)


def _as_intervention(source: Source, one: Intervention) -> Source:
    number = f"{one.meeting.slug}-{one.number}"
    channel = one.channel or "room"
    return replace(source, kind=SourceKind.INTERVENTION, channel=channel, number=number)


def _document(one: Intervention) -> Document:
    return assemble(pieces_of_text(one.text.replace("\n", "\n\n")))


def _file(one: Intervention, document: Document) -> PublishedFile:
    name = f"intervention-{one.meeting.slug}-{one.number}.txt"
    sha256 = hashlib.sha256(one.text.encode()).hexdigest()
    return PublishedFile(name=name, sha256=sha256, title=None, document=document)


def _cells(one: Intervention) -> dict[str, str]:
    """As in a manifest. Only certain speakers come here, so there is one."""
    speaker = one.speaker
    printed = speaker.name if speaker else ""
    organisation = speaker.organisation if speaker else None
    person = speaker.person if speaker else None
    is_body = speaker is not None and speaker.kind == SpeakerKind.ORGANISATION
    named = organisation.name if organisation else printed if is_body else ""
    return {
        "ref": f"meeting-{one.meeting.slug}-{one.number}",
        "title": str(one.meeting),
        "submitted_by": person.name if person else "" if named else printed,
        "organisation": named,
        "capacity": "chair" if presides(one) else one.capacity or ("" if named else "personal"),
        "language": one.language,
        "received": one.meeting.starts.date().isoformat(),
    }


def presides(one: Intervention) -> bool:
    """Whether the chair speaks, who steers and holds no view by that."""
    if one.speaker is None:
        return False
    chairs = {bare(name) for name in one.meeting.chair.split(",")} - {""}
    return one.speaker.kind == SpeakerKind.CHAIR or bare(one.speaker.name) in chairs

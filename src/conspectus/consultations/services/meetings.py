"""Meetings: announced and changed by the secretariat, chosen for papers by the rapporteur."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.consultations.models import Meeting, QueueRequest
from conspectus.consultations.paths import meeting_path
from conspectus.consultations.rules import RESERVED
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.forums.models import Cycle, CycleDocument
from conspectus.forums.rules import check_word
from conspectus.record.canonical import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What is said of a meeting; the columns of `Meeting`."""

    kind: str
    mode: str
    titles: dict[str, str]
    starts: datetime
    time_zone: str
    ends: datetime | None = None
    descriptions: dict[str, str] = field(default_factory=dict)
    agenda: list[dict[str, str]] = field(default_factory=list)
    admission: str = Meeting.Admission.EVERYBODY
    floor: str = ""
    held_by: str = ""
    chair: str = ""
    place: str = ""
    remote: str = ""
    recording: str = ""
    quotable: bool = False
    objected: bool = False


@transaction.atomic
def add_meeting(
    cycle: Cycle,
    *,
    slug: str,
    said: Announced,
    documents: Iterable[CycleDocument] = (),
    is_public: bool = True,
) -> Meeting:
    """A new meeting; recorded and shown to everybody as soon as it is public.

    Raises:
        SiteError: the word is no word of an address or is taken, or it ends before it begins; or
            its words may be cited as said in the group though it is attributed, or one objects.
    """
    check_word(slug)
    if slug in RESERVED:
        raise SiteError(_("This word has a meaning in addresses: choose another."), field="slug")
    if Meeting.objects.filter(cycle=cycle, slug=slug).exists():
        raise SiteError(_("There is a meeting with this word already."), field="slug")
    _check_times(said)
    _check_quotable(said)
    now = stamp()
    meeting = Meeting(cycle=cycle, slug=slug, created=now, changed=now)
    return _write(meeting, said, documents, is_public=is_public)


@transaction.atomic
def edit_meeting(
    meeting: Meeting,
    *,
    said: Announced,
    documents: Iterable[CycleDocument] = (),
    is_public: bool = True,
) -> Meeting:
    """Changes what is said of a meeting. What was public once stays public.

    Raises:
        SiteError: it ends before it begins, or what was said may not be cited; or there is a
            transcript, and the change would say something else of who spoke on what; or somebody
            may stand named already, and the change would say that nobody is.
    """
    _check_times(said)
    _check_quotable(said)
    kept = Meeting.objects.select_for_update().get(pk=meeting.pk)
    has_transcript = kept.transcripts.exists()
    if said.mode != kept.mode and (has_transcript or _breaks_promise(kept, said)):
        raise SiteError(_("The mode stays as it is: there is a transcript already."), field="mode")
    if has_transcript and len(said.agenda) < len(kept.agenda):
        raise SiteError(
            _("Items can be renamed and added at the end: there is a transcript already.")
        )
    if len(said.agenda) < len(kept.agenda) and (kept.notes.exists() or kept.points.exists()):
        raise SiteError(_("Items can be renamed and added at the end: there are notes already."))
    meeting.changed = stamp()
    return _write(meeting, said, documents, is_public=is_public)


def _breaks_promise(kept: Meeting, said: Announced) -> bool:
    """Whether nobody was to be named from now on where somebody may stand named already."""
    return said.mode == Meeting.Mode.NON_ATTRIBUTION and (
        kept.captions.exists()
        or kept.minutes_versions.exists()
        or QueueRequest.objects.filter(queue__meeting=kept).exists()
    )


def _check_times(said: Announced) -> None:
    if said.ends is not None and said.ends <= said.starts:
        raise SiteError(_("A meeting ends after it begins."), field="ends")


def _check_quotable(said: Announced) -> None:
    if said.quotable and said.mode != Meeting.Mode.NON_ATTRIBUTION:
        raise SiteError(
            _("Only words of a meeting without attribution are cited as said in the group."),
            field="quotable",
        )
    if said.quotable and said.objected:
        raise SiteError(
            _("Somebody there objects: what was said may not be cited as said in the group."),
            field="quotable",
        )


def _write(
    meeting: Meeting, said: Announced, documents: Iterable[CycleDocument], *, is_public: bool
) -> Meeting:
    for column, value in asdict(said).items():
        setattr(meeting, column, value)
    if not meeting.may_be_drawn_on:
        meeting.drawn_on = False
    if is_public and meeting.published is None:
        meeting.published = meeting.changed
    meeting.save()
    meeting.documents.set(documents)
    if meeting.published is not None:
        _record(meeting)
    return meeting


@transaction.atomic
def draw_on(meeting: Meeting, *, is_drawn_on: bool) -> Meeting:
    """Says whether papers draw on what was said there.

    Raises:
        SiteError: nobody is named there, and its words may not be cited as said in the group.
    """
    if is_drawn_on and not meeting.may_be_drawn_on:
        raise SiteError(
            _("Papers cannot draw on a meeting without attribution: nobody may be named."),
            field="drawn_on",
        )
    meeting.drawn_on = is_drawn_on
    meeting.save(update_fields=["drawn_on"])
    if meeting.published is not None:
        _record(meeting)
    return meeting


def _record(meeting: Meeting) -> None:
    scope = meeting.cycle.scope
    said: JsonObject = {
        "kind_of_meeting": meeting.kind,
        "mode": meeting.mode,
        "admission": meeting.admission,
        "floor": meeting.takes_floor,
        "starts": meeting.starts.isoformat(),
        "drawn_on": meeting.drawn_on,
    }
    if not meeting.is_attributed:
        said["quotable"] = meeting.quotable
    record("meeting", meeting_path(scope, meeting), said)
    mark_changed(scope)

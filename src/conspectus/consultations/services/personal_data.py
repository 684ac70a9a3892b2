"""What `consultations` keeps of a person: handed out, and erased (`core.personal_data`)."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from conspectus.consultations.models import (
    Caption,
    Correction,
    Intervention,
    Live,
    QueueChange,
    QueueRequest,
    Registration,
    Speaker,
)
from conspectus.consultations.paths import intervention_path
from conspectus.consultations.services.erasing import erase_interventions
from conspectus.consultations.services.registration import forget_registrations
from conspectus.core.personal_data import row_of
from conspectus.core.personal_holders import REASON, Part, Row, Whose, Wish
from conspectus.formats.transcripts.matching import bare

HELD: Final = {
    "consultations.Speaker.person": "interventions",
    "consultations.Correction.by": "corrections",
    "consultations.Correction.decided_by": "corrections",
    "consultations.QueueRequest.account": "speaking-queue",
    "consultations.QueueChange.by": "speaking-queue-changes",
    "consultations.Registration.account": "registrations",
    "consultations.Registration.email": "registrations",
}
"""Column that names a person → the part that holds it."""


def export(whose: Whose) -> list[Part]:
    """What transcripts say that the person said."""
    said = _said(whose).select_related("meeting__cycle__scope", "speaker")
    rows = [_intervention(one) for one in said]
    return [
        Part("interventions", _("What you said in meetings, by their transcripts"), rows),
        Part("captions", _("Live captions that name you as speaking"), _captions(whose)),
        Part("corrections", _("Corrections of transcripts"), _corrections(whose)),
        Part("speaking-queue", _("What you asked for in speaking queues"), _requests(whose)),
        Part("speaking-queue-changes", _("What you changed in speaking queues"), _changes(whose)),
        Part("registrations", _("Meetings for which you registered"), _registrations(whose)),
    ]


def prepare(whose: Whose, wish: str) -> None:
    """Erases what was said, each by itself, where the person wishes it."""
    if wish != Wish.ERASE:
        return
    said = _said(whose).filter(state=Intervention.State.PUBLISHED)
    erase_interventions(
        list(said.select_related("meeting__cycle__scope", "speaker")), reason=REASON
    )


def erase(whose: Whose, wish: str) -> None:
    """The tie to the person; the transcript of a meeting is a record of it and names who spoke."""
    _forget_heard(whose, words=wish == Wish.ERASE)
    _spoken(whose).update(person=None, proposals=[])
    if whose.account is not None:
        mine = Correction.objects.filter(by=whose.account)
        mine.filter(published__isnull=True).delete()
        mine.update(note="")
        QueueRequest.objects.filter(account=whose.account).update(
            account=None, speaker="", name="", capacity="", on_behalf_of="", text=""
        )
    forget_registrations(_registered(whose))


def _registered(whose: Whose) -> QuerySet[Registration]:
    """None for whoever shows the link of one contribution."""
    if whose.contribution is not None:
        return Registration.objects.none()
    of_account = Q(account=whose.account) if whose.account else Q(pk__in=())
    return Registration.objects.filter(of_account | whose.has_address("email")).order_by("pk")


def _registrations(whose: Whose) -> list[Row]:
    columns = ("meeting", "name", "organisation", "capacity", "group", "country", "region")
    more = ("channel", "needs", "listed", "email", "asked", "confirmed", "placed", "cancelled")
    return [row_of(one, *columns, *more, "came") for one in _registered(whose)]


def _spoken(whose: Whose) -> QuerySet[Speaker]:
    if whose.contribution is not None or whose.person is None:
        return Speaker.objects.none()
    return Speaker.objects.filter(person=whose.person)


def _heard(whose: Whose) -> QuerySet[Caption]:
    """Captions under what transcripts of the same meeting call the person.

    A name alone is no tie: anybody may be called so, and would get what another has said.
    """
    keys: list[int] = []
    for name, written, meeting in _spoken(whose).values_list(
        "name", "written", "transcript__meeting"
    ):
        labels = {bare(one) for one in (name, written) if one}
        rows = Caption.objects.filter(meeting=meeting).exclude(speaker="")
        keys += [key for key, said in rows.values_list("pk", "speaker") if bare(said) in labels]
    return Caption.objects.filter(pk__in=keys).order_by("meeting", "number")


def _captions(whose: Whose) -> list[Row]:
    columns = ("meeting", "number", "speaker", "text", "language", "channel", "received")
    return [row_of(one, *columns) for one in _heard(whose).select_related("meeting")]


def _forget_heard(whose: Whose, *, words: bool) -> None:
    """The name over captions, and where they are to go the ``words``; their numbers stay."""
    found = _heard(whose)
    names = set(found.values_list("meeting", "speaker"))
    for meeting, name in sorted(names):
        Live.objects.filter(meeting=meeting, speaker=name).update(speaker="")
    if words:
        _erase_words(found)
    else:
        found.update(speaker="")


def _erase_words(found: QuerySet[Caption]) -> None:
    """Also of what follows under the same name until another one is named."""
    for meeting in set(found.order_by().values_list("meeting", flat=True)):
        own = set(found.filter(meeting=meeting).values_list("pk", flat=True))
        goes_on = False
        gone = []
        for one in Caption.objects.filter(meeting=meeting).order_by("place", "number"):
            goes_on = one.pk in own or (goes_on and not one.speaker)
            if goes_on:
                gone.append(one.pk)
        Caption.objects.filter(pk__in=gone).update(speaker="", text="…")


def _said(whose: Whose) -> QuerySet[Intervention]:
    """Also what was written into a queue with an account, whether or not it has a person."""
    asked = QueueRequest.objects.filter(account=whose.account or 0)
    written = Q(pk__in=asked.filter(intervention__isnull=False).values("intervention"))
    return Intervention.objects.filter(Q(speaker__in=_spoken(whose)) | written).order_by("pk")


def _corrections(whose: Whose) -> list[Row]:
    mine = Q(by=whose.account or 0) | Q(decided_by=whose.account or 0)
    columns = ("intervention", "was", "text", "note", "asked", "state", "answer", "decided")
    return [row_of(one, *columns, "published") for one in Correction.objects.filter(mine)]


def _requests(whose: Whose) -> list[Row]:
    columns = ("queue", "number", "name", "capacity", "on_behalf_of", "group", "precedence")
    times = ("channel", "kind", "item", "text", "asked", "called", "ended", "withdrawn")
    mine = QueueRequest.objects.filter(account=whose.account or 0)
    return [row_of(one, *columns, *times) for one in mine.select_related("queue__meeting")]


def _changes(whose: Whose) -> list[Row]:
    mine = QueueChange.objects.filter(by=whose.account or 0).select_related("queue__meeting")
    return [row_of(one, "queue", "act", "place", "reason", "at") for one in mine]


def _intervention(one: Intervention) -> Row:
    columns = ("number", "state", "speaker", "capacity", "channel", "heading", "text")
    return {
        **row_of(one, *columns),
        "meeting": str(one.meeting),
        "address": intervention_path(one.meeting.cycle.scope, one) if one.number else "",
    }

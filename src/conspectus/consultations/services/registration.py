"""Taking part in a meeting: registered, confirmed, given a place by time, changed, taken back."""

from __future__ import annotations

import datetime as dt
import hmac
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from conspectus.consultations.models import Meeting, Registration, RegistrationTerms
from conspectus.consultations.paths import meeting_path
from conspectus.consultations.services.registration_links import code_of, registration_mark
from conspectus.core.clock import stamp
from conspectus.core.errors import NotAllowedError, SiteError
from conspectus.core.mail import queue_mail
from conspectus.core.models import Mail
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.secret_links import without_marks
from conspectus.people.models import Account, Area, StakeholderGroup

KIND: Final = "registration"
"""The kind of our mails."""

ASKED: Final = "registration asked"
"""That of mails that go because somebody, or anybody, sent a form."""

MOST_MAILS: Final = 6
"""To one address about one meeting within an hour."""

MOST_MAILS_IN_ALL: Final = 20
"""Because of forms, about all meetings: whoever takes part in many gets all, a flood ends."""

Channel = Registration.Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody writes of oneself; the columns of `Registration`."""

    name: str
    organisation: str = ""
    capacity: str = Registration.Capacity.PERSONAL
    group: StakeholderGroup | None = None
    country: Area | None = None
    region: Area | None = None
    channel: str = Channel.ROOM
    needs: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The columns of `RegistrationTerms`."""

    opens: dt.datetime | None = None
    closes: dt.datetime | None = None
    seats: int | None = None
    remote_seats: int | None = None
    lists: bool = True


@transaction.atomic
def set_terms(meeting: Meeting, said: Terms) -> RegistrationTerms:
    """Opens registration, or changes under what; whoever waits gets what places there are now.

    Raises:
        SiteError: it closes before it opens.
    """
    if said.opens and said.closes and said.closes <= said.opens:
        raise SiteError(_("Registration closes after it opens."), field="closes")
    terms, _new = RegistrationTerms.objects.update_or_create(meeting=meeting, defaults=asdict(said))
    scope = meeting.cycle.scope
    record(
        "registration",
        f"{meeting_path(scope, meeting)}register/",
        {
            "opens": said.opens.isoformat() if said.opens else None,
            "closes": said.closes.isoformat() if said.closes else None,
            "seats": said.seats,
            "remote_seats": said.remote_seats,
        },
    )
    _give_places(meeting, terms)
    count(meeting, terms)
    return terms


def is_open(meeting: Meeting, terms: RegistrationTerms | None, *, at: dt.datetime) -> bool:
    """Whether somebody can register at a moment: until it closes, else until the meeting ends."""
    if terms is None or meeting.published is None:
        return False
    until = terms.closes or meeting.ends or meeting.starts
    return (terms.opens is None or terms.opens <= at) and at < until


@transaction.atomic
def register(
    meeting: Meeting,
    wish: Wish,
    *,
    email: str,
    account: Account | None,
    key: str,
    language: str,
    at: dt.datetime,
) -> None:
    """A wish to take part; an address that no account vouches for is confirmed by a mail first.

    Whether an address is registered already is told to that address alone: it gets its link again.
    Anybody can type an address: until one is confirmed, each form is a wish by itself with its own
    link, and changes no other.

    Raises:
        SiteError: registration is not open.
    """
    terms = _locked(meeting)
    if not is_open(meeting, terms, at=at):
        raise NotAllowedError(_("Registration for this meeting is not open now."))
    found = _registered(meeting, email)
    found = found or Registration.objects.filter(meeting=meeting, key=key).first()
    if found is not None:
        found.meeting = meeting
        if found.state == "unconfirmed" and account is not None and found.email == email:
            found.account = account
            found.save(update_fields=["account"])
            _confirm(found, terms)
        else:
            _tell(found, asked=True)
        return
    made = Registration.objects.create(
        meeting=meeting,
        key=key,
        account=account,
        email=email,
        language=language,
        asked=at,
        **_columns(wish),
    )
    if account is None:
        _tell(made, asked=True)
    else:
        _confirm(made, terms)


def _registered(meeting: Meeting, email: str) -> Registration | None:
    """The one that an address has confirmed: nothing else counts as registered."""
    own = Registration.objects.filter(meeting=meeting, confirmed__isnull=False, cancelled=None)
    return own.filter(email=email).first() if email else None


def _columns(wish: Wish) -> dict[str, Any]:
    return {name: getattr(wish, name) for name in Wish.__slots__}


def _locked(meeting: Meeting) -> RegistrationTerms | None:
    """Who else gives places in this meeting waits."""
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    return RegistrationTerms.objects.filter(meeting=meeting).first()


@transaction.atomic
def confirm(one: Registration, *, code: str) -> Registration:
    """The address is the person's; again, it changes nothing. What holds is handed back.

    That is another one where the address has confirmed another: who reads the mails reads both.

    Raises:
        SiteError: the code is another.
    """
    if not hmac.compare_digest(code_of(one).encode(), code.encode()):
        raise SiteError(_("This link is not complete: copy it from the mail."))
    terms = _locked(one.meeting)
    one.refresh_from_db(fields=["confirmed", "cancelled", "placed"])
    if one.state != "unconfirmed":
        return one
    before = _registered(one.meeting, one.email)
    if before is not None:
        before.meeting = one.meeting
        return before
    if terms is not None:
        _confirm(one, terms)
    return one


def _confirm(one: Registration, terms: RegistrationTerms | None) -> None:
    one.confirmed = stamp()
    one.save(update_fields=["confirmed"])
    if terms is not None:
        _give_places(one.meeting, terms, told=one)
        count(one.meeting, terms)


@transaction.atomic
def change(one: Registration, wish: Wish) -> Registration:
    """What was written is put right. Another channel is a new wish there, behind those who wait.

    Raises:
        SiteError: it was taken back.
    """
    terms = _locked(one.meeting)
    one.refresh_from_db(fields=["confirmed", "cancelled", "placed", "channel", "asked"])
    if one.cancelled is not None:
        raise SiteError(_("This registration was taken back."))
    moved = one.channel != wish.channel
    for name, value in _columns(wish).items():
        setattr(one, name, value)
    if moved:
        one.placed, one.asked = None, stamp()
    one.save()
    if terms is not None and one.confirmed is not None:
        _give_places(one.meeting, terms, told=one if moved else None)
        count(one.meeting, terms)
    return one


@transaction.atomic
def cancel(one: Registration) -> Registration:
    """Taken back: what was written of the person goes, and whoever waits first gets the place."""
    terms = _locked(one.meeting)
    one.refresh_from_db(fields=["cancelled"])
    if one.cancelled is None:
        one.cancelled, one.placed, one.needs, one.listed = stamp(), None, "", False
        one.save(update_fields=["cancelled", "placed", "needs", "listed"])
    if terms is not None:
        _give_places(one.meeting, terms)
        count(one.meeting, terms)
    return one


def _give_places(
    meeting: Meeting, terms: RegistrationTerms, *, told: Registration | None = None
) -> None:
    """Places for those who have waited longest; they are told, and ``told`` in any case."""
    live = Registration.objects.filter(
        meeting=meeting, confirmed__isnull=False, cancelled__isnull=True
    )
    seats = {Channel.ROOM: terms.seats, Channel.REMOTE: terms.remote_seats}
    placed: list[Registration] = []
    for channel, most in seats.items():
        own = live.filter(channel=channel)
        waiting = own.filter(placed__isnull=True).order_by("asked", "pk")
        if most is not None:
            left = max(0, most - own.filter(placed__isnull=False).count())
            waiting = waiting[:left]
        placed += list(waiting)
    now = stamp()
    for one in placed:
        one.placed, one.meeting = now, meeting
    Registration.objects.bulk_update(placed, ["placed"])
    for one in placed:
        _tell(one)
    if told is not None:
        told.refresh_from_db(fields=["placed"])
        if told.pk not in {one.pk for one in placed}:
            _tell(told)


def _tell(one: Registration, *, asked: bool = False) -> None:
    """How a registration stands, with the private link. ``asked``: because of a form.

    No address gets many mails an hour because somebody types it, for however many meetings; and
    those use up none of the mails that its owner's own registration causes.
    """
    scope = one.meeting.cycle.scope
    about, kind = _about(one), ASKED if asked else KIND
    since = stamp() - dt.timedelta(hours=1)
    sent = Mail.objects.filter(kind=kind, created__gte=since)
    if not one.email or sent.filter(about=about).count() >= MOST_MAILS:
        return
    if asked and sent.filter(to=one.email).count() >= MOST_MAILS_IN_ALL:
        return
    with translation.override(one.language):
        subject, text = _words(one)
        link = registration_mark(one)
        end = _("With this link you confirm, change or take back your registration:")
    queue_mail(
        scope,
        to=one.email,
        subject=f"{subject}: {without_marks(str(one.meeting))}",
        text=f"{text}\n\n{end}\n{link}\n",
        kind=kind,
        language=one.language,
        about=about,
    )


def _words(one: Registration) -> tuple[str, str]:
    said = {
        "unconfirmed": (
            _("Please confirm your registration"),
            _("Until you confirm it nobody keeps a place for you."),
        ),
        "placed": (_("You are registered"), _("There is a place for you.")),
        "waiting": (
            _("You are on the waiting list"),
            _("All places are taken. As soon as one is free you get a mail."),
        ),
        "cancelled": (_("Your registration was taken back"), ""),
    }
    subject, text = said[one.state]
    if one.state == "placed" and one.channel == Channel.REMOTE and one.meeting.remote:
        text += "\n" + _("Take part from afar:") + f" {without_marks(one.meeting.remote)}"
    return subject, text


@transaction.atomic
def note_attendance(meeting: Meeting, came: Mapping[int, bool | None]) -> int:
    """Who came and who did not, by key; how many rows changed."""
    terms = _locked(meeting)
    rows = Registration.objects.filter(
        meeting=meeting, pk__in=list(came), cancelled__isnull=True, confirmed__isnull=False
    )
    changed = []
    for one in rows:
        if one.came != came[one.pk]:
            one.came = came[one.pk]
            changed.append(one)
    Registration.objects.bulk_update(changed, ["came"])
    if terms is not None and changed:
        count(meeting, terms)
    return len(changed)


def forget_registrations(rows: QuerySet[Registration]) -> None:
    """Those of somebody who wants to be forgotten: the rows go, and so do the mails about them.

    Numbers of a meeting at which attendance was taken stay as they were.
    """
    for one in rows.select_related("meeting__cycle__scope"):
        meeting = one.meeting
        Mail.objects.filter(kind__in=(KIND, ASKED), about=_about(one)).delete()
        terms = _locked(meeting)
        one.delete()
        if terms is not None and terms.figures.get("came") is None:
            _give_places(meeting, terms)
            count(meeting, terms)
        mark_changed(meeting.cycle.scope)


def _about(one: Registration) -> str:
    return f"/{one.meeting.cycle.scope.path}/meetings/register/{one.pk}/"


def count(meeting: Meeting, terms: RegistrationTerms) -> None:
    """Keeps what the public page says: {"registered", "waiting", "came", "by": {facet: rows}}.

    ``came``: ``None`` before attendance was taken. A row is [names by language, or a word of
    `Channel`, how many]: of those who came, before that of those who have a place.
    """
    live = Registration.objects.filter(
        meeting=meeting, confirmed__isnull=False, cancelled__isnull=True
    )
    rows = list(live.values_list("placed", "came", "group__names", "region__names", "channel"))
    taken = any(came is not None for _placed, came, *_more in rows)
    shown = [row for row in rows if (row[1] if taken else row[0])]
    terms.figures = {
        "registered": sum(1 for row in rows if row[0]),
        "waiting": sum(1 for row in rows if not row[0]),
        "came": sum(1 for row in rows if row[1]) if taken else None,
        "by": {
            "group": _rows(row[2] or {} for row in shown),
            "region": _rows(row[3] or {} for row in shown),
            "channel": _rows(row[4] for row in shown),
        },
    }
    terms.save(update_fields=["figures"])
    mark_changed(meeting.cycle.scope)


def _rows(values: Iterable[Any]) -> list[list[Any]]:
    """The more first; what nobody said last."""
    named = [tuple(sorted(one.items())) if isinstance(one, dict) else one for one in values]
    found = sorted(Counter(named).items(), key=lambda pair: (not pair[0], -pair[1], pair[0]))
    return [[dict(one) if isinstance(one, tuple) else one, many] for one, many in found]

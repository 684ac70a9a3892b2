"""Registrations for meetings for tests."""

from __future__ import annotations

import datetime as dt

from conspectus.consultations.models import Meeting, Registration, RegistrationTerms
from conspectus.consultations.services.registration import Terms, Wish, register, set_terms
from conspectus.people.models import Account, StakeholderGroup
from tests.factories_site import BEFORE


def terms(meeting: Meeting, **said) -> RegistrationTerms:
    return set_terms(meeting, Terms(**said))


def a_wish(name: str = "Adwoa Mensah", **fields) -> Wish:
    return Wish(name=name, **fields)


def registered(
    meeting: Meeting,
    email: str,
    *,
    account: Account | None = None,
    minutes: int = 0,
    key: str = "",
    **fields,
) -> Registration:
    """By the service, ``minutes`` after a moment before the meeting; a form of its own each."""
    key = key or f"{meeting.slug} {email} {minutes}"
    at = meeting.starts - dt.timedelta(days=1) + dt.timedelta(minutes=minutes)
    fields.setdefault("name", email.partition("@")[0].title())
    wish = Wish(**fields)
    register(meeting, wish, email=email, account=account, key=key, language="en", at=at)
    made = Registration.objects.filter(meeting=meeting, key=key).first()
    return made or Registration.objects.get(meeting=meeting, email=email, confirmed__isnull=False)


def a_registration(meeting: Meeting, **fields) -> Registration:
    """A row with a place, listed, who needs something; not by the service."""
    said = {
        "key": "a key",
        "email": "adwoa@example.org",
        "name": "Adwoa Mensah",
        "needs": "A ramp.",
        "listed": True,
        "asked": BEFORE,
        "confirmed": BEFORE,
        "placed": BEFORE,
        **fields,
    }
    return Registration.objects.create(meeting=meeting, **said)


def more_registrations(meeting: Meeting, count: int) -> None:
    """Rows for long lists."""
    group = StakeholderGroup.objects.first()
    for n in range(count):
        a_registration(
            meeting, key=f"more {n}", email=f"more{n}@example.org", name=f"P {n}", group=group
        )

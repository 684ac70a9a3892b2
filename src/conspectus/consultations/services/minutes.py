"""Notes of an agenda item: saved as one types, kept as revisions, never merged by a program.

A save says on which serial its text stands. Where somebody else has saved since, the text is kept
beside the notes, and its writer chooses: the own text, the other one, or both joined by hand.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.consultations.models import ItemNotes, Meeting, NotesRevision
from conspectus.contributions.blocks import clean_text
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.plain import plain
from conspectus.people.models import Account

LONGEST: Final = 20_000
"""Code points of the notes of one item."""

PAUSE: Final = dt.timedelta(seconds=60)
"""After which the next save is a revision of its own."""

RUN: Final = dt.timedelta(minutes=5)
"""For how long the saves of somebody who writes without a pause are one revision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A text as a page sends it. ``base``: the serial on which it stands; ``tab``: that page.

    ``aside``: the number of a text beside the notes that this one takes up, else 0.
    """

    text: str
    base: int
    tab: str
    aside: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """``serial``: of the notes now. ``aside``: number of the revision beside them, else 0."""

    serial: int
    aside: int = 0


@transaction.atomic
def save_notes(meeting: Meeting, *, item: int, typed: Typed, by: Account) -> Kept:
    """Keeps a text, in the notes or beside them; both are on the disk when this returns.

    Raises:
        SiteError: it is too long.
    """
    text = plain(clean_text(typed.text))
    if len(text) > LONGEST:
        raise SiteError(
            _("Notes of one item have at most %(count)s characters: make them shorter.")
            % {"count": LONGEST},
            field="text",
        )
    notes = _locked(meeting, item)
    now = stamp()
    _settle_number(notes, typed.aside, now)
    if text != notes.text and _is_overtaken(notes, typed):
        return _keep_aside(notes, text, typed, by, now)
    if text != notes.text:
        _keep(notes, text, typed, by, now)
    _settle(notes, typed.tab, now)
    return Kept(notes.serial)


@transaction.atomic
def take_theirs(meeting: Meeting, *, item: int, typed: Typed) -> None:
    """The writer of a text beside the notes takes the notes as they are; it stays a revision."""
    notes = _locked(meeting, item)
    _settle(notes, typed.tab, stamp())
    _settle_number(notes, typed.aside, stamp())


@transaction.atomic
def settle_aside(meeting: Meeting, *, item: int, number: int) -> None:
    """An editor says that a text beside the notes needs nothing more; it stays a revision."""
    _settle_number(_locked(meeting, item), number, stamp())


def _locked(meeting: Meeting, item: int) -> ItemNotes:
    """The notes, for one writer at a time."""
    made, _is_new = ItemNotes.objects.get_or_create(meeting=meeting, item=item)
    return ItemNotes.objects.select_for_update().get(pk=made.pk)


def _is_overtaken(notes: ItemNotes, typed: Typed) -> bool:
    """Whether anybody but this page has saved since; its own saves may have lost their answer."""
    if typed.base > notes.serial:  # of another installation, or from before a backup
        return True
    return notes.revisions.filter(serial__gt=typed.base).exclude(tab=typed.tab).exists()


def _keep(notes: ItemNotes, text: str, typed: Typed, by: Account, now: dt.datetime) -> None:
    last = notes.revisions.filter(serial=notes.serial, aside=False).first()
    base = notes.serial
    notes.text, notes.changed = text, now
    notes.serial += 1
    if last is not None and _goes_on(last, typed.tab, now):
        last.text, last.serial, last.saved = text, notes.serial, now
        last.save(update_fields=["text", "serial", "saved"])
    else:
        _add(notes, text, typed.tab, by, now, base=base, serial=notes.serial)
    notes.save()


def _keep_aside(notes: ItemNotes, text: str, typed: Typed, by: Account, now: dt.datetime) -> Kept:
    """Written at the same time as what somebody else has saved."""
    own = notes.revisions.filter(tab=typed.tab, aside=True, settled=None).first()
    if own is not None and own.text == text:
        return Kept(notes.serial, own.number)
    if own is not None and _goes_on(own, typed.tab, now):
        own.text, own.saved = text, now
        own.save(update_fields=["text", "saved"])
        return Kept(notes.serial, own.number)
    _settle(notes, typed.tab, now)  # what follows holds it
    made = _add(notes, text, typed.tab, by, now, base=typed.base, aside=True)
    notes.save()
    return Kept(notes.serial, made.number)


def _goes_on(last: NotesRevision, tab: str, now: dt.datetime) -> bool:
    return last.tab == tab and now - last.saved < PAUSE and now - last.began < RUN


def _add(
    notes: ItemNotes,
    text: str,
    tab: str,
    by: Account,
    now: dt.datetime,
    *,
    base: int,
    serial: int = 0,
    aside: bool = False,
) -> NotesRevision:
    notes.revisions_count += 1
    return NotesRevision.objects.create(
        notes=notes,
        number=notes.revisions_count,
        text=text,
        base=base,
        serial=serial,
        aside=aside,
        tab=tab,
        by=by,
        began=now,
        saved=now,
    )


def _settle(notes: ItemNotes, tab: str, now: dt.datetime) -> None:
    notes.revisions.filter(tab=tab, aside=True, settled=None).update(settled=now)


def _settle_number(notes: ItemNotes, number: int, now: dt.datetime) -> None:
    if number:
        notes.revisions.filter(number=number, aside=True, settled=None).update(settled=now)

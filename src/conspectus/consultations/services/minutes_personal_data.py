"""What minutes keep of a person: handed out, and erased (`core.personal_data`)."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from conspectus.consultations.models import MinutesPoint, MinutesVersion, NotesRevision
from conspectus.consultations.services.minutes_erasing import untie_person
from conspectus.core.personal_data import row_of
from conspectus.core.personal_holders import Part, Row, Whose, Wish
from conspectus.people.models import Person

HELD: Final = {
    "consultations.NotesRevision.by": "minutes",
    "consultations.MinutesPoint.person": "minutes",
    "consultations.MinutesVersion.published_by": "minutes",
}
"""Column that names a person → the part that holds it."""


def export(whose: Whose) -> list[Part]:
    """What the person wrote of minutes, and what minutes say that the person is to do."""
    return [Part("minutes", _("Minutes that you wrote, and what you are to do"), _rows(whose))]


def prepare(whose: Whose, wish: str) -> None:
    """Nothing keeps a person there."""
    del whose, wish


def erase(whose: Whose, wish: str) -> None:
    """The tie to the person, and the name as owner of a point unless the person lets it stand."""
    if whose.contribution is not None:
        return
    if whose.person is not None:
        for slug in Person.objects.filter(pk=whose.person).values_list("slug", flat=True):
            untie_person(slug, is_named=wish == Wish.KEEP)
    if whose.account is not None:
        NotesRevision.objects.filter(by=whose.account).update(by=None)
        MinutesVersion.objects.filter(published_by=whose.account).update(published_by=None)


def _rows(whose: Whose) -> list[Row]:
    if whose.contribution is not None:
        return []
    found: list[Row] = []
    if whose.account is not None:
        written = NotesRevision.objects.filter(by=whose.account).select_related("notes__meeting")
        found += [row_of(one, "notes", "number", "text", "began", "saved") for one in written]
        public = MinutesVersion.objects.filter(published_by=whose.account)
        found += [
            row_of(one, "meeting", "number", "prepared_by", "note", "published")
            for one in public.select_related("meeting")
        ]
    if whose.person is not None:
        mine = MinutesPoint.objects.filter(person=whose.person).select_related("meeting")
        found += [
            row_of(one, "meeting", "number", "kind", "text", "owner", "due", "done") for one in mine
        ]
    return found

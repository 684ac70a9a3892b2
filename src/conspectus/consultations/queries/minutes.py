"""Minutes: what anybody reads, and what their editors see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Length
from django.http import Http404

from conspectus.consultations.models import (
    ItemNotes,
    Meeting,
    MinutesPoint,
    MinutesVersion,
    NotesRevision,
)
from conspectus.core.prepared import LARGEST
from conspectus.forums.models import Cycle


@dataclass(frozen=True, slots=True)
class NotesNow:
    """``last``: the newest revision of the notes; ``asides``: texts that wait beside them."""

    notes: ItemNotes
    last: NotesRevision | None
    asides: Sequence[NotesRevision]

    def others(self, tab: str) -> list[NotesRevision]:
        """What other pages have."""
        return [one for one in self.asides if one.tab != tab]

    @property
    def etag(self) -> str:
        """Changes with everything that a page shows of it."""
        beside = (f"{one.number}.{one.saved.timestamp():.6f}" for one in self.asides)
        return f'"{"-".join([str(self.notes.serial), *beside])}"'


def title_of_item(meeting: Meeting, item: int) -> dict[str, str]:
    """Raises Http404 where the agenda has no such item; the meeting as a whole has no title."""
    if item > len(meeting.agenda):
        raise Http404
    return dict(meeting.agenda[item - 1]) if item else {}


def notes_now(meeting: Meeting, item: int) -> NotesNow:
    """Three queries. Raises Http404 where the agenda has no such item."""
    title_of_item(meeting, item)
    notes = ItemNotes.objects.filter(meeting=meeting, item=item).first()
    if notes is None:
        return NotesNow(ItemNotes(meeting=meeting, item=item), None, ())
    rows = notes.revisions.filter(
        Q(aside=True, settled=None) | Q(aside=False, serial=notes.serial)
    ).select_related("by__person")
    found = list(rows)
    last = next((one for one in found if not one.aside), None)
    return NotesNow(notes, last, [one for one in found if one.aside])


def notes_at_work(meeting: Meeting) -> dict[int, ItemNotes]:
    """By item, with ``length`` of the text; the text itself is not read."""
    rows = ItemNotes.objects.filter(meeting=meeting).annotate(length=Length("text")).defer("text")
    return {one.item: one for one in rows}


def items_with_asides(meeting: Meeting) -> set[int]:
    """Items beside whose notes a text waits."""
    rows = NotesRevision.objects.filter(notes__meeting=meeting, aside=True, settled=None)
    return set(rows.values_list("notes__item", flat=True))


def revisions_on(
    meeting: Meeting, item: int, page: int, size: int
) -> tuple[list[NotesRevision], bool]:
    """A page of them, the newest first, with ``length``, and whether there are more."""
    title_of_item(meeting, item)
    rows = NotesRevision.objects.filter(notes__meeting=meeting, notes__item=item)
    rows = rows.annotate(length=Length("text")).defer("text").select_related("by__person")
    start = (_checked(page) - 1) * size
    found: list[NotesRevision] = list(rows[start : start + size + 1])
    if not found and page > 1:
        raise Http404
    return found[:size], len(found) > size


def revision_pair(
    meeting: Meeting, item: int, number: int
) -> tuple[NotesRevision, NotesRevision | None]:
    """A revision, and the notes as they were when it was begun. Raises Http404."""
    rows = NotesRevision.objects.filter(notes__meeting=meeting, notes__item=item)
    one = rows.filter(number=min(number, LARGEST)).select_related("by__person").first()
    if one is None:
        raise Http404
    before = rows.filter(aside=False, number__lt=one.number).select_related("by__person").first()
    return one, before


def points_at_work(meeting: Meeting, item: int | None = None) -> QuerySet[MinutesPoint]:
    """Those that are not dropped, of one item or all."""
    rows = MinutesPoint.objects.filter(meeting=meeting, dropped=None)
    return rows if item is None else rows.filter(item=item)


def point_at_work(meeting: Meeting, number: int) -> MinutesPoint:
    """Raises Http404 where there is none."""
    found = points_at_work(meeting).filter(number=min(number, LARGEST)).first()
    if found is None:
        raise Http404
    found.meeting = meeting
    return found


def action_points_on(cycle: Cycle, page: int, size: int) -> tuple[list[MinutesPoint], bool]:
    """Public action points of a cycle's meetings: those open first, by the date due."""
    rows = MinutesPoint.objects.filter(
        meeting__cycle=cycle, kind=MinutesPoint.Kind.ACTION, published__isnull=False
    )
    open_first = rows.select_related("meeting").order_by(
        *(F("done").desc(nulls_first=True), F("due").asc(nulls_last=True)),
        *("meeting__starts", "number"),
    )
    start = (_checked(page) - 1) * size
    found = list(open_first[start : start + size + 1])
    if not found and page > 1:
        raise Http404
    return found[:size], len(found) > size


def minutes_of(meeting: Meeting, number: int) -> MinutesVersion:
    """A public version. Raises Http404 where there is none."""
    rows = MinutesVersion.objects.filter(meeting=meeting, number=min(number, 32_767))
    found = rows.first()
    if found is None:
        raise Http404
    found.meeting = meeting
    return found


def versions_of(meeting: Meeting) -> list[MinutesVersion]:
    """All of them without what they say, the newest first."""
    return list(MinutesVersion.objects.filter(meeting=meeting).defer("content"))


def _checked(page: int) -> int:
    if not 1 <= page < 10**6:
        raise Http404
    return page

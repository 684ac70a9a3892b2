"""Minutes for tests: notes, points and versions as the services make them, and rows for lists."""

from __future__ import annotations

from conspectus.consultations.models import (
    ItemNotes,
    Meeting,
    MinutesPoint,
    MinutesVersion,
    NotesRevision,
)
from conspectus.consultations.services.minutes import Typed, save_notes
from conspectus.consultations.services.minutes_points import KNOWN, Written, add_point
from conspectus.consultations.services.minutes_publishing import Said, publish_minutes
from conspectus.people.models import Account, Person
from tests.factories_site import BEFORE, an_account

TEXT = (
    "# Access\n\nThe Forum spoke of affordable access.\n\n- Libraries come first.\n\n> As agreed."
)


def written_minutes(
    meeting: Meeting, *, by: Account | None = None, person: Person | None = None
) -> MinutesVersion:
    """Public minutes with a decision and an action point; a text waits beside the notes."""
    by = by or an_account("minutes@example.org", role="rapporteur", scope=meeting.cycle.forum.scope)
    save_notes(meeting, item=1, typed=Typed(text=TEXT, base=0, tab="one"), by=by)
    add_point(meeting, written=Written(kind="decision", text="To meet again.", item=1))
    owner = {"owner": person.name, "owner_is": KNOWN} if person else {"owner": "The secretariat"}
    add_point(meeting, written=Written(kind="action", text="Send the list.", item=1, **owner))
    said = Said(language="en", prepared_by="The secretariat")
    made = publish_minutes(meeting, said=said, by=by)
    save_notes(meeting, item=1, typed=Typed(text="Beside it.", base=0, tab="two"), by=by)
    return made


def more_minutes(meeting: Meeting, more: int) -> None:
    """Rows for long lists: items, revisions, texts beside the notes, points, versions."""
    meeting.refresh_from_db()
    meeting.agenda = [*meeting.agenda, *({"en": f"Item {n}"} for n in range(more))]
    meeting.save(update_fields=["agenda"])
    notes = ItemNotes.objects.get(meeting=meeting, item=1)
    by = NotesRevision.objects.exclude(by=None)[0].by
    fields = {"by": by, "began": BEFORE, "saved": BEFORE, "base": 0}
    NotesRevision.objects.bulk_create(
        NotesRevision(
            notes=notes,
            number=100 + n,
            text=f"Revision {n} of the notes.",
            aside=n < more // 10,  # editors who write at once are few
            tab=str(n),
            **fields,
        )
        for n in range(more)
    )
    shown = {"text": "Send a note.", "owner": "Bo", "person": "", "organisation": ""}
    MinutesPoint.objects.bulk_create(
        MinutesPoint(
            meeting=meeting,
            number=100 + n,
            item=1,
            text=f"Send note {n}.",
            owner=f"Bo {n}",
            due=BEFORE.date(),
            published=BEFORE,
            shown=shown,
        )
        for n in range(more)
    )
    last = MinutesVersion.objects.get(meeting=meeting)
    items = last.content["items"]
    points = [
        {**items[0]["points"][0], "number": 100 + n, "text": shown["text"]} for n in range(more)
    ]
    content = {**last.content, "items": [{**items[0], "points": points}, *items[1:]]}
    MinutesVersion.objects.filter(pk=last.pk).update(content=content)
    MinutesVersion.objects.bulk_create(
        MinutesVersion(
            meeting=meeting,
            number=100 + n,
            language="en",
            prepared_by="The secretariat",
            note=f"Item {n} was mended.",
            content=content,
            published=BEFORE,
        )
        for n in range(more)
    )

"""Earlier texts of notes, once they have served for minutes that are public."""

from __future__ import annotations

from django.db.models import F

from conspectus.consultations.models import NotesRevision
from conspectus.core.retention import cutoff


def clear_notes() -> int:
    """Deletes old revisions; how many. The notes as they are stay, and so does what waits."""
    old = NotesRevision.objects.filter(
        saved__lt=cutoff("notes"), notes__meeting__minutes_versions__isnull=False
    )
    waiting = old.filter(aside=True, settled=None)
    now = old.filter(aside=False, serial=F("notes__serial"))
    kept = [*waiting.values_list("pk", flat=True), *now.values_list("pk", flat=True)]
    gone = old.exclude(pk__in=kept).values_list("pk", flat=True).distinct()
    return int(NotesRevision.objects.filter(pk__in=list(gone)).delete()[0])

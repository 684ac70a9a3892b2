"""What waits to be redacted, for whoever decides on it."""

from __future__ import annotations

from conspectus.contributions.models import DeskItem, Redaction


def words_to_redact(item: DeskItem) -> list[str]:
    """What an item proposes to redact, as it stands in the newest version; one query, or none."""
    if item.kind != DeskItem.Kind.REDACTION or item.state != DeskItem.State.WAITING:
        return []
    proposed = Redaction.objects.filter(
        document__version__contribution=item.contribution_id,
        document__version__received__isnull=False,
        state=Redaction.State.PROPOSED,
    ).order_by("-document__version__k", "document__order", "start")
    rows = list(proposed.select_related("document"))
    newest = rows[0].document.version_id if rows else 0
    return [
        row.document.text[row.start : row.end] for row in rows if row.document.version_id == newest
    ]

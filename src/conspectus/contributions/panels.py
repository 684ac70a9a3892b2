"""What cycles' pages show of contributions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from conspectus.contributions.models import Call
from conspectus.core.models import Scope
from conspectus.core.panels import Lines, Link, Panel, add_link, add_panel, lines


def _calls(scope: Scope) -> Lines:
    found = Call.objects.filter(cycle__scope=scope, published__isnull=False)
    return lines(found, "calls", key="slug", label="titles", number="id")


add_panel(
    Panel(
        kind="calls",
        place="cycle",
        order=10,
        heading=_("Calls for contributions"),
        rows=_calls,
        address=lambda scope, line: f"/{scope}/calls/{line.key}/",
    )
)

add_link(Link(place="cycle", order=20, label=_("Contributions"), path="contributions/"))
add_link(Link(place="cycle", order=60, label=_("Search"), path="search/"))
add_link(Link(place="manage-cycle", order=10, label=_("Desk"), path="desk/"))
add_link(Link(place="manage-cycle", order=20, label=_("Import"), path="import/"))
add_link(Link(place="manage-cycle", order=30, label=_("Outbox"), path="outbox/"))

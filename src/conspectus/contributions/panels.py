"""What cycles' pages show of contributions."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from conspectus.contributions.models import Call
from conspectus.core.models import Scope
from conspectus.core.panels import Lines, Link, Panel, add_link, add_panel, lines
from conspectus.forums.models import Cycle


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


def _to_translate(scope: Scope) -> Lines:
    """A line for each cycle that has public contributions."""
    below = Q(scope=scope) | Q(scope__parent=scope) | Q(scope__parent__parent=scope)
    found = Cycle.objects.filter(below, entries__isnull=False).distinct()
    return lines(found, "contributions", key="scope__path", label="names", number="id")


add_panel(
    Panel(
        kind="contributions",
        place="translator",
        order=20,
        heading=_("Translations of contributions"),
        rows=_to_translate,
        address=lambda _scope, line: f"/{line.key}/translations/",
        note=lambda line: line.key,
        sort=lambda line: -line.number,
        limit=50,
    )
)

add_link(Link(place="cycle", order=20, label=_("Contributions"), path="contributions/"))
add_link(Link(place="cycle", order=60, label=_("Search"), path="search/"))
add_link(Link(place="manage-cycle", order=10, label=_("Desk"), path="desk/"))
add_link(Link(place="manage-cycle", order=20, label=_("Import"), path="import/"))
add_link(
    Link(
        place="manage-cycle",
        order=25,
        label=_("Translations of contributions"),
        path="translations/",
    )
)
add_link(Link(place="manage-cycle", order=30, label=_("Outbox"), path="outbox/"))

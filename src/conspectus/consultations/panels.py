"""What cycles' pages show of consultations."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from conspectus.consultations.models import Meeting
from conspectus.core.models import Scope
from conspectus.core.panels import Lines, Link, Panel, add_link, add_panel, lines
from conspectus.core.sitemap import add_to_sitemap


def _meetings(scope: Scope) -> Lines:
    found = Meeting.objects.filter(cycle__scope=scope, published__isnull=False)
    return lines(found, "meetings", key="slug", label="titles", number="id", first="starts")


def _addresses() -> Iterable[str]:
    rows = Meeting.objects.filter(published__isnull=False).order_by("cycle", "id")
    columns = ("cycle__scope__path", "slug", "pages", "minutes_version")
    for path, slug, pages, minutes in rows.values_list(*columns):
        yield f"/{path}/meetings/{slug}/"
        if minutes:
            yield f"/{path}/meetings/{slug}/minutes/"
        if pages:
            yield f"/{path}/meetings/{slug}/transcript/"
        for page in range(2, pages + 1):
            yield f"/{path}/meetings/{slug}/transcript/page/{page}/"


add_to_sitemap("meetings", _addresses)
add_panel(
    Panel(
        kind="meetings",
        place="cycle",
        order=15,
        heading=_("Meetings"),
        rows=_meetings,
        address=lambda scope, line: f"/{scope}/meetings/{line.key}/",
        more=lambda scope: f"/{scope}/meetings/",
        more_label=_("All meetings"),
        sort=lambda line: -line.first.timestamp() if line.first else 0,
        limit=5,
    )
)
add_link(Link(place="cycle", order=25, label=_("Meetings"), path="meetings/"))
add_link(Link(place="manage-cycle", order=45, label=_("Meetings"), path="meetings/work/"))

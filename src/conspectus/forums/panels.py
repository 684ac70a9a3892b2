"""What the pages of forums and cycles show of this app itself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from conspectus.core.models import Scope
from conspectus.core.panels import Line, Lines, Link, Panel, add_link, add_panel, lines
from conspectus.core.published import read_with
from conspectus.core.sitemap import add_to_sitemap
from conspectus.forums.models import Cycle, CycleDocument, Forum, Theme

read_with("forum", "cycle__forum")


def _themes(scope: Scope) -> Lines:
    found = Theme.objects.filter(cycle__scope=scope)
    return lines(found, "themes", key="slug", label="names", number="order")


def _documents(scope: Scope) -> Lines:
    found = CycleDocument.objects.filter(cycle__scope=scope, published__isnull=False)
    return lines(found, "documents", key="slug", label="titles", first="date")


def _newest_first(line: Line) -> float:
    return -line.first.timestamp() if line.first else 0.0


add_panel(
    Panel(
        kind="themes",
        place="cycle",
        order=30,
        heading=_("Themes"),
        rows=_themes,
        address=lambda scope, line: f"/{scope}/themes/#{line.key}",
        limit=100,
    )
)
add_panel(
    Panel(
        kind="documents",
        place="cycle",
        order=50,
        heading=_("Documents"),
        rows=_documents,
        address=lambda scope, line: f"/{scope}/documents/{line.key}/",
        more=lambda scope: f"/{scope}/documents/",
        more_label=_("All documents"),
        sort=_newest_first,
        limit=5,
    )
)
add_link(Link(place="cycle", order=20, label=_("Themes"), path="themes/"))
add_link(Link(place="cycle", order=70, label=_("Documents"), path="documents/"))
add_link(Link(place="cycle", order=80, label=_("Calendar"), path="calendar/"))
add_link(Link(place="forum", order=20, label=_("Mandate"), path="mandate/"))
add_link(Link(place="forum", order=30, label=_("Glossary"), path="glossary/"))


def _pages() -> list[str]:
    """Every public page of forums and cycles."""
    found = []
    for slug in Forum.objects.order_by("slug").values_list("slug", flat=True):
        found += [f"/{slug}/", f"/{slug}/mandate/", f"/{slug}/glossary/"]
    for path in Cycle.objects.order_by("scope__path").values_list("scope__path", flat=True):
        found += [
            f"/{path}/",
            *(f"/{path}/{name}/" for name in ("themes", "calendar", "documents")),
        ]
    documents = CycleDocument.objects.filter(published__isnull=False).order_by("pk")
    for path, slug in documents.values_list("cycle__scope__path", "slug"):
        found.append(f"/{path}/documents/{slug}/")
    return found


add_to_sitemap("forums", _pages)

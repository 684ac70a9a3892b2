"""What cycles' pages show of the discussion."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from conspectus.core.panels import Link, add_link
from conspectus.core.sitemap import add_to_sitemap
from conspectus.discussion.models import Thread


def _threads() -> Iterable[str]:
    rows = Thread.objects.filter(number__isnull=False).order_by("cycle", "number")
    for path, number in rows.values_list("cycle__scope__path", "number"):
        yield f"/{path}/discussion/{number}/"


add_to_sitemap("threads", _threads)
add_link(Link(place="cycle", order=30, label=_("Online forum"), path="discussion/"))
add_link(Link(place="manage-cycle", order=40, label=_("Online forum"), path="discussion/work/"))

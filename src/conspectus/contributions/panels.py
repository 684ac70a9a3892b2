"""What cycles' pages show of contributions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from conspectus.core.panels import Link, add_link

add_link(Link(place="cycle", order=20, label=_("Contributions"), path="contributions/"))
add_link(Link(place="cycle", order=60, label=_("Search"), path="search/"))
add_link(Link(place="manage-cycle", order=10, label=_("Desk"), path="desk/"))
add_link(Link(place="manage-cycle", order=20, label=_("Import"), path="import/"))
add_link(Link(place="manage-cycle", order=30, label=_("Outbox"), path="outbox/"))

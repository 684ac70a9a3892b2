"""Where a page of management stands: the links above its heading."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

Trail = list[tuple[str, str]]


def trail_of(forum: str = "", cycle: str = "", call: str = "") -> Trail:
    """(text, address) from the installation down to what the page is about."""
    trail = [(_("Your account"), reverse("account"))]
    if not forum:
        return [*trail, (_("All forums"), reverse("manage"))]
    trail.append((forum, reverse("manage-forum", kwargs={"forum": forum})))
    if cycle:
        of_cycle = {"forum": forum, "cycle": cycle}
        trail.append((cycle, reverse("manage-cycle", kwargs=of_cycle)))
        if call:
            trail.append((call, reverse("manage-call", kwargs={**of_cycle, "call": call})))
    return trail

"""Opening a cycle, with the themes that it takes over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.scopes import scope_within
from conspectus.forums.models import Cycle, Forum, Theme
from conspectus.forums.rules import check_slug
from conspectus.forums.services.themes import carry_themes


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleFacts:
    """What a cycle says of itself. ``starts``, ``ends``: the days of its meeting."""

    names: Mapping[str, str]
    host: str = ""
    place: str = ""
    co_chairs: Sequence[str] = ()
    starts: dt.date | None = None
    ends: dt.date | None = None


@transaction.atomic
def create_cycle(
    forum: Forum, *, slug: str, facts: CycleFacts, carry: Sequence[Theme] = (), authority: str = ""
) -> Cycle:
    """A new cycle; ``carry``: themes of an earlier one, taken over on this ``authority``.

    Raises:
        SiteError: the slug may not stand in an address or is taken; it ends before it starts;
            themes are carried over and nobody is named who decided it.
    """
    check_slug(slug)
    if forum.cycles.filter(slug=slug).exists():
        raise SiteError(
            _("There is a cycle at %(slug)s already; choose another address.") % {"slug": slug},
            field="slug",
        )
    cycle = Cycle(forum=forum, slug=slug, scope=scope_within(forum.scope, slug))
    _write(cycle, facts)
    record(
        "decision",
        f"/{cycle.scope.path}/",
        {"decision": "cycle opened", "names": dict(facts.names)},
    )
    if carry:
        carry_themes(cycle, themes=carry, authority=authority)
    mark_changed(cycle.scope)
    return cycle


@transaction.atomic
def edit_cycle(cycle: Cycle, *, facts: CycleFacts) -> Cycle:
    """Changes what the cycle says of itself; its address stays for ever.

    Raises:
        SiteError: it ends before it starts.
    """
    _write(cycle, facts)
    mark_changed(cycle.scope)
    return cycle


def _write(cycle: Cycle, facts: CycleFacts) -> None:
    if facts.starts and facts.ends and facts.ends < facts.starts:
        raise SiteError(_("The cycle ends before it starts; change one of the days."), field="ends")
    cycle.names = dict(facts.names)
    cycle.host = facts.host
    cycle.place = facts.place
    cycle.co_chairs = list(facts.co_chairs)
    cycle.starts = facts.starts
    cycle.ends = facts.ends
    cycle.save()

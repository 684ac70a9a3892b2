"""Opening a forum and saying what it is."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.scopes import installation_scope, scope_within
from conspectus.forums.models import Forum
from conspectus.forums.rules import check_slug
from conspectus.people.services.groups import create_tree


@transaction.atomic
def create_forum(
    slug: str,
    *,
    names: Mapping[str, str],
    languages: Sequence[str] = ("en",),
    time_zone: str = "UTC",
    contact: str = "",
    descriptions: Mapping[str, str] | None = None,
) -> Forum:
    """A new forum with its scope and the default stakeholder groups.

    Raises:
        SiteError: the slug may not stand in an address or is taken; the time zone is unknown.
    """
    check_slug(slug)
    if Forum.objects.filter(slug=slug).exists():
        raise SiteError(
            _("There is a forum at %(slug)s already; choose another address.") % {"slug": slug},
            field="slug",
        )
    forum = Forum.objects.create(
        slug=slug,
        names=dict(names),
        descriptions=dict(descriptions or {}),
        scope=scope_within(installation_scope(), slug),
        group_tree=create_tree(slug),
        languages=list(languages),
        time_zone=_known_zone(time_zone),
        contact=contact,
    )
    record("decision", f"/{slug}/", {"decision": "forum opened", "names": dict(names)})
    mark_changed(forum.scope)
    return forum


@transaction.atomic
def edit_forum(
    forum: Forum,
    *,
    names: Mapping[str, str],
    descriptions: Mapping[str, str],
    languages: Sequence[str],
    time_zone: str,
    contact: str,
    role_titles: Mapping[str, str],
    second_factor: bool = False,
) -> Forum:
    """Changes what the forum says of itself; its address stays for ever.

    Raises:
        SiteError: the time zone is unknown, or no language is left.
    """
    if not languages:
        raise SiteError(_("Choose at least one working language."), field="languages")
    forum.names = dict(names)
    forum.descriptions = dict(descriptions)
    forum.languages = list(languages)
    forum.time_zone = _known_zone(time_zone)
    forum.contact = contact
    forum.role_titles = {role: title for role, title in role_titles.items() if title}
    forum.settings = {**forum.settings, "second_factor": second_factor}
    forum.save()
    mark_changed(forum.scope)
    return forum


def _known_zone(name: str) -> str:
    if name not in zoneinfo.available_timezones():
        raise SiteError(
            _("%(zone)s is no known time zone; write one such as Europe/Paris or UTC.")
            % {"zone": name},
            field="time_zone",
        )
    return name

"""Areas as a form offers them."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from conspectus.core.collation import collation_key
from conspectus.core.text import in_language
from conspectus.people.models import Area

Choices = list[tuple[str, str]]


def area_choices() -> list[tuple[str, Choices]]:
    """(heading, (code, name)) of all areas in the current language, by name. One query."""
    found: dict[str, Choices] = {kind: [] for kind in (*Area.Kind.values,)}
    for code, kind, names in Area.objects.values_list("code", "kind", "names"):
        found[kind].append((code, in_language(names)[0] or code))
    language = get_language() or "en"
    for choices in found.values():
        choices.sort(key=lambda choice: (collation_key(choice[1], language), choice[0]))
    return [
        (_("Countries and areas"), found[Area.Kind.COUNTRY]),
        (_("Regions"), found[Area.Kind.REGION]),
        (_("Other"), found[Area.Kind.VALUE]),
    ]

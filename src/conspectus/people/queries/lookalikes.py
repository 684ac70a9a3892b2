"""What a page says of a name that could be taken for another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from conspectus.people.lookalike import Doubt, doubts_about
from conspectus.people.models import Organisation, Person

_WORDS: Mapping[Doubt, Any] = {
    Doubt.UNSEEN: gettext_lazy("This name has characters that are not seen."),
    Doubt.TURNED: gettext_lazy("This name has characters that turn the order of letters."),
    Doubt.MIXED: gettext_lazy("This name mixes letters of several alphabets in one word."),
    Doubt.STACKED: gettext_lazy("This name has many marks on one letter."),
}


def said_of_name(who: Organisation | Person) -> list[str | Markup]:
    """Sentences; none for nearly every name. No query where ``looks_like`` came with ``who``."""
    said: list[str | Markup] = []
    if who.looks_like is not None:
        said.append(_likeness(who, who.looks_like))
    return [*said, *(str(_WORDS[doubt]) for doubt in doubts_about(who.name))]


def _likeness(who: Organisation | Person, other: Organisation | Person) -> Markup:
    words = _("This name looks like %(name)s, registered in %(year)s.")
    if who.name.casefold() == other.name.casefold():
        words = _("Somebody else called %(name)s was registered in %(year)s.")
    name = Markup("<bdi>{}</bdi>").format(other.name)
    return Markup(words) % {"name": name, "year": other.created.year}  # noqa: S704 - our words

"""The themes of a cycle: added or carried over, always on somebody's authority."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.text import in_language
from conspectus.formats.intake.folding import slug as slug_of
from conspectus.forums.models import Cycle, MandateParagraph, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeText:
    """What a theme says; ``authority``: who decided it, and where that stands."""

    names: Mapping[str, str]
    authority: str
    kind: str = Theme.Kind.THEME
    descriptions: Mapping[str, str] = field(default_factory=dict)
    terms: Sequence[str] = ()
    mandate: Sequence[MandateParagraph] = ()


@transaction.atomic
def add_theme(
    cycle: Cycle, *, text: ThemeText, slug: str = "", examples: Sequence[str] = ()
) -> Theme:
    """A new theme at the end of the list; recorded with the authority for it.

    Raises:
        SiteError: nobody is named who decided it.
    """
    theme = Theme(
        cycle=cycle,
        slug=_free_slug(cycle, slug or in_language(text.names)[0]),
        order=_next_order(cycle),
        examples=list(examples),
    )
    _write(theme, text)
    _record_theme(theme, "theme added")
    return theme


@transaction.atomic
def carry_themes(cycle: Cycle, *, themes: Sequence[Theme], authority: str) -> list[Theme]:
    """Takes themes over from an earlier cycle, in their order; each knows where it came from.

    Raises:
        SiteError: nobody is named who decided it.
    """
    carried = []
    for order, theme in enumerate(themes, start=_next_order(cycle)):
        taken = Theme.objects.create(
            cycle=cycle,
            slug=_free_slug(cycle, theme.slug),
            names=theme.names,
            descriptions=theme.descriptions,
            kind=theme.kind,
            order=order,
            terms=theme.terms,
            examples=theme.examples,
            authority=_given(authority),
            carried_from=theme,
        )
        taken.mandate.set(theme.mandate.all())
        _record_theme(taken, "theme carried over")
        carried.append(taken)
    return carried


@transaction.atomic
def edit_theme(theme: Theme, *, text: ThemeText) -> Theme:
    """Changes a theme; recorded, because a contribution may have been written under the old words.

    Raises:
        SiteError: nobody is named who decided it.
    """
    _write(theme, text)
    _record_theme(theme, "theme changed")
    return theme


@transaction.atomic
def order_themes(cycle: Cycle, *, numbers: Mapping[int, int]) -> None:
    """Puts the themes in order. ``numbers``: primary key → place; ties keep the order they had."""
    themes = list(cycle.themes.all())
    themes.sort(key=lambda theme: numbers.get(theme.pk, theme.order))
    for order, theme in enumerate(themes):
        theme.order = order
    Theme.objects.bulk_update(themes, ["order"])
    mark_changed(cycle.scope)


def _write(theme: Theme, text: ThemeText) -> None:
    theme.names = dict(text.names)
    theme.authority = _given(text.authority)
    theme.kind = text.kind
    theme.descriptions = dict(text.descriptions)
    theme.terms = list(text.terms)
    theme.save()
    theme.mandate.set(text.mandate)


def _given(authority: str) -> str:
    if not authority.strip():
        raise SiteError(
            _('Say who decided it and where that stands, such as "Chair\'s summary, para. 12".'),
            field="authority",
        )
    return authority.strip()


def _free_slug(cycle: Cycle, name: str) -> str:
    wanted = slug_of(name, fallback="theme")[:55]
    # "new" and "carry" stand behind themes/ in the addresses of the management.
    taken = {"new", "carry", *cycle.themes.values_list("slug", flat=True)}
    candidates = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(candidate for candidate in candidates if candidate not in taken)


def _next_order(cycle: Cycle) -> int:
    highest = cycle.themes.aggregate(highest=Max("order"))["highest"]
    return 0 if highest is None else highest + 1


def _record_theme(theme: Theme, decision: str) -> None:
    record(
        "decision",
        f"/{theme.cycle.scope.path}/themes/{theme.slug}/",
        {
            "decision": decision,
            "names": theme.names,
            "theme": theme.kind,
            "authority": theme.authority,
            "carried from": theme.carried_from.cycle.scope.path if theme.carried_from else "",
        },
    )
    mark_changed(theme.cycle.scope)

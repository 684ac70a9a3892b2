"""The map of opinions: a drawing, the same in rows, and what is common ground."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy
from markupsafe import Markup

from conspectus.core.published import published
from conspectus.core.text import direction
from conspectus.discussion.models import OpinionDrawing
from conspectus.discussion.queries.propositions import drawing_of, public_propositions
from conspectus.discussion.queries.reading import category_at
from conspectus.engine.opinions.drawing import MapLabels, svg_of
from conspectus.engine.opinions.opinion_map import OpinionMap, Standing
from conspectus.engine.opinions.stored import from_json
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.gates import public

REASONS: Mapping[str, Promise] = {
    "few participants": gettext_lazy("Too few participants have responded to enough propositions."),
    "few propositions": gettext_lazy("There are too few propositions."),
    "no differences": gettext_lazy("Participants do not differ enough for groups."),
}
MOST = 10
"""Propositions of each list on the page."""


@public
@published
def opinion_map(request: HttpRequest, category: str, **_address: str) -> HttpResponse:
    """The newest map; it says so where there is none, and why there are no groups."""
    cycle = cycle_here(request)
    drawing = drawing_of(cycle, category)
    found = drawing.category if drawing else category_at(cycle, category)
    context: dict[str, Any] = {"category": found, "drawing": drawing}
    if drawing is not None:
        context |= _told(drawing)
    return render(request, "discussion/map.html", context)


def _told(drawing: OpinionDrawing) -> dict[str, Any]:
    told = from_json(drawing.told)
    texts = {one.number: one for one in public_propositions(drawing.category)}

    def lines(standings: tuple[Standing, ...]) -> list[tuple[Any, Standing]]:
        known = [(texts[one.proposition], one) for one in standings if one.proposition in texts]
        return known[:MOST]

    groups = [
        (
            group,
            [
                (texts[one.proposition], one)
                for one in group.representative
                if one.proposition in texts
            ],
        )
        for group in told.groups
    ]
    return {
        "svg": _drawn(told, drawing),
        "rows": drawing.rows,
        "groups": groups,
        "common": lines(told.common_ground),
        "dividing": lines(told.dividing),
        "uncertainty": told.uncertainty,
        "reason": REASONS.get(told.reason, ""),
    }


def _drawn(told: OpinionMap, drawing: OpinionDrawing) -> Markup:
    language = get_language() or "en"
    labels = MapLabels(
        title=gettext("Map of opinions"),
        description=gettext("Participants who responded alike stand near each other."),
        groups={row["letter"]: group_words(row) for row in drawing.rows},
        language=language,
        direction=direction(language),
    )
    # Safe: the drawing escapes all words that it is given.
    return Markup(svg_of(told, labels))  # noqa: S704


def group_words(row: Mapping[str, Any]) -> str:
    """What stands in the key of the drawing."""
    return gettext("Group %(letter)s: %(count)s participants") % {
        "letter": row["letter"],
        "count": row["participants"],
    }

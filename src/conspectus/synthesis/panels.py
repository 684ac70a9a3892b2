"""What cycles' pages show of papers."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, TextField, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from conspectus.contributions.models import Call
from conspectus.contributions.reflections import tells_reflections
from conspectus.core.models import Scope
from conspectus.core.panels import Line, Lines, Link, Panel, add_link, add_panel, lines
from conspectus.synthesis.models import Paper, PaperVersion
from conspectus.synthesis.queries.papers import reflections_of


def _public_papers(scope: Scope) -> Lines:
    versions = PaperVersion.objects.filter(paper__cycle__scope=scope, published__isnull=False)
    return lines(
        versions,
        "papers",
        key="status",
        label="paper__title",
        number="paper__number",
        first="published",
    )


def _address(path: str, line: Line) -> str:
    return f"/{path}/papers/{line.number}/"


add_panel(
    Panel(
        kind="papers",
        place="cycle",
        order=30,
        heading=_("Papers"),
        rows=_public_papers,
        address=_address,
        more=lambda path: f"/{path}/papers/",
        more_label=_("All papers"),
    )
)


def _calls(scope: Scope) -> Lines:
    found = Call.objects.filter(cycle__scope=scope)
    return lines(found, "synthesis", key="slug", label="titles", number="id")


add_panel(
    Panel(
        kind="synthesis",
        place="manage-cycle",
        order=20,
        heading=_("Synthesis paper"),
        rows=_calls,
        address=lambda scope, line: f"/{scope}/manage/calls/{line.key}/synthesis/",
    )
)


def _papers(scope: Scope) -> Lines:
    found = Paper.objects.filter(cycle__scope=scope)
    return lines(found, "papers-at-work", key="title", label="title", number="number")


add_panel(
    Panel(
        kind="papers-at-work",
        place="manage-cycle",
        order=21,
        heading=_("Papers of this cycle"),
        rows=_papers,
        address=lambda scope, line: f"/{scope}/papers/{line.number}/work/versions/",
        more=lambda path: f"/{path}/manage/papers/",
        more_label=_("A further paper"),
    )
)


def _calls_below(scope: Scope) -> Lines:
    """The calls of a cycle, of a forum's cycles or of all, for the rapporteur's own account."""
    above = Q(cycle__scope=scope) | Q(cycle__scope__parent=scope)
    found = Call.objects.filter(above | Q(cycle__scope__parent__parent=scope))
    parts = (F("cycle__scope__path"), Value("/manage/calls/"), F("slug"), Value("/synthesis/"))
    page = Concat(*parts, output_field=TextField())
    return lines(found, "drafts", key=page, label="titles", number="id")


add_panel(
    Panel(
        kind="drafts",
        place="account",
        order=10,
        heading=_("Synthesis paper"),
        rows=_calls_below,
        address=lambda _scope, line: f"/{line.key}",
        note=lambda line: line.key.partition("/manage/")[0],
        sort=lambda line: -line.number,
        limit=50,
    )
)


def _to_translate(scope: Scope) -> Lines:
    """The papers with a public version of a cycle, of a forum's cycles or of all."""
    above = Q(cycle__scope=scope) | Q(cycle__scope__parent=scope)
    found = Paper.objects.filter(above | Q(cycle__scope__parent__parent=scope))
    public = PaperVersion.objects.filter(paper=OuterRef("pk"), published__isnull=False)
    found = found.filter(Exists(public))
    return lines(found, "translations", key="cycle__scope__path", label="title", number="number")


add_panel(
    Panel(
        kind="translations",
        place="translator",
        order=10,
        heading=_("Translations"),
        rows=_to_translate,
        address=lambda _scope, line: f"/{line.key}/papers/{line.number}/work/translations/",
        note=lambda line: line.key,
        sort=lambda line: -line.number,
        limit=50,
    )
)
add_link(Link(place="cycle", order=40, label=_("Papers"), path="papers/"))
add_link(Link(place="holder", order=10, label=_("In the papers"), path="papers/"))
tells_reflections(reflections_of)

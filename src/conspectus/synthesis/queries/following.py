"""What a paper may follow, and what became of the views of the one that it follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from conspectus.forums.models import Cycle
from conspectus.synthesis.models import Paper, PaperVersion, ViewChange

ROWS: Final = 50
LISTED: Final = 100
"""Of how many earlier versions one may be chosen, the newest first."""

KINDS: Final[dict[str, str | Promise]] = {
    "new": _("new"),
    "gone": _("stated by nobody here"),
    "stronger": _("stronger"),
    "weaker": _("weaker"),
}


def public_before(cycle: Cycle) -> QuerySet[PaperVersion]:
    """The public versions of the papers of a cycle's forum, newest first."""
    return (
        PaperVersion.objects.filter(
            paper__cycle__forum=cycle.forum_id,
            published__isnull=False,
            front__reader__isnull=False,
        )
        .select_related("paper__cycle__scope")
        .defer("contents", "drawn_on")
        .order_by("-published", "-pk")
    )


def may_be_followed(paper: Paper) -> QuerySet[PaperVersion]:
    """The public versions of the forum's other papers, newest first."""
    return public_before(paper.cycle).exclude(paper=paper.pk)


def choices_of(versions: QuerySet[PaperVersion]) -> list[tuple[str, str]]:
    """(key, "2025 · 1. Title · version 2") of each; one query."""
    return [
        (
            str(one.pk),
            f"{one.paper.cycle.slug} · {one.paper.number}. {one.paper.title} · v{one.k}",
        )
        for one in versions[:LISTED]
    ]


@dataclass(frozen=True, slots=True)
class Changed:
    """One page of the lines of a kind (or of all), of which ``total`` there are."""

    rows: list[ViewChange]
    total: int


def changed_views(version: PaperVersion, kind: str, page: int) -> Changed:
    """One page of what became of views; one query, none where there are none."""
    counts = version.front.get("follows", {}).get("counts", {})
    rows = ViewChange.objects.filter(version=version).order_by("order")
    if kind in KINDS:
        rows = rows.filter(kind=kind)
    total = counts.get(kind, 0) if kind in KINDS else sum(counts.values())
    found = list(rows[(page - 1) * ROWS : page * ROWS]) if total else []
    return Changed(found, total)


def newest_compared(paper: Paper) -> PaperVersion | None:
    """The newest version of a paper that has been compared with what it follows; one query."""
    ready = paper.versions.filter(state=PaperVersion.State.READY).select_related("paper")
    return ready.filter(follows__isnull=False).order_by("-k").first()

"""Whose voice a version carries, and what of the input it reflects: charts with their tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from markupsafe import Markup

from conspectus.core.published import published
from conspectus.core.text import direction
from conspectus.formats.writers.charts import svg
from conspectus.formats.writers.manuscript import Bar, Chart
from conspectus.formats.writers.shares import percent
from conspectus.people.gates import public
from conspectus.synthesis.annexes import REASONS
from conspectus.synthesis.views.reader import version_with_tables

MOST = 40
"""Rows that are drawn; the table has all. No forum has more groups, regions or themes yet."""


@public
@published
def balance(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int
) -> HttpResponse:
    """The share of each group and region of the contributors, beside its share of the text."""
    del forum, cycle
    found = version_with_tables(request, number, version)
    entries = [one.data for one in found.annex_entries.filter(annex="balance")]
    parts = []
    for kind, title in (
        ("group", gettext("Stakeholder groups")),
        ("region", gettext("Regions")),
    ):
        rows = [one for one in entries if one["of"] == kind]
        if rows:
            parts.append((kind, title, rows, chart(kind, title, rows, _balance_legend())))
    context = {"version": found, "parts": parts, "percent": percent}
    return render(request, "synthesis/reader/balance.html", context)


def _balance_legend() -> tuple[str, str]:
    return gettext("Share of contributors"), gettext("Share of attributed views")


@public
@published
def coverage(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int
) -> HttpResponse:
    """What of the input the paper reflects: in all, by theme, and why not."""
    del forum, cycle
    found = version_with_tables(request, number, version)
    facts = found.front["reader"]
    reasons = Counter(
        reason.partition(":")[0]
        for reason in found.annex_entries.filter(annex="not-reflected").values_list(
            "data__reason", flat=True
        )
    )
    title = gettext("Themes")
    legend = gettext("Share of the passages received"), gettext("Share of the sentences")
    spoken = found.front["annexes"].get("speakers")
    sources = gettext("Contributions and interventions") if spoken else gettext("Contributions")
    people = gettext("Contributors and speakers") if spoken else gettext("Contributors")
    context = {
        "version": found,
        "totals": [
            (sources, facts["coverage"]["sources"] or {}),
            (people, facts["coverage"]["contributors"] or {}),
        ],
        "rows": facts["by_theme"],
        "chart": chart("theme", title, facts["by_theme"], legend),
        "missing": [(REASONS.get(code, code), n) for code, n in sorted(reasons.items())],
        "percent": percent,
    }
    return render(request, "synthesis/reader/coverage.html", context)


def chart(
    kind: str, title: str, rows: Iterable[Mapping[str, Any]], legend: tuple[str, str]
) -> Markup:
    """Two bars for each row, the share of the input and of the text, as the paper's files draw."""
    bars = tuple(
        Bar(name=one["name"], first=one["share_of_input"], second=one["share_of_text"])
        for one in rows
    )[:MOST]
    drawn = Chart(
        id=f"chart-{kind}",
        title=title,
        legend=legend,
        bars=bars,
        alternative=gettext("The table below says the same."),
    )
    rtl = direction(get_language() or "en") == "rtl"
    return Markup(svg(drawn, rtl=rtl))  # noqa: S704 - every text in it is escaped there

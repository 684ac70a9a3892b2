"""The public register: its list, its feed, and everything in it to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from markupsafe import Markup

from conspectus.contributions.export import csv_lines, json_lines, zip_chunks
from conspectus.contributions.lines import RegisterWords, register_lines
from conspectus.contributions.queries.register import PAGE, RegisterFilter, RegisterPage
from conspectus.contributions.queries.tally import Facet, Tally, tally
from conspectus.core.collation import collation_key
from conspectus.core.feeds import SteadyFeed
from conspectus.core.forms import language_name
from conspectus.core.plain import plain
from conspectus.core.published import published, scope_at
from conspectus.core.remembered import Remembered
from conspectus.core.text import in_language
from conspectus.forums.models import Cycle
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.gates import public

NEWEST = 50


@public
@published
def register(request: HttpRequest, **_address: str) -> HttpResponse:
    """The list with its filters, counts and balance."""
    cycle = cycle_here(request)
    asked = RegisterFilter.read(request.GET)
    page = RegisterPage(cycle, asked, _number(request.GET.get("page", "")))
    everything, found = tally(cycle, asked)
    pages = max(1, -(-found.contributions // PAGE))
    choices = _choices_of(cycle, everything)
    base = f"/{get_language()}/{cycle.scope.path}/contributions/"

    def lines(**words: Any) -> Markup:  # noqa: ANN401 - the template's words
        names = {name: one.names for name, one in choices.items()}
        people = f"/{get_language()}/{cycle.forum.slug}/"
        language = get_language() or "en"
        said = RegisterWords(language=language, base=base, people=people, places=names, **words)
        return register_lines(page.rows, said)

    return render(
        request,
        "contributions/register.html",
        {
            "cycle": cycle,
            "base": base,
            "asked": asked,
            "rows": page.rows,
            "lines": lines,
            "number": page.number,
            "pages": pages,
            "everything": everything,
            "found": found,
            "choices": choices,
        },
    )


@dataclass(frozen=True, slots=True)
class FacetChoices:
    """A facet in the language of the page: its names by key, and what a select offers."""

    names: Mapping[str, str]
    options: Markup

    def chosen(self, key: str) -> Markup:
        """The options with one of them selected."""
        if key not in self.names:
            return self.options
        value = Markup('value="{}"').format(key)
        return Markup(self.options.replace(value, f"{value} selected", 1))  # noqa: S704 - escaped above


_choices: Remembered[dict[str, FacetChoices]] = Remembered(most=60)


def _choices_of(cycle: Cycle, everything: Tally) -> dict[str, FacetChoices]:
    """For each facet; hundreds of options, the same on every page of a generation."""
    key = (cycle.pk, cycle.scope.generation, get_language())
    return _choices.get(key) or _choices.put(
        key, {name: _facet_choices(name, found) for name, found in everything.facets.items()}
    )


def _facet_choices(name: str, facets: Sequence[Facet]) -> FacetChoices:
    names = {one.key: in_language(one.names)[0] or one.key for one in facets}
    if name == "language":
        names = {code: language_name(code) for code in names}
    if name in {"country", "region"}:
        # Hundreds of them are looked up by name; of the others the most frequent come first.
        language = get_language() or "en"
        facets = sorted(facets, key=lambda one: (collation_key(names[one.key], language), one.key))
    options = Markup("").join(
        Markup('<option value="{}">{} ({})</option>\n').format(one.key, names[one.key], one.count)
        for one in facets
    )
    return FacetChoices(names, options)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


@public
@published
def feed(request: HttpRequest, **_address: str) -> HttpResponse:
    """The newest contributions (RFC 4287)."""
    cycle = cycle_here(request)
    base = f"{settings.PUBLIC_ADDRESS}/{get_language()}/{cycle.scope.path}/contributions/"
    words = gettext("Contributions")
    made = SteadyFeed(
        title=f"{in_language(cycle.names)[0]}: {words}",
        link=base,
        description="",
        language=get_language() or "en",
        feed_url=f"{base}feed.atom",
        feed_guid=base,
    )
    made.begun = cycle.created
    entries = cycle.entries.order_by("-contribution__published", "-number")
    for entry in entries.select_related("contribution")[:NEWEST]:
        address = f"{base}{entry.number}/v{entry.k}/"
        made.add_item(
            title=plain(f"{entry.number}. {entry.title}"),
            link=address,
            description=plain(entry.holder) or gettext("Published without name"),
            unique_id=address,
            pubdate=entry.received,
            updateddate=entry.contribution.published,
        )
    return HttpResponse(
        made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


@public
@published
def export(request: HttpRequest, kind: str, **_address: str) -> HttpResponse:
    """The whole register as CSV or JSON."""
    cycle = cycle_here(request)
    if kind == "csv":
        answer = HttpResponse("".join(csv_lines(cycle)), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse("".join(json_lines(cycle)), content_type="application/json")
    return _named(answer, cycle, kind)


@public
def export_files(_request: HttpRequest, forum: str, cycle: str) -> HttpResponseBase:
    """A ZIP file with the register, all its texts and the files as they were sent."""
    here = scope_at(forum, cycle).cycle
    return _named(
        StreamingHttpResponse(zip_chunks(here), content_type="application/zip"), here, "zip"
    )


Answer = TypeVar("Answer", bound=HttpResponseBase)


def _named(answer: Answer, cycle: Cycle, kind: str) -> Answer:
    name = f"{cycle.scope.path.replace('/', '-')}-contributions.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

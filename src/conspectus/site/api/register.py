"""The register: contributions with their versions, documents and paragraphs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Substr
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from conspectus.contributions.differences import changes
from conspectus.contributions.models import Call, Document, Paragraph, RegisterEntry, Version
from conspectus.contributions.models.calls import Publish
from conspectus.contributions.queries.pages import GONE, contribution_at, versions_at
from conspectus.contributions.queries.register import RegisterFilter
from conspectus.contributions.queries.versions import paragraphs_by_version, version_pair
from conspectus.contributions.reflections import reflections_of
from conspectus.core.models import RecordedLeaf, Scope
from conspectus.core.published import scope_of
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.models import Area, StakeholderGroup
from conspectus.site.api import shapes
from conspectus.site.api.cursors import Page, page_of, part_of
from conspectus.site.api.forums import Items, listed
from conspectus.site.api.problems import GoneError
from conspectus.site.api.shapes import Listed, address_of, text_of

in_cycle = Router(tags=["contributions"])


class Asked(Schema):
    """Filters of the register; empty ones ask for nothing."""

    theme: str = Field("", max_length=100, description="Slug of a theme.")
    group: str = Field("", max_length=100, description="Id of a stakeholder group.")
    region: str = Field("", max_length=100, description="Id of a region.")
    country: str = Field("", max_length=100, description="Id of a country.")
    written_in: str = Field("", max_length=12, description="Language of the contribution.")
    since: str = Field("", pattern=r"^(\d{4}-\d\d-\d\d)?$", description="Received on or after.")
    until: str = Field("", pattern=r"^(\d{4}-\d\d-\d\d)?$", description="Received until.")
    contributor: str = Field("", max_length=100, description="A part of the name.")

    def condition(self) -> Q:
        """Of entries of a cycle."""
        given = self.model_dump()
        given["language"], given["holder"] = given.pop("written_in"), given.pop("contributor")
        return RegisterFilter.read(given).condition()


@in_cycle.get(
    "/contributions",
    response=Listed[shapes.EntryShape],
    url_name="api-contributions",
    summary=gettext_noop("The register of contributions"),
)
def contributions(request: HttpRequest, asked: Query[Asked], page: Query[Page]) -> Items:
    here = cycle_here(request)
    rows = RegisterEntry.objects.filter(asked.condition(), cycle=here)
    return listed_entries(request, rows, page, by=["number"], path=lambda _one: here.scope.path)


@in_cycle.get(
    "/contributions/{int:number}",
    response=shapes.ContributionShape,
    url_name="api-contribution",
    summary=gettext_noop("One contribution and its public versions"),
)
def contribution(request: HttpRequest, number: int) -> Items:
    here = cycle_here(request)
    shown = _public_versions(here.scope, number)
    row = shown[0].contribution
    entry = _entry_of(shown)
    return {
        "number": number,
        "call": row.call.slug,
        "state": row.state,
        "late": row.late,
        "received": row.received,
        "same_as": row.same_as.number if row.same_as else None,
        "entry": entry_shape(entry, here.scope.path) if entry else None,
        "versions": [_version_line(one, number, here.scope.path) for one in shown],
    }


@in_cycle.get(
    "/contributions/{int:number}/versions/{int:version}",
    response=shapes.VersionShape,
    url_name="api-version",
    summary=gettext_noop("A version of a contribution with its documents"),
)
def version(request: HttpRequest, number: int, version: int) -> Items:
    path = scope_of(request).path
    found = _public_version(scope_of(request), number, version)
    leaf = RecordedLeaf.objects.filter(pk=found.leaf_id or 0).values("index")
    documents = list(
        Document.objects.filter(version=found)
        .defer("extracted", "text", "blocks")
        .annotate(leaf=leaf[:1])
        .order_by("order", "pk")
    )
    return {
        **_version_line(found, number, path),
        "number": number,
        "summary": found.summary,
        "licence": found.licence,
        "publish": found.publish,
        "leaf": getattr(documents[0], "leaf", None) if documents else None,
        "documents": [_document(one, found, number, path) for one in documents],
    }


@in_cycle.get(
    "/contributions/{int:number}/versions/{int:version}/paragraphs",
    response=Listed[shapes.ParagraphShape],
    url_name="api-paragraphs",
    summary=gettext_noop("The numbered paragraphs of a version"),
)
def paragraphs(request: HttpRequest, number: int, version: int, page: Query[Page]) -> Items:
    scope = scope_of(request)
    found = _public_version(scope, number, version)
    base = f"{scope.path}/contributions/{number}/v{version}"
    return listed(
        page_of(request, _paragraphs(found), page, by=["number"]),
        lambda one: _paragraph(one, base),
    )


@in_cycle.get(
    "/contributions/{int:number}/versions/{int:version}/paragraphs/{int:paragraph}",
    response=shapes.ParagraphShape,
    url_name="api-paragraph",
    summary=gettext_noop("One paragraph"),
)
def paragraph(request: HttpRequest, number: int, version: int, paragraph: int) -> Items:
    scope = scope_of(request)
    row = _paragraphs(_public_version(scope, number, version)).filter(number=paragraph).first()
    if row is None:
        raise Http404
    return _paragraph(row, f"{scope.path}/contributions/{number}/v{version}")


@in_cycle.get(
    "/contributions/{int:number}/versions/{int:version}/changes",
    response=Listed[shapes.ChangedParagraph],
    url_name="api-version-changes",
    summary=gettext_noop("What changed since the version before"),
)
def version_changes(request: HttpRequest, number: int, version: int, page: Query[Page]) -> Items:
    before, after = version_pair(cycle_here(request), number=number, k=version)
    if after.contribution.state in GONE:
        raise GoneError
    texts = paragraphs_by_version([before, after])
    return listed(
        part_of(request, changes(texts[before.pk], texts[after.pk]), page),
        lambda one: {"kind": one.kind, "count": one.count, "parts": list(one.parts)},
    )


@in_cycle.get(
    "/contributions/{int:number}/reflections",
    response=Listed[shapes.ReflectionShape],
    url_name="api-reflections",
    summary=gettext_noop("The sentences of public papers that cite a contribution"),
)
def reflections(request: HttpRequest, number: int, page: Query[Page]) -> Items:
    found = contribution_at(scope_of(request), number)
    if found is not None and found.state in GONE:
        raise GoneError
    if found is None or found.current is None or found.current.published is None:
        raise Http404
    return listed(
        part_of(request, reflections_of(found.pk), page),
        lambda one: {
            "paper": one.paper,
            "text": one.text,
            "language": one.language,
            "address": address_of(one.path.lstrip("/")),
        },
    )


@dataclass(frozen=True, slots=True)
class _Beside:
    """What entries have in common with others, by primary key: read and put into words once.

    ``themes``: slugs by the key of the entry, in the order of the cycle.
    """

    calls: Mapping[int, str]
    groups: Mapping[int | None, Items | None]
    areas: Mapping[int | None, Items | None]
    themes: Mapping[int, Sequence[str]]


def _beside(rows: Sequence[RegisterEntry]) -> _Beside:
    """Of a page of entries; four queries."""
    places = {pk for one in rows for pk in (one.country_id, one.region_id)} - {None}
    areas = Area.objects.filter(pk__in=places).values_list("pk", "code", "names")
    groups = StakeholderGroup.objects.filter(pk__in={one.group_id for one in rows})
    links = RegisterEntry.themes.through._default_manager  # noqa: SLF001 - Django's name for it
    chosen = links.filter(registerentry__in=[one.pk for one in rows]).order_by("theme")
    themes: dict[int, list[str]] = {}
    for entry, slug in chosen.values_list("registerentry", "theme__slug"):
        themes.setdefault(entry, []).append(slug)
    calls = Call.objects.filter(pk__in={one.call_id for one in rows})
    return _Beside(
        calls=dict(calls.order_by().values_list("pk", "slug")),
        groups={one.pk: named_group(one) for one in groups.order_by()},
        areas={pk: {"id": code, "name": text_of(names)} for pk, code, names in areas.order_by()},
        themes=themes,
    )


def listed_entries(
    request: HttpRequest,
    rows: QuerySet[RegisterEntry],
    page: Page,
    *,
    by: Sequence[str],
    path: Callable[[RegisterEntry], str],
) -> Items:
    """A page of entries as `EntryShape`; ``path``: of an entry's cycle; five queries."""
    made_public = F("contribution__published")
    found, following = page_of(request, rows.annotate(made_public=made_public), page, by=by)
    beside = _beside(found)
    made = [_entry(one, one.made_public, path(one), beside) for one in found]
    return {"items": made, "next": following}


def entry_shape(one: RegisterEntry, path: str) -> Items:
    """An `EntryShape` of one whose relations are read already; ``path``: the cycle's."""
    beside = _Beside(
        calls={one.call_id: one.call.slug},
        groups={one.group_id: named_group(one.group)},
        areas={
            one.country_id: named_area(one.country),
            one.region_id: named_area(one.region),
        },
        themes={one.pk: [theme.slug for theme in one.themes.all()]},
    )
    return _entry(one, one.contribution.published, path, beside)


def _entry(one: RegisterEntry, published: dt.datetime | None, path: str, beside: _Beside) -> Items:
    return {
        "number": one.number,
        "version": one.k,
        "call": beside.calls[one.call_id],
        "title": one.title,
        "language": one.language,
        "contributor": one.holder,
        "unnamed": one.unnamed,
        "personal_capacity": one.personal,
        "group": beside.groups.get(one.group_id),
        "country": beside.areas.get(one.country_id),
        "region": beside.areas.get(one.region_id),
        "themes": beside.themes.get(one.pk, ()),
        "received": one.received,
        "published": published,
        "late": one.late,
        "imported": one.imported,
        "documents": one.documents,
        "words": one.words,
        "also_in": [line["language"] for line in one.also_in],
        "address": address_of(f"{path}/contributions/{one.number}/v{one.k}/"),
    }


def named_group(group: StakeholderGroup | None) -> Items | None:
    """A group as a `Named`."""
    return {"id": group.slug, "name": text_of(group.names)} if group else None


def named_area(area: Area | None) -> Items | None:
    """A country or region as a `Named`."""
    return {"id": area.code, "name": text_of(area.names)} if area else None


def _public_versions(scope: Scope, number: int) -> list[Version]:
    """The versions that anybody may read; one query.

    Raises:
        GoneError: the contribution was withdrawn or erased.
        Http404: there is none.
    """
    found = versions_at(scope, number)
    if found and found[0].contribution.state in GONE:
        raise GoneError
    shown = [one for one in found if one.published is not None]
    if not shown:
        raise Http404
    return shown


def _entry_of(versions: Sequence[Version]) -> RegisterEntry | None:
    """The entry with what was read with the versions: its group and places are copies of theirs."""
    row = versions[0].contribution
    entry: RegisterEntry | None = getattr(row, "entry", None)
    if entry is None:
        return None
    entry.call, entry.contribution = row.call, row
    for name in ("group", "country", "region"):
        known = {getattr(one, f"{name}_id"): getattr(one, name) for one in versions}
        setattr(entry, name, known.get(getattr(entry, f"{name}_id")))
    return entry


def _public_version(scope: Scope, number: int, k: int) -> Version:
    shown: Iterable[Version] = _public_versions(scope, number)
    found = next((one for one in shown if one.k == k), None)
    if found is None:
        raise Http404
    return found


def _version_line(one: Version, number: int, path: str) -> Items:
    return {
        "version": one.k,
        "title": one.title,
        "language": one.language,
        "contributor": one.signed if one.publish == Publish.NAMED else "",
        "published": one.published,
        "address": address_of(f"{path}/contributions/{number}/v{one.k}/"),
    }


def _document(one: Document, version: Version, number: int, path: str) -> dict[str, Any]:
    is_open = bool(one.file) and version.publish == Publish.NAMED and not one.file_closed
    file = {
        "name": one.file_name,
        "media_type": one.media_type,
        "size": one.size,
        "sha256": one.sha256,
        "address": address_of(f"{path}/contributions/{number}/files/{one.file_name}"),
    }
    return {
        "title": one.title,
        "language": one.language,
        "date": one.date,
        "text_sha256": one.text_sha256,
        "warnings": [str(words) for words in one.warnings],
        "file": file if is_open else None,
    }


def _paragraphs(version: Version) -> QuerySet[Paragraph]:
    """Each with its words and the place of its document; one query."""
    return version.paragraphs.annotate(
        words=Substr("document__text", F("start") + 1, F("end") - F("start")),
        place=F("document__order"),
    )


def _paragraph(one: Any, base: str) -> Items:  # noqa: ANN401 - an annotated row
    return {
        "number": one.number,
        "document": one.place + 1,
        "part": one.part,
        "kind": one.kind,
        "level": one.level,
        "mark": one.mark,
        "text": one.words,
        "address": address_of(f"{base}/p{one.number}/"),
    }

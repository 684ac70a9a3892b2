"""Translations of contributions; the original is authoritative."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema

from conspectus.contributions.models import VersionTranslation
from conspectus.contributions.queries.pages import GONE
from conspectus.contributions.queries.translations import paired_paragraphs, public_translation
from conspectus.core.published import scope_of
from conspectus.site.api.cursors import Page, page_of, part_of
from conspectus.site.api.forums import Items, listed
from conspectus.site.api.problems import GoneError
from conspectus.site.api.shapes import Listed, address_of

in_cycle = Router(tags=["contributions"])


class ContributionTranslation(Schema):
    """A public translation of a version. ``ended``: since when it is not shown, and ``note`` why.

    ``refused``: the contributor of the original ended it. ``aligned``: the same number is the same
    paragraph of the original.
    """

    language: str
    edition: int
    title: str
    translator: str
    machine: bool
    by_contributor: bool
    aligned: bool
    published: dt.datetime
    ended: dt.datetime | None
    refused: bool
    note: str
    sha256: str
    leaf: int | None
    address: str


class PairedParagraph(Schema):
    """A paragraph of a translation beside that of the original, "" where not aligned."""

    number: int
    kind: str
    level: int
    mark: str
    text: str
    original: str
    original_language: str


@in_cycle.get(
    "/contributions/{int:number}/versions/{int:version}/translations",
    response=Listed[ContributionTranslation],
    url_name="api-contribution-translations",
    summary=gettext_noop("The translations of a version of a contribution"),
)
def translations(request: HttpRequest, number: int, version: int, page: Query[Page]) -> Items:
    scope = scope_of(request)
    rows = VersionTranslation.objects.filter(
        version__contribution__cycle__scope=scope,
        version__contribution__number=number,
        version__k=version,
        published__isnull=False,
    ).exclude(version__contribution__state__in=GONE)
    base = f"{scope.path}/contributions/{number}/v{version}/in/"
    return listed(
        page_of(
            request, rows.select_related("leaf").defer("text"), page, by=["language", "edition"]
        ),
        lambda one: _line(one, base),
    )


@in_cycle.get(
    "/contributions/{int:number}/versions/{int:version}/translations/{slug:tongue}/{int:edition}",
    response=Listed[PairedParagraph],
    url_name="api-contribution-translation",
    summary=gettext_noop("The paragraphs of a translation beside their originals"),
)
def translation(
    request: HttpRequest, number: int, version: int, tongue: str, edition: int, page: Query[Page]
) -> Items:
    found = public_translation(scope_of(request), number, version, tongue, edition)
    if found is None:
        raise Http404
    if found.ended is not None or found.version.contribution.state in GONE:
        raise GoneError
    return listed(
        part_of(request, paired_paragraphs(found, None), page),
        lambda one: {
            "number": one.number,
            "kind": one.kind,
            "level": one.level,
            "mark": one.list_mark,
            "text": one.text,
            "original": one.original,
            "original_language": one.language,
        },
    )


def _line(one: VersionTranslation, base: str) -> Items:
    return {
        "language": one.language,
        "edition": one.edition,
        "title": one.title,
        "translator": one.translator,
        "machine": one.is_machine,
        "by_contributor": one.by_contributor,
        "aligned": one.aligned,
        "published": one.published,
        "ended": one.ended,
        "refused": one.ended_by_contributor,
        "note": one.note,
        "sha256": one.sha256,
        "leaf": one.leaf.index if one.leaf else None,
        "address": address_of(f"{base}{one.language}/{one.edition}/"),
    }

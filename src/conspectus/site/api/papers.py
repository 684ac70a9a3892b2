"""Papers: versions, text, evidence, positions, holders, annexes."""

from __future__ import annotations

from typing import Any, Literal

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from conspectus.core.citable import NOBODY, standing_of
from conspectus.core.published import scope_of
from conspectus.engine.ids import SENTENCE_ID
from conspectus.forums.queries.pages import cycle_here
from conspectus.site.api import paper_shapes as shapes
from conspectus.site.api.cursors import Page, page_of
from conspectus.site.api.forums import Items, listed
from conspectus.site.api.problems import GoneError
from conspectus.site.api.shapes import Listed, address_of
from conspectus.synthesis.annexes import ANNEXES
from conspectus.synthesis.contents import pages_of
from conspectus.synthesis.models import (
    Citation,
    Paper,
    PaperHolder,
    PaperVersion,
    Sentence,
    SentenceHolder,
)
from conspectus.synthesis.queries.cited_places import place_of_row
from conspectus.synthesis.queries.papers import (
    AROUND,
    FORMATS,
    HEAVY,
    TABLES,
    beginning,
    ending,
    versions_in,
)
from conspectus.synthesis.queries.reader import ReaderFilter, holders_named
from conspectus.synthesis.queries.reply import statistics_of

in_cycle = Router(tags=["papers"])


class AskedSentences(Schema):
    """Which sentences; empty values ask for nothing."""

    section: int | None = Field(None, ge=0, le=10_000, description="Place of a section.")
    group: str = Field("", max_length=200, description="Only those that such holders hold.")
    region: str = Field("", max_length=200, description="Only those that such holders hold.")
    holder: str = Field("", max_length=120, description="Only those that this holder holds.")
    only: Literal["", "oppositions"] = Field("", description="Only those that others oppose.")


class AskedPositions(Schema):
    """Which positions; empty values ask for nothing."""

    theme: str = Field("", max_length=120)
    group: str = Field("", max_length=200)
    region: str = Field("", max_length=200)
    holder: str = Field("", max_length=120)
    stance: Literal["", "for", "against", "conditional", "mentions"] = ""
    only: Literal["", "oppositions", "table", "printed"] = ""


class AskedHolders(Schema):
    """Which holders."""

    q: str = Field("", max_length=300, description="A part of the name.")


@in_cycle.get(
    "/papers",
    response=Listed[shapes.PaperShape],
    url_name="api-papers",
    summary=gettext_noop("The public papers of a cycle"),
)
def papers(request: HttpRequest, page: Query[Page]) -> Items:
    here = cycle_here(request)
    public = _versions(request).defer(*HEAVY)
    rows = Paper.objects.filter(
        Exists(PaperVersion.objects.filter(paper=OuterRef("pk"), published__isnull=False)),
        cycle=here,
    ).prefetch_related(Prefetch("versions", public, to_attr="public"))
    return listed(
        page_of(request, rows, page, by=["number"]), lambda one: _paper(one, here.scope.path)
    )


@in_cycle.get(
    "/papers/{int:number}",
    response=shapes.PaperShape,
    url_name="api-paper",
    summary=gettext_noop("One paper and its public versions"),
)
def paper(request: HttpRequest, number: int) -> Items:
    found = list(_versions(request).filter(paper__number=number).defer(*HEAVY))
    if not found:
        raise Http404
    one: Any = found[0].paper
    one.public = found
    return _paper(one, scope_of(request).path)


@in_cycle.get(
    "/papers/{int:number}/versions/{int:version}",
    response=shapes.PaperVersionShape,
    url_name="api-paper-version",
    summary=gettext_noop("A version: title block, contents, files"),
)
def paper_version(request: HttpRequest, number: int, version: int) -> Items:
    found = public_version(request, number, version, whole=True)
    path = scope_of(request).path
    base = f"{path}/papers/{number}/v{version}/"
    front = found.front
    files = [f"paper.{one}" for one in FORMATS] + list(TABLES)
    return {
        **_version_line(found, path),
        "title": front["title"],
        "reference": front.get("reference") or "",
        "date": front["date"],
        "cut_off": front.get("cut_off"),
        "notes": front.get("notes", []),
        "why": found.why,
        "sections": [
            {
                "place": place,
                "section": one.section,
                "heading": one.heading,
                "part": one.part,
                "theme": one.theme,
                "first": one.first,
                "last": one.last,
                "address": address_of(f"{base}part/{place}/"),
            }
            for place, one in enumerate(pages_of(found.contents), start=1)
        ],
        "annexes": {name: count for name, count in front["annexes"].items() if count},
        "files": [
            {"name": one, "address": address_of(f"{base}files/{one}")}
            for one in files
            if found.folder
        ],
        "facts": front.get("reader", {}),
        "replies": statistics_of(found),
    }


@in_cycle.get(
    "/papers/{int:number}/versions/{int:version}/sentences",
    response=Listed[shapes.SentenceShape],
    url_name="api-sentences",
    summary=gettext_noop("The sentences of a version"),
)
def sentences(
    request: HttpRequest, number: int, version: int, asked: Query[AskedSentences], page: Query[Page]
) -> Items:
    found = public_version(request, number, version)
    rows = Sentence.objects.filter(version=found)
    if asked.section is not None:
        rows = rows.filter(section=asked.section)
    held = SentenceHolder.objects.filter(sentence=OuterRef("pk"))
    wanted = {"group": asked.group, "region": asked.region, "holder__holder": asked.holder}
    wanted = {name: value.replace("\0", "") for name, value in wanted.items() if value}
    if asked.only:
        held = held.filter(opposed=True)
    if wanted or asked.only:
        rows = rows.filter(Exists(held.filter(**wanted)))
    base = _base(request, number, version)
    return listed(page_of(request, rows, page, by=["order"]), lambda one: _sentence(one, base))


@in_cycle.get(
    "/papers/{int:number}/versions/{int:version}/sentences/{slug:sentence}",
    response=shapes.SentenceShape,
    url_name="api-sentence",
    summary=gettext_noop("One sentence"),
)
def sentence(request: HttpRequest, number: int, version: int, sentence: str) -> Items:
    row = _sentence_at(request, number, version, sentence)
    return _sentence(row, _base(request, number, version))


@in_cycle.get(
    "/papers/{int:number}/versions/{int:version}/sentences/{slug:sentence}/evidence",
    response=Listed[shapes.EvidenceShape],
    url_name="api-evidence",
    summary=gettext_noop("Who says so: the words that a sentence rests on"),
)
def evidence(
    request: HttpRequest, number: int, version: int, sentence: str, page: Query[Page]
) -> Items:
    row = _sentence_at(request, number, version, sentence)
    rows = row.citations.select_related("contribution", "version").annotate(standing=standing_of())
    path = scope_of(request).path
    return listed(page_of(request, rows, page, by=["pk"]), lambda one: _evidence(one, path))


@in_cycle.get(
    "/papers/{int:number}/versions/{int:version}/positions",
    response=Listed[shapes.PositionShape],
    url_name="api-positions",
    summary=gettext_noop("Who holds what: view, holder and stance"),
)
def positions(
    request: HttpRequest, number: int, version: int, asked: Query[AskedPositions], page: Query[Page]
) -> Items:
    found = public_version(request, number, version)
    rows = ReaderFilter.read(asked.model_dump()).positions(found.pk)
    return listed(page_of(request, rows, page, by=["order"]), lambda one: one)


@in_cycle.get(
    "/papers/{int:number}/versions/{int:version}/holders",
    response=Listed[shapes.PaperHolderLine],
    url_name="api-holders",
    summary=gettext_noop("The holders of a version"),
)
def holders(
    request: HttpRequest, number: int, version: int, asked: Query[AskedHolders], page: Query[Page]
) -> Items:
    found = public_version(request, number, version)
    rows = holders_named(found.pk, asked.q.replace("\0", "")).defer("unprinted", "documents")
    base = _base(request, number, version)
    return listed(
        page_of(request, rows, page, by=["order", "pk"]), lambda one: _holder_line(one, base)
    )


@in_cycle.get(
    "/papers/{int:number}/versions/{int:version}/holders/{slug:holder}",
    response=shapes.PaperHolderShape,
    url_name="api-holder",
    summary=gettext_noop("How one holder is reflected"),
)
def holder(request: HttpRequest, number: int, version: int, holder: str) -> Items:
    found = public_version(request, number, version)
    who = PaperHolder.objects.filter(version=found, holder=holder).first()
    if who is None:
        raise Http404
    return {
        **_holder_line(who, _base(request, number, version)),
        "joint": who.joint,
        "documents": who.documents,
        "views": who.unprinted,
    }


@in_cycle.get(
    "/papers/{int:number}/versions/{int:version}/annexes/{slug:annex}",
    response=Listed[shapes.AnnexLine],
    url_name="api-annex",
    summary=gettext_noop("An annex: submissions, method, balance, coverage and others"),
)
def annex(request: HttpRequest, number: int, version: int, annex: str, page: Query[Page]) -> Items:
    found = public_version(request, number, version)
    if annex not in ANNEXES:
        raise Http404
    rows = found.annex_entries.filter(annex=annex)
    return listed(
        page_of(request, rows, page, by=["order"]),
        lambda one: {"place": one.order, "entry": one.data},
    )


def public_version(
    request: HttpRequest, number: int, version: int, *, whole: bool = False
) -> PaperVersion:
    """A version that anybody may read; one query.

    Raises:
        Http404: there is none.
    """
    rows = _versions(request).filter(paper__number=number, k=version)
    found = rows.defer("drawn_on") if whole else rows.defer("contents", "drawn_on", "front")
    row = found.first()
    if row is None:
        raise Http404
    return row


def _versions(request: HttpRequest) -> QuerySet[PaperVersion]:
    return versions_in(scope_of(request)).filter(published__isnull=False)


def _base(request: HttpRequest, number: int, version: int) -> str:
    return f"{scope_of(request).path}/papers/{number}/v{version}/"


def _sentence_at(request: HttpRequest, number: int, version: int, sentence: str) -> Sentence:
    """A sentence of a public version; of a redacted one nobody can tell which it had."""
    rows = Sentence.objects.filter(
        version__paper__cycle__scope=scope_of(request),
        version__paper__number=number,
        version__k=version,
        version__published__isnull=False,
        sentence=sentence,
    )
    row = rows.first()
    if row is not None:
        return row
    found = public_version(request, number, version)
    if found.redacted is not None and SENTENCE_ID.fullmatch(sentence):
        raise GoneError
    raise Http404


def _paper(one: Any, path: str) -> Items:  # noqa: ANN401 - a paper with its public versions
    return {
        "number": one.number,
        "title": one.title,
        "versions": [_version_line(version, path) for version in one.public],
        "address": address_of(f"{path}/papers/{one.number}/"),
    }


def _version_line(one: PaperVersion, path: str) -> Items:
    return {
        "version": one.k,
        "status": one.status,
        "language": one.language,
        "published": one.published,
        "redacted": one.redacted,
        "comments_until": one.comments_until,
        "sha256": one.sha256,
        "leaf": one.leaf.index if one.leaf else None,
        "address": address_of(f"{path}/papers/{one.paper.number}/v{one.k}/"),
    }


def _sentence(one: Sentence, base: str) -> Items:
    data = one.data
    held = data.get("positions", [])
    who = [row["holder"] for row in held]
    return {
        "id": one.sentence,
        "kind": one.kind,
        "text": data["text"],
        "footnote": data.get("footnote"),
        "language": data["language"],
        "generator": data.get("generator", ""),
        "section": one.section,
        "paragraph": one.paragraph,
        "degree": data.get("degree"),
        "views": sorted({row["view"] for row in held if row.get("view")}),
        "holders": [one for one in dict.fromkeys(who) if not one.startswith(NOBODY)],
        "standing": one.standing,
        "address": address_of(f"{base}s/{one.sentence}/"),
    }


def _evidence(one: Citation, path: str) -> Items:
    place = place_of_row(path, one)
    return {
        "holder": one.held_by,
        "name": one.holder,
        "before": ending(one.before, AROUND),
        "words": one.words,
        "after": beginning(one.after, AROUND),
        "language": one.language,
        "contribution": place.number or None,
        "version": one.version.k if one.version else None,
        "paragraph": place.paragraph or None,
        "title": place.title,
        "withdrawn": place.withdrawn,
        "address": address_of(place.address.lstrip("/")),
    }


def _holder_line(one: PaperHolder, base: str) -> Items:
    return {
        "id": one.holder,
        "name": one.name,
        "group": one.group,
        "region": one.region,
        "country": one.country,
        "cited": one.cited,
        "unprinted": one.unprinted_count,
        "address": address_of(f"{base}holders/{one.holder}/"),
    }

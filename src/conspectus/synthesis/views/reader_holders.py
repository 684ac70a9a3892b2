"""How each holder is reflected in a version, and in the papers of a forum."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from conspectus.contributions.models import Contribution, Party
from conspectus.core.published import published, scope_of
from conspectus.people.gates import public
from conspectus.people.models import Organisation, Person
from conspectus.synthesis.annexes import REASONS
from conspectus.synthesis.models import PaperHolder
from conspectus.synthesis.queries.reader import (
    EVIDENCE,
    PAGE,
    cited_of,
    counted,
    holders_named,
    reflected,
)
from conspectus.synthesis.views.reader import page_number, version_with_tables

LISTED = ("holder", "name", "group", "region", "cited", "unprinted_count")


@public
@published
def holders(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int
) -> HttpResponse:
    """All holders of a version by name; a part of a name finds those that have it."""
    del forum, cycle
    q = request.GET.get("q", "").replace("\0", "").strip()[:300]
    total = counted(holders_named(OuterRef("pk"), q))
    found = version_with_tables(request, number, version, total=total)
    place = page_number(request)
    rows = holders_named(found.pk, q).order_by("order").only(*LISTED)
    context = {
        "version": found,
        "q": q,
        "rows": list(rows[(place - 1) * PAGE : place * PAGE]),
        "total": found.total,  # type: ignore[attr-defined]
        "place": place,
        "pages": max(1, -(-found.total // PAGE)),  # type: ignore[attr-defined]
    }
    return render(request, "synthesis/reader/holders.html", context)


@public
@published
def holder(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int, holder: str
) -> HttpResponse:
    """How one holder is reflected: where it is cited, what is only in the table, and what not."""
    del forum, cycle
    who = (
        PaperHolder.objects.filter(
            holder=holder,
            version__k=version,
            version__paper__number=number,
            version__paper__cycle__scope=scope_of(request),
            version__published__isnull=False,
        )
        .select_related("version__paper")
        .defer("version__contents", "version__drawn_on")
        .first()
    )
    if who is None:
        raise Http404
    sentences = cited_of(who, scope_of(request).path)
    place = page_number(request)
    context = {
        "version": who.version,
        "who": who,
        "sentences": sentences[(place - 1) * EVIDENCE : place * EVIDENCE],
        "place": place,
        "pages": max(1, -(-len(sentences) // EVIDENCE)),
        "themes": {key: name for key, name, _at in who.version.front["reader"]["themes"]},
        "reasons": REASONS,
        "reflected": [one for one in who.documents if not one["reason"]],
        "missing": [one for one in who.documents if one["reason"]],
    }
    return render(request, "synthesis/reader/holder.html", context)


@public
@published
def organisation(request: HttpRequest, *, forum: str, slug: str) -> HttpResponse:
    """Where public papers of a forum reflect an organisation."""
    del forum
    return _reflected(request, Organisation.objects.filter(slug=slug).first())


@public
@published
def person(request: HttpRequest, *, forum: str, slug: str) -> HttpResponse:
    """Where public papers of a forum reflect a person."""
    del forum
    return _reflected(request, Person.objects.filter(slug=slug).first())


def _reflected(request: HttpRequest, who: Organisation | Person | None) -> HttpResponse:
    if who is None:
        raise Http404
    role = "organisation" if isinstance(who, Organisation) else "person"
    signed = Party.objects.filter(version=OuterRef("current"), **{role: who}).exclude(
        part=Party.Part.SUBMITS
    )
    # Only what the register shows under this name: not what was published without it.
    known = Contribution.objects.filter(
        Exists(signed), entry__unnamed="", cycle__forum__scope=scope_of(request)
    )
    context = {
        "forum": scope_of(request).forum,
        "who": who,
        "address": f"{'organisations' if role == 'organisation' else 'people'}/{who.slug}/",
        "entries": reflected(known),
    }
    return render(request, "synthesis/reader/reflected.html", context)

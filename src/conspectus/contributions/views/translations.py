"""A translation for its readers: whose it is, its paragraphs beside those of the original."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from conspectus.contributions.models import TranslatedParagraph
from conspectus.contributions.queries.pages import GONE, contribution_at
from conspectus.contributions.queries.translations import (
    document_of,
    paired_paragraphs,
    public_translation,
    translation_json,
)
from conspectus.core.published import published, scope_of
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.gates import public


@public
@published
def newest(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int, tongue: str
) -> HttpResponseBase:
    """Leads to the newest edition."""
    found = public_translation(scope_of(request), number, version, tongue)
    if found is None or found.version.contribution.state in GONE:
        return _gone(request, number)
    return redirect(
        "contribution-translation",
        forum=forum,
        cycle=cycle,
        number=number,
        version=version,
        tongue=tongue,
        edition=found.edition,
    )


@public
@published
def paragraph(
    request: HttpRequest, *, number: int, version: int, tongue: str, paragraph: int, **_address: str
) -> HttpResponseBase:
    """Leads to the page of the newest edition that holds the paragraph."""
    found = public_translation(scope_of(request), number, version, tongue)
    if found is None or found.version.contribution.state in GONE:
        return _gone(request, number)
    rows = TranslatedParagraph.objects.filter(translation=found, number=paragraph)
    part = rows.values_list("part", flat=True).first()
    if part is None:
        raise Http404
    base = f"/{get_language()}/{scope_of(request).path}/contributions/{number}/v{version}/"
    page = f"part/{part}/" if part > 1 else ""
    return redirect(f"{base}in/{tongue}/{found.edition}/{page}#p{paragraph}")


@public
@published
def translation(
    request: HttpRequest,
    *,
    number: int,
    version: int,
    tongue: str,
    edition: int,
    part: int = 1,
    **_address: str,
) -> HttpResponse:
    """One page of it; where it has ended, who said so and why."""
    found = public_translation(scope_of(request), number, version, tongue, edition)
    if found is None or found.version.contribution.state in GONE:
        return _gone(request, number)
    if found.ended is not None:
        context = {"cycle": cycle_here(request), "translation": found, "version": found.version}
        return render(request, "contributions/translating/ended.html", context, status=410)
    parts = getattr(found, "parts", None) or 1
    if not 1 <= part <= parts:
        raise Http404
    cycle = cycle_here(request)
    base = f"/{get_language()}/{cycle.scope.path}/contributions/{number}/v{version}/"
    shown: dict[str, object] = {
        "cycle": cycle,
        "translation": found,
        "version": found.version,
        "original": base,
        "base": f"{base}in/{tongue}/{edition}/",
        "code": found.language,
        "part": part,
        "parts": parts,
        "paragraphs": paired_paragraphs(found, part),
        "is_old": (getattr(found, "newest", None) or version) > version,
        "is_corrected": (getattr(found, "newest_edition", None) or edition) > edition,
    }
    return render(request, "contributions/translating/translation.html", shown)


@public
@published
def file(
    request: HttpRequest,
    *,
    forum: str,
    cycle: str,
    number: int,
    version: int,
    tongue: str,
    edition: int,
) -> HttpResponse:
    """The translation as open data: the JSON whose SHA-256 is recorded."""
    found = public_translation(scope_of(request), number, version, tongue, edition)
    if found is None or found.ended is not None or found.version.contribution.state in GONE:
        return _gone(request, number)
    paragraphs = list(found.paragraphs.order_by("number").values_list("number", "text"))
    body = translation_json(document_of(found, paragraphs))
    answer = HttpResponse(body, content_type="application/json")
    name = f"{forum}-{cycle}-{number}-v{version}-{tongue}-{edition}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _gone(request: HttpRequest, number: int) -> HttpResponse:
    """What stands where the original was taken back, and its translations with it."""
    contribution = contribution_at(scope_of(request), number)
    if contribution is None or contribution.state not in GONE:
        raise Http404
    context = {"cycle": cycle_here(request), "number": number, "state": contribution.state}
    return render(request, "contributions/gone.html", context, status=410)

"""What happens to a version: changes, comments, answers of holders, translations."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router

from conspectus.core.published import scope_of
from conspectus.site.api import paper_shapes as shapes
from conspectus.site.api.cursors import Page, page_of, part_of
from conspectus.site.api.forums import Items, listed
from conspectus.site.api.papers import public_version
from conspectus.site.api.shapes import Listed, address_of
from conspectus.synthesis.models import (
    Change,
    Comment,
    PaperVersion,
    Reply,
    Translation,
    ViewChange,
)
from conspectus.synthesis.queries.life import public_comments
from conspectus.synthesis.queries.translating import (
    document_of,
    public_translation,
    texts_of,
)

in_cycle = Router(tags=["papers"])


@in_cycle.get(
    "/papers/{int:number}/versions/{int:version}/changes",
    response=Listed[shapes.LoggedChange],
    url_name="api-changes",
    summary=gettext_noop("The change log: each sentence that changed, and why"),
)
def changes(request: HttpRequest, number: int, version: int, page: Query[Page]) -> Items:
    rows = Change.objects.filter(version=public_version(request, number, version))
    return listed(page_of(request, rows, page, by=["order"]), lambda one: one)


@in_cycle.get(
    "/papers/{int:number}/versions/{int:version}/comments",
    response=Listed[shapes.CommentShape],
    url_name="api-comments",
    summary=gettext_noop("The public comments on a version, with their answers"),
)
def comments(request: HttpRequest, number: int, version: int, page: Query[Page]) -> Items:
    rows = public_comments(public_version(request, number, version)).defer("email", "key")
    base = f"{scope_of(request).path}/papers/{number}/v{version}/comments/"
    return listed(
        page_of(request, rows, page, by=["number", "pk"]), lambda one: _comment(one, base)
    )


@in_cycle.get(
    "/papers/{int:number}/versions/{int:version}/comments/{int:comment}",
    response=shapes.CommentShape,
    url_name="api-comment",
    summary=gettext_noop("One comment"),
)
def comment(request: HttpRequest, number: int, version: int, comment: int) -> Items:
    found = public_comments(public_version(request, number, version)).filter(number=comment)
    row = found.defer("email", "key").first()
    if row is None:
        raise Http404
    return _comment(row, f"{scope_of(request).path}/papers/{number}/v{version}/comments/")


@in_cycle.get(
    "/papers/{int:number}/versions/{int:version}/replies",
    response=Listed[shapes.ReplyShape],
    url_name="api-replies",
    summary=gettext_noop("What holders answered, and what became of it"),
)
def replies(request: HttpRequest, number: int, version: int, page: Query[Page]) -> Items:
    rows = binding_replies(public_version(request, number, version))
    base = f"{scope_of(request).path}/papers/{number}/v{version}/replies/1/"
    return listed(page_of(request, rows, page, by=["pk"]), lambda one: _reply(one, base))


@in_cycle.get(
    "/papers/{int:number}/versions/{int:version}/since",
    response=Listed[shapes.ViewChangeShape],
    url_name="api-since",
    summary=gettext_noop("What became of the views of the paper before"),
)
def since(request: HttpRequest, number: int, version: int, page: Query[Page]) -> Items:
    found = public_version(request, number, version)
    rows = ViewChange.objects.filter(version=found)
    return listed(page_of(request, rows, page, by=["order"]), lambda one: one)


@in_cycle.get(
    "/papers/{int:number}/versions/{int:version}/translations",
    response=Listed[shapes.TranslationLine],
    url_name="api-translations",
    summary=gettext_noop("The translations of a version"),
)
def translations(request: HttpRequest, number: int, version: int, page: Query[Page]) -> Items:
    rows = Translation.objects.filter(
        version=public_version(request, number, version), published__isnull=False
    ).select_related("leaf")
    base = f"{scope_of(request).path}/papers/{number}/v{version}/translations/"
    return listed(
        page_of(request, rows, page, by=["language", "edition"]),
        lambda one: _translation(one, base),
    )


@in_cycle.get(
    "/papers/{int:number}/versions/{int:version}/translations/{slug:tongue}/{int:edition}",
    response=Listed[shapes.TranslatedLine],
    url_name="api-translation",
    summary=gettext_noop("The text of a translation beside its original"),
)
def translation(
    request: HttpRequest, number: int, version: int, tongue: str, edition: int, page: Query[Page]
) -> Items:
    found = public_translation(scope_of(request), number, version, tongue, edition)
    if found is None or found.version.published is None:
        raise Http404
    texts = document_of(found, texts_of(found))["texts"]
    return listed(part_of(request, texts, page), lambda one: one)


def binding_replies(version: PaperVersion) -> QuerySet[Reply]:
    """The answers that bind, as `queries.reply.public_replies` has them; not sorted."""
    return Reply.objects.filter(
        letter__version=version, binding=True, superseded__isnull=True
    ).select_related("letter")


def _comment(one: Comment, base: str) -> Items:
    return {
        "number": one.number,
        "paragraph": one.paragraph,
        "sentence": one.sentence,
        "name": one.name,
        "organisation": one.organisation,
        "language": one.language,
        "text": one.text,
        "published": one.published,
        "outcome": one.outcome,
        "answer": one.answer,
        "answered": one.answered,
        "address": address_of(f"{base}{one.number}/"),
    }


def _reply(one: Reply, base: str) -> Items:
    nameless = one.kind == Reply.Kind.WITHOUT_NAME
    return {
        "id": one.pk,
        "holder": "" if nameless else one.letter.name,
        "kind": one.kind,
        "sentence": one.sentence,
        "text": one.text,
        "note": one.note,
        "received": one.received,
        "outcome": one.outcome,
        "answer": one.answer,
        "answered": one.answered,
        "address": address_of(f"{base}#r{one.pk}"),
    }


def _translation(one: Translation, base: str) -> Items:
    return {
        "language": one.language,
        "edition": one.edition,
        "translator": one.translator,
        "machine": one.is_machine,
        "published": one.published,
        "sha256": one.sha256,
        "leaf": one.leaf.index if one.leaf else None,
        "address": address_of(f"{base}{one.language}/{one.edition}/"),
    }

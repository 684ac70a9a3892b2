"""The way of a comment: written without an account, confirmed by a link in a mail."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from conspectus.contributions.services.links import new_form_key
from conspectus.core.clock import request_stamp
from conspectus.core.errors import SiteError
from conspectus.core.forms import saved
from conspectus.core.published import scope_at, scope_of
from conspectus.people.gates import by_link
from conspectus.synthesis.forms.life import CommentForm
from conspectus.synthesis.models import Comment, PaperVersion, Sentence
from conspectus.synthesis.services.commenting import (
    Written,
    code_of,
    is_open,
    receive_comment,
    verify_comment,
)
from conspectus.synthesis.views.papers import public_version


@by_link
@csrf_exempt
@never_cache
def comment_on(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int, place: str
) -> HttpResponse:
    """The form for a comment on a sentence ("s-0123456789") or a paragraph ("p12-bis")."""
    request.scope = scope_at(forum, cycle)  # type: ignore[attr-defined]
    found, _others = public_version(request, number, version)
    sentences = _sentences(found, place)
    is_sentence = place.startswith("s-")
    form = CommentForm(request.POST or None, initial={"key": new_form_key()})
    if request.method == "POST" and saved(
        form, lambda: _receive(request, found, sentences[0], form, whole=not is_sentence)
    ):
        return redirect(
            "paper-comment-sent", forum=forum, cycle=cycle, number=number, version=version
        )
    context = {
        "version": found,
        "sentences": sentences,
        "is_sentence": is_sentence,
        "form": form,
        "closed": not is_open(found, at=request_stamp(request)),
    }
    return render(request, "synthesis/life/comment_on.html", context)


def _sentences(version: PaperVersion, place: str) -> list[Sentence]:
    """What the comment is about, as it is printed."""
    kind, rest = place[:1], place[1:]
    if kind == "s":
        rows = version.sentences.filter(sentence=rest.removeprefix("-"))
    else:
        rows = version.sentences.filter(paragraph=rest.replace("-", " "))
    found = list(rows.order_by("order")) if kind in {"s", "p"} else []
    if not found:
        raise Http404
    return found


def _receive(
    request: HttpRequest, version: PaperVersion, first: Sentence, form: CommentForm, *, whole: bool
) -> Comment:
    version.paper.cycle = scope_of(request).cycle
    given = form.cleaned_data
    written = Written(
        paragraph=first.paragraph,
        sentence="" if whole else first.sentence,
        name=given["name"],
        organisation=given["organisation"],
        email=given["email"],
        text=given["text"],
        language=get_language() or "en",
    )
    return receive_comment(version, written, form_key=given["key"], at=request_stamp(request))


@by_link
@csrf_exempt
@never_cache
def verify(
    request: HttpRequest,
    *,
    forum: str,
    cycle: str,
    number: int,
    version: int,
    key: int,
    code: str,
) -> HttpResponse:
    """Behind the link in the mail: one button, so that no scanner of mails confirms it."""
    rows = Comment.objects.select_related("version__paper__cycle__scope")
    row = get_object_or_404(
        rows,
        pk=key,
        version__k=version,
        version__paper__number=number,
        version__paper__cycle__scope__path=f"{forum}/{cycle}",
    )
    request.scope = scope_at(forum, cycle)  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            verify_comment(row, code=code)
        except SiteError as error:
            raise Http404 from error
        return redirect(request.path)
    if code != code_of(row):
        raise Http404
    response = render(
        request, "synthesis/life/verify.html", {"version": row.version, "comment": row}
    )
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response

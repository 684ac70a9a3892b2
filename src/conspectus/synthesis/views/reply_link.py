"""What a holder sees and does by its private link: no account, no cookie, no script."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from conspectus.core.clock import request_stamp
from conspectus.core.errors import SiteError
from conspectus.core.forms import saved
from conspectus.people.gates import by_link
from conspectus.synthesis.forms.reply import LABELS, OUTCOMES, AnswerForm
from conspectus.synthesis.models import Letter
from conspectus.synthesis.queries.reply import cited_rows, letter_page, words_of
from conspectus.synthesis.services.letters import open_letter, stop_mail
from conspectus.synthesis.services.printed_replies import why_not_printed
from conspectus.synthesis.services.reply_links import is_confirming, letter_behind
from conspectus.synthesis.services.replying import (
    Said,
    ask_to_confirm,
    confirm,
    receive,
    unconfirmed,
)


def holder(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Hands the letter behind the secret to the view; 404 where there is none any more.

    As on a contributor's own pages nothing that a browser sends by itself opens them, so their
    forms carry no token against forged requests (``contributions.views.by_secret``).
    """

    @csrf_exempt
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def behind(request: HttpRequest, secret: str, **rest: Any) -> HttpResponseBase:  # noqa: ANN401 - the address's other parts
        letter = letter_behind(secret)
        if letter is None:
            raise Http404
        request.scope = letter.version.paper.cycle.scope  # type: ignore[attr-defined]
        open_letter(letter)
        response = view(request, letter, secret=secret, **rest)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return by_link(behind)


def _common(request: HttpRequest, letter: Letter, secret: str) -> dict[str, object]:
    return {
        "letter": letter,
        "version": letter.version,
        "secret": secret,
        "labels": LABELS,
        "outcomes": OUTCOMES,
        "in_time": request_stamp(request) <= letter.answer_by,
    }


@holder
def letter(request: HttpRequest, found: Letter, secret: str) -> HttpResponse:
    """Each sentence that cites the holder with its evidence; what is not reflected; its answers."""
    error = ""
    if request.method == "POST":
        said = Said(kind="confirm", sentence=request.POST.get("confirm", ""))
        try:
            receive(found, said, at=request_stamp(request))
        except SiteError as refused:
            error = str(refused)
        else:
            place = reverse_page(secret, request)
            return redirect(f"{place}#s-{said.sentence}")
    asked = request.GET.get("page", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
    shown = letter_page(found, page) if page else None
    if shown is None or page > shown.count:
        raise Http404
    given = [*shown.whole, *(reply for one in shown.sentences for reply in one.replies)]
    context = {
        **_common(request, found, secret),
        "shown": shown,
        "place": page,
        "error": error,
        "why_not": why_not_printed(given),
    }
    return render(request, "synthesis/reply/letter.html", context, status=409 if error else 200)


def reverse_page(secret: str, request: HttpRequest) -> str:
    """The page of the letter that was shown."""
    path = f"/{get_language()}/correct/{secret}/"
    page = request.GET.get("page", "")
    return f"{path}?page={page}" if page.isascii() and page.isdigit() else path


@holder
def sentence(request: HttpRequest, found: Letter, secret: str, sentence: str) -> HttpResponse:
    """An answer on one sentence."""
    row = next(iter(cited_rows(found, [sentence])), None)
    if row is None or found.holder not in {one["holder"] for one in row.data["positions"]}:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(sent, about_a_sentence=True)
    if sent is not None and saved(form, lambda: _receive(request, found, form, sentence)):
        return redirect(f"{reverse_page(secret, request)}#s-{sentence}")
    context = {
        **_common(request, found, secret),
        "form": form,
        "row": row,
        "words": words_of(found, row),
    }
    return render(request, "synthesis/reply/answer.html", context)


@holder
def paper(request: HttpRequest, found: Letter, secret: str) -> HttpResponse:
    """An answer on the whole paper: what is missing, or the name taken out everywhere."""
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(sent, about_a_sentence=False)
    if sent is not None and saved(form, lambda: _receive(request, found, form, "")):
        return redirect("correct", secret=secret)
    context = {**_common(request, found, secret), "form": form, "row": None, "words": []}
    return render(request, "synthesis/reply/answer.html", context)


def _receive(request: HttpRequest, found: Letter, form: AnswerForm, sentence: str) -> None:
    given = form.cleaned_data
    said = Said(
        kind=given["kind"], sentence=sentence, text=given["text"], note=given.get("note", "")
    )
    receive(found, said, at=request_stamp(request))


@holder
def send(request: HttpRequest, found: Letter, secret: str) -> HttpResponse:
    """Asks for the mail by which the contact confirms the answers."""
    error = ""
    if request.method == "POST":
        try:
            ask_to_confirm(found)
        except SiteError as refused:
            error = str(refused)
    context = {
        **_common(request, found, secret),
        "waiting": unconfirmed(found).count(),
        "asked": request.method == "POST" and not error,
        "error": error,
    }
    return render(request, "synthesis/reply/send.html", context, status=409 if error else 200)


@holder
def confirming(
    request: HttpRequest, found: Letter, secret: str, last: int, code: str
) -> HttpResponse:
    """The answers that a mail to the contact asks about; it says that they are the holder's."""
    if last >= 1 << 62 or not is_confirming(found, last, code):
        raise Http404
    error, bound = "", 0
    if request.method == "POST":
        try:
            bound = confirm(found, last=last, code=code)
        except SiteError as refused:
            error = str(refused)
    context = {
        **_common(request, found, secret),
        "replies": list(unconfirmed(found).filter(pk__lte=last).order_by("pk")),
        "bound": bound,
        "done": request.method == "POST" and not error,
        "error": error,
    }
    return render(request, "synthesis/reply/confirm.html", context, status=409 if error else 200)


@holder
def no_mail(request: HttpRequest, found: Letter, secret: str) -> HttpResponse:
    """No more mail to this address."""
    if request.method == "POST":
        stop_mail(found)
        found.contact.refresh_from_db(fields=["no_mail"])
    return render(request, "synthesis/reply/no_mail.html", _common(request, found, secret))

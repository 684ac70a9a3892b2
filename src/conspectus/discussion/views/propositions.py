"""Propositions: read by anybody, answered by who holds a participant's link."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from conspectus.contributions.views.strangers import account_of, check_stranger, enter
from conspectus.core.clock import request_stamp
from conspectus.core.forms import saved
from conspectus.core.published import published, scope_at, scope_of
from conspectus.core.sending import is_mail_set_up
from conspectus.core.tables import csv_file, json_file
from conspectus.discussion.forms.propositions import AnswerForm, BeginForm, ProposeForm
from conspectus.discussion.models import Category
from conspectus.discussion.queries.propositions import (
    answers_of,
    public_propositions,
    with_own_answers,
)
from conspectus.discussion.queries.reading import category_at
from conspectus.discussion.rules import PAGE
from conspectus.discussion.services.links import participant_in, participant_of, pass_of
from conspectus.discussion.services.propositions import invite, propose
from conspectus.discussion.services.propositions import respond as answer_one
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.gates import by_link, public


@public
@published
def listed(request: HttpRequest, category: str, page: int = 1, **_address: str) -> HttpResponse:
    """The propositions of a category with how many agree, disagree and pass."""
    found = category_at(cycle_here(request), category)
    place = min(max(page, 1), 10**6)
    start = (place - 1) * PAGE
    rows = list(public_propositions(found)[start : start + PAGE + 1])
    context = {
        "category": found,
        "propositions": rows[:PAGE],
        "place": place,
        "is_more": len(rows) > PAGE,
    }
    return render(request, "discussion/propositions.html", context)


@public
@published
def export(request: HttpRequest, category: str, kind: str, **_address: str) -> HttpResponse:
    """All answers to the propositions of a category, without anybody's name."""
    found = category_at(cycle_here(request), category)
    rows = list(answers_of(found))
    answers = [[by, one.number, said] for one, by, said in rows if by]
    name = f"{found.cycle.scope.path.replace('/', '-')}-{found.slug}-propositions"
    if kind == "csv":
        columns = ("participant", "proposition", "answer")
        return csv_file(
            columns, (dict(zip(columns, row, strict=True)) for row in answers), name=name
        )
    texts = {one.number: (one.text, one.language) for one, _by, _said in rows}
    listed = [
        {"number": number, "text": text, "language": language}
        for number, (text, language) in texts.items()
    ]
    return json_file({"propositions": listed, "answers": answers}, name=name, indent=None)


@by_link
@csrf_exempt
@never_cache
def begin(request: HttpRequest, forum: str, cycle: str, category: str) -> HttpResponse:
    """Asks where the link is to be sent; who is signed in goes on at once."""
    enter(request, forum, cycle)
    found = category_at(scope_of(request).cycle, category)
    account = account_of(request)
    if account is not None:
        scope = scope_of(request)
        given = pass_of(scope, participant_of(scope, account.email))
        return redirect(
            "propositions-respond",
            forum=forum,
            cycle=cycle,
            category=category,
            participant=given,
        )
    form = BeginForm(request.POST or None)
    is_sent = request.method == "POST" and saved(form, lambda: _invite(request, found, form))
    context = {
        "category": found,
        "form": form,
        "is_sent": is_sent,
        "has_mail": is_mail_set_up(),
    }
    return render(request, "discussion/begin.html", context)


def _invite(request: HttpRequest, category: Category, form: BeginForm) -> None:
    check_stranger(request)
    invite(
        category,
        email=form.cleaned_data["email"].lower(),
        language=get_language() or "en",
        at=request_stamp(request),
    )


@by_link
@csrf_exempt
@never_cache
def respond(
    request: HttpRequest, forum: str, cycle: str, category: str, participant: str
) -> HttpResponse:
    """The propositions with three buttons each, those without an answer first."""
    request.scope = scope_at(forum, cycle)  # type: ignore[attr-defined]
    who = participant_in(scope_of(request), participant)
    if not who:
        raise Http404
    found = category_at(scope_of(request).cycle, category)
    form = ProposeForm(request.POST if "text" in request.POST else None)
    answer = AnswerForm(request.POST)
    if request.method == "POST" and _done(request, found, who, form, answer):
        return redirect(request.path)
    context = {
        "category": found,
        "propositions": list(with_own_answers(found, who)[:PAGE]),
        "form": form,
    }
    response = render(request, "discussion/respond.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _done(
    request: HttpRequest, category: Category, who: str, form: ProposeForm, answer: AnswerForm
) -> bool:
    at = request_stamp(request)
    if form.is_bound:
        language = get_language() or "en"
        return saved(
            form,
            lambda: propose(
                category,
                participant=who,
                text=form.cleaned_data["text"],
                language=language,
                at=at,
            ),
        )
    return saved(
        answer,
        lambda: answer_one(
            category,
            participant=who,
            number=answer.cleaned_data["number"],
            answer=answer.cleaned_data["answer"],
            at=at,
        ),
    )

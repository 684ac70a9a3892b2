"""Posts are reported by anybody; moderators decide."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from conspectus.contributions.views.strangers import account_of, enter
from conspectus.core.clock import request_stamp
from conspectus.core.forms import saved
from conspectus.core.published import scope_of
from conspectus.discussion.forms.moderating import (
    EraseForm,
    FlagForm,
    HearForm,
    PropositionForm,
    StopForm,
)
from conspectus.discussion.models import Decision, Post
from conspectus.discussion.queries import moderating as queries
from conspectus.discussion.queries.propositions import propositions_to_settle
from conspectus.discussion.queries.reading import post_at, thread_at
from conspectus.discussion.services.erasing import erase_post
from conspectus.discussion.services.links import sender_of
from conspectus.discussion.services.moderating import (
    approve_post,
    dismiss_flags,
    flag_post,
    hear_appeal,
    stop_post,
    wrote,
)
from conspectus.discussion.services.propositions import publish_proposition, refuse_proposition
from conspectus.discussion.services.publishing import sha256
from conspectus.discussion.views.reading import of_posts
from conspectus.people.gates import by_link, only_for
from conspectus.people.networks import network_of
from conspectus.people.rules import Role


@by_link
@csrf_exempt
@never_cache
def flag(request: HttpRequest, forum: str, cycle: str, thread: int, post: int) -> HttpResponse:
    """The form by which anybody reports a post."""
    enter(request, forum, cycle)
    found = post_at(thread_at(scope_of(request), thread), post)
    form = FlagForm(request.POST or None)
    is_sent = request.method == "POST" and saved(form, lambda: _flag(request, found, form))
    context = {"post": found, "form": form, "is_sent": is_sent, "account": account_of(request)}
    return render(request, "discussion/flag.html", {**context, **of_posts()})


def _flag(request: HttpRequest, post: Post, form: FlagForm) -> None:
    account = account_of(request)
    network = network_of(request) or get_adapter().get_client_ip(request)
    sender = sender_of(f"account {account.pk}" if account else network)
    given = form.cleaned_data
    flag_post(
        post,
        reason=given["reason"],
        note=given["note"],
        sender=sender,
        at=request_stamp(request),
    )


@only_for(Role.SECRETARIAT, Role.MODERATOR)
@never_cache
def queue(request: HttpRequest, forum: str, cycle: str) -> HttpResponse:
    """What waits: posts, reports, appeals, propositions."""
    scope = scope_of(request)
    form = PropositionForm(request.POST or None, propositions=queries.propositions_in(scope))
    if request.method == "POST" and saved(form, lambda: _settle_proposition(form)):
        messages.success(request, _("Decided."))
        return redirect("discussion-work", forum=forum, cycle=cycle)
    context = {
        "propositions": propositions_to_settle(scope, queries.MOST),
        "form": form,
        "waiting": queries.waiting(scope),
        "flagged": queries.flagged(scope),
        "appeals": queries.appeals(scope),
    }
    return render(request, "discussion/queue.html", {**context, **of_posts()})


def _settle_proposition(form: PropositionForm) -> None:
    given = form.cleaned_data
    if given["reason"]:
        refuse_proposition(given["proposition"], reason=given["reason"])
    else:
        publish_proposition(given["proposition"])


@only_for(Role.SECRETARIAT, Role.MODERATOR)
@never_cache
def decide(request: HttpRequest, forum: str, cycle: str, key: int) -> HttpResponse:
    """One post with its reports and its appeal, and what can be decided."""
    post = queries.post_here(scope_of(request), key)
    decision = post.decisions.select_related("by").first()
    do = request.POST.get("do", "")
    stop = StopForm(request.POST if do == "stop" else None)
    hear = HearForm(request.POST if do in ("uphold", "reverse") else None)
    erase = EraseForm(request.POST if do == "erase" else None)
    if request.method == "POST" and _decided(request, do, post, decision, stop, hear, erase):
        messages.success(request, _("Decided."))
        return redirect("discussion-work", forum=forum, cycle=cycle)
    context = {
        "post": post,
        "decision": decision,
        "flags": list(post.flags.filter(settled__isnull=True)[: queries.MOST]),
        "stop": stop,
        "hear": hear,
        "erase": erase,
        "is_own_decision": decision is not None and _is_own(request, post, decision),
        "seen": sha256(post.text),
    }
    return render(request, "discussion/decide.html", {**context, **of_posts()})


def _is_own(request: HttpRequest, post: Post, decision: Decision) -> bool:
    """Of the moderator who decided first, or who wrote the post."""
    account = account_of(request)
    return account is not None and (decision.by_id == account.pk or wrote(post, account))


def _decided(
    request: HttpRequest,
    do: str,
    post: Post,
    decision: Decision | None,
    stop: StopForm,
    hear: HearForm,
    erase: EraseForm,
) -> bool:
    account = account_of(request)
    if do == "stop":
        return saved(
            stop,
            lambda: stop_post(
                post,
                reason=stop.cleaned_data["reason"],
                note=stop.cleaned_data["note"],
                by=account,
            ),
        )
    if do in ("uphold", "reverse") and decision is not None and account is not None:
        return saved(
            hear,
            lambda: hear_appeal(
                decision,
                is_upheld=do == "uphold",
                answer=hear.cleaned_data["note"],
                by=account,
            ),
        )
    if do == "erase":
        return saved(erase, lambda: erase_post(post, reason=erase.cleaned_data["why"]))
    plain = StopForm({"reason": "off-topic"})
    if do == "approve":
        return saved(plain, lambda: approve_post(post, seen=request.POST.get("seen", "")))
    return do == "keep" and saved(plain, lambda: dismiss_flags(post))

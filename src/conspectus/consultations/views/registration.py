"""Registering for a meeting, with or without an account, and who takes part in numbers."""

from __future__ import annotations

import hmac

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from conspectus.consultations.forms.registration import (
    CHANNELS,
    RegisterForm,
    WishForm,
    as_written,
)
from conspectus.consultations.models import Meeting, Registration
from conspectus.consultations.queries.reading import meeting_at
from conspectus.consultations.queries.registration import (
    listed_participants,
    own_registration,
    registration_at,
    terms_of,
)
from conspectus.consultations.rules import PAGE
from conspectus.consultations.services import registration as services
from conspectus.consultations.services.registration_links import code_of, registration_path
from conspectus.contributions.services.links import key_of_form, new_form_key
from conspectus.contributions.views.strangers import (
    account_of,
    check_address,
    check_stranger,
    enter,
)
from conspectus.core.clock import request_stamp
from conspectus.core.forms import saved
from conspectus.core.published import published, scope_at, scope_of
from conspectus.people.gates import by_link, public
from conspectus.people.models import StakeholderGroup


def _groups(request: HttpRequest) -> list[StakeholderGroup]:
    tree = scope_of(request).cycle.forum.group_tree_id
    return list(StakeholderGroup.objects.filter(tree_id=tree))


@by_link
@csrf_exempt
@never_cache
def register(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """The form; whoever is signed in and registered already goes to the own registration."""
    enter(request, forum, cycle)
    found = meeting_at(scope_of(request), meeting)
    account = account_of(request)
    own = own_registration(found, account.pk) if account else None
    if own is not None:
        return _to_own(request, found, own)
    initial: dict[str, object] = {"key": new_form_key()}
    if account is not None and account.person_id is not None:
        initial["name"] = str(account.person)
    form = RegisterForm(
        request.POST or None,
        has_account=account is not None,
        groups=_groups(request),
        meeting=found,
        initial=initial,
    )
    if request.method == "POST" and saved(form, lambda: _register(request, found, form)):
        own = own_registration(found, account.pk) if account else None
        if own is not None:
            return _to_own(request, found, own)
        return redirect("registration-sent", forum=forum, cycle=cycle, meeting=meeting)
    is_open = services.is_open(found, terms_of(found), at=request_stamp(request))
    context = {"meeting": found, "form": form, "is_open": is_open, "account": account}
    return render(request, "consultations/registration.html", context)


def _register(request: HttpRequest, meeting: Meeting, form: RegisterForm) -> None:
    account = account_of(request)
    email = account.email if account else form.cleaned_data["email"].lower()
    check_stranger(request)
    if account is None:
        check_address(request, email)
    services.register(
        meeting,
        form.wish(),
        email=email,
        account=account,
        # The same form for another address is another wish: the first one was mistyped.
        key=key_of_form(f"registration {meeting.pk} {form.cleaned_data['key']} {email}"),
        language=get_language() or "en",
        at=request_stamp(request),
    )


def _to_own(request: HttpRequest, meeting: Meeting, own: Registration) -> HttpResponse:
    own.meeting = meeting
    path = registration_path(scope_of(request), own)
    return redirect(f"/{get_language()}{path}")


@public
@never_cache
def sent(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """What comes next."""
    enter(request, forum, cycle)
    context = {"meeting": meeting_at(scope_of(request), meeting)}
    return render(request, "consultations/registration_sent.html", context)


@by_link
@csrf_exempt
@never_cache
def own(
    request: HttpRequest, *, forum: str, cycle: str, meeting: str, key: int, code: str
) -> HttpResponse:
    """Behind the link in the mail. One button confirms, so that no scanner of mails does."""
    request.scope = scope_at(forum, cycle)  # type: ignore[attr-defined]
    one = registration_at(scope_of(request), meeting, key)
    if not hmac.compare_digest(code_of(one).encode(), code.encode()):
        raise Http404
    do = request.POST.get("do", "") if request.method == "POST" else ""
    form = WishForm(
        request.POST if do == "change" else None,
        groups=_groups(request),
        meeting=one.meeting,
        initial=as_written(one),
    )
    if do == "confirm":
        return _to_own(request, one.meeting, services.confirm(one, code=code))
    if do and _done(do, one, form):
        return redirect(request.path)
    context = {"meeting": one.meeting, "registration": one, "form": form, "channels": CHANNELS}
    response = render(request, "consultations/registration_own.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _done(do: str, one: Registration, form: WishForm) -> bool:
    """Whether what was asked for has been done; what it says now stands on the page."""
    if do == "change":
        return saved(form, lambda: services.change(one, form.wish()))
    if do == "cancel":
        services.cancel(one)
    return True


@public
@published
def participants(
    request: HttpRequest, meeting: str, page: int = 1, **_address: str
) -> HttpResponse:
    """Who takes part in numbers, and those who agreed to be named."""
    found = meeting_at(scope_of(request), meeting)
    terms = terms_of(found)
    if terms is None or not 1 <= page < 10**6:
        raise Http404
    people, is_more = listed_participants(found, page, PAGE)
    if not people and page > 1:
        raise Http404
    context = {
        "meeting": found,
        "terms": terms,
        "figures": terms.figures,
        "participants": people,
        "channels": CHANNELS,
        "place": page,
        "is_more": is_more,
    }
    return render(request, "consultations/registration_participants.html", context)

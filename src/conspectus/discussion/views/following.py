"""Posts by mail: asked for, confirmed, changed, ended at one press (RFC 8058)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from conspectus.contributions.views.strangers import account_of, check_stranger, enter
from conspectus.core.clock import request_stamp
from conspectus.core.errors import SiteError
from conspectus.core.forms import saved
from conspectus.core.prepared import LARGEST
from conspectus.core.published import scope_at, scope_of
from conspectus.core.sending import is_mail_set_up
from conspectus.discussion.forms.following import FollowForm, RhythmForm
from conspectus.discussion.models import Subscription, Thread
from conspectus.discussion.queries.reading import categories_of
from conspectus.discussion.services.subscribing import (
    check_code,
    confirm_subscription,
    end_subscription,
    subscribe,
)
from conspectus.people.gates import by_link


@by_link
@csrf_exempt
@never_cache
def follow(request: HttpRequest, forum: str, cycle: str) -> HttpResponse:
    """The form that asks for posts by mail; ``?category=`` or ``?thread=`` proposes what."""
    enter(request, forum, cycle)
    account = account_of(request)
    scope = scope_of(request)
    thread = _thread(request)
    what = f"t-{thread.number}" if thread else ""
    what = what or (f"c-{request.GET['category']}" if request.GET.get("category") else "")
    form = FollowForm(
        request.POST or None,
        categories=categories_of(scope.cycle),
        thread=thread,
        account=account,
        initial={"what": what},
    )
    is_sent = request.method == "POST" and saved(form, lambda: _subscribe(request, form))
    context = {
        "form": form,
        "is_sent": is_sent,
        "account": account,
        "has_mail": is_mail_set_up(),
    }
    return render(request, "discussion/follow.html", context)


def _subscribe(request: HttpRequest, form: FollowForm) -> None:
    check_stranger(request)
    account = account_of(request)
    subscribe(
        scope_of(request),
        email=account.email if account else form.cleaned_data["email"],
        language=get_language() or "en",
        at=request_stamp(request),
        is_verified=account is not None,
        **form.chosen(),
    )


def _thread(request: HttpRequest) -> Thread | None:
    number = request.GET.get("thread", "")
    what = request.POST.get("what", "")
    number = what.removeprefix("t-") if what.startswith("t-") else number
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    return Thread.objects.filter(
        cycle__scope=scope_of(request), number=min(int(number), LARGEST)
    ).first()


@by_link
@csrf_exempt
@never_cache
def followed(request: HttpRequest, forum: str, cycle: str, key: int, code: str) -> HttpResponse:
    """Behind the link in the mail: confirm, change how often, end."""
    found = _subscription(request, forum, cycle, key, code)
    if request.POST.get("do") == "end":
        end_subscription(found, code=code)
        return render(request, "discussion/ended.html")
    form = RhythmForm(request.POST or None, initial={"rhythm": found.rhythm})
    if request.method == "POST" and saved(
        form,
        lambda: confirm_subscription(
            found, code=code, rhythm=form.cleaned_data["rhythm"], at=request_stamp(request)
        ),
    ):
        return redirect(request.path)
    return _quiet(
        render(request, "discussion/followed.html", {"found": found, "form": form, "code": code})
    )


@by_link
@csrf_exempt
@never_cache
def end(request: HttpRequest, forum: str, cycle: str, key: int, code: str) -> HttpResponse:
    """The address in List-Unsubscribe: a POST ends it, by whatever program."""
    found = _subscription(request, forum, cycle, key, code)
    if request.method == "POST":
        end_subscription(found, code=code)
        return render(request, "discussion/ended.html")
    form = RhythmForm(initial={"rhythm": found.rhythm})
    return _quiet(
        render(request, "discussion/followed.html", {"found": found, "form": form, "code": code})
    )


def _subscription(
    request: HttpRequest, forum: str, cycle: str, key: int, code: str
) -> Subscription:
    request.scope = scope_at(forum, cycle)  # type: ignore[attr-defined]
    rows = Subscription.objects.select_related("category", "thread", "scope")
    found = rows.filter(pk=min(key, LARGEST), scope=scope_of(request)).first()
    if found is None:
        raise Http404
    try:
        check_code(found, code)
    except SiteError as error:
        raise Http404 from error
    return found


def _quiet(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response

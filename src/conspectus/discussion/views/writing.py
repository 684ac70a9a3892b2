"""The way of a post: with an account, or without one by an address that is confirmed."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from conspectus.contributions.services.links import new_form_key
from conspectus.contributions.views.strangers import account_of, check_stranger, enter
from conspectus.core.clock import request_stamp
from conspectus.core.forms import saved
from conspectus.core.published import scope_of
from conspectus.core.sending import is_mail_set_up
from conspectus.discussion.forms.writing import PostForm
from conspectus.discussion.markup import quoted
from conspectus.discussion.models import Category, Post, Thread
from conspectus.discussion.paths import post_path
from conspectus.discussion.queries.reading import category_at, thread_at
from conspectus.discussion.services.links import key_of
from conspectus.discussion.services.posting import is_open, receive_post
from conspectus.people.gates import by_link, public
from conspectus.people.models import StakeholderGroup


@dataclass(frozen=True, slots=True)
class _Place:
    """Where somebody writes."""

    category: Category
    thread: Thread | None = None
    reply_to: Post | None = None


@by_link
@csrf_exempt
@never_cache
def new_thread(request: HttpRequest, forum: str, cycle: str, category: str) -> HttpResponse:
    """The form that begins a thread."""
    enter(request, forum, cycle)
    return _write(request, _Place(category_at(scope_of(request).cycle, category)))


@by_link
@csrf_exempt
@never_cache
def reply(request: HttpRequest, forum: str, cycle: str, thread: int) -> HttpResponse:
    """The form for a post in a thread; ``?to=`` names the one that it answers."""
    enter(request, forum, cycle)
    found = thread_at(scope_of(request), thread)
    return _write(request, _Place(found.category, found, _answered(request, found)))


def _answered(request: HttpRequest, thread: Thread) -> Post | None:
    given = request.POST if request.method == "POST" else request.GET
    number = given.get("to", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    shown = Post.objects.filter(thread=thread, number=int(number), state=Post.State.PUBLISHED)
    return shown.first()


def _write(request: HttpRequest, place: _Place) -> HttpResponse:
    account = account_of(request)
    initial: dict[str, object] = {"key": new_form_key()}
    if place.reply_to is not None:
        initial |= {"to": place.reply_to.number, "text": quoted(place.reply_to.text)}
    if account is not None and account.person_id is not None:
        initial["name"] = str(account.person)
    form = PostForm(
        request.POST or None,
        groups=_groups_of(request),
        account=account,
        is_new=place.thread is None,
        initial=initial,
    )
    kept: list[Post] = []
    if request.method == "POST" and saved(form, lambda: kept.append(_keep(request, place, form))):
        return _next(request, kept[0])
    closed = not is_open(place.category, place.thread, at=request_stamp(request))
    context = {
        "place": place,
        "form": form,
        "account": account,
        "closed": closed,
        "has_mail": is_mail_set_up(),
    }
    return render(request, "discussion/write.html", context)


def _keep(request: HttpRequest, place: _Place, form: PostForm) -> Post:
    check_stranger(request)
    return receive_post(
        place.category,
        place.thread,
        form.written(place.reply_to),
        key=key_of("form", form.cleaned_data["key"]),
        at=request_stamp(request),
        is_verified=account_of(request) is not None,
    )


def _next(request: HttpRequest, post: Post) -> HttpResponse:
    scope = scope_of(request)
    if post.state == Post.State.PUBLISHED:
        language = request.path.split("/", 2)[1]
        return redirect(f"/{language}{post_path(scope, post)}")
    forum, cycle = scope.path.split("/")
    return redirect("discussion-sent", forum=forum, cycle=cycle)


@public
@never_cache
def sent(request: HttpRequest, forum: str, cycle: str) -> HttpResponse:
    """What comes next."""
    enter(request, forum, cycle)
    return render(request, "discussion/sent.html", {"has_mail": is_mail_set_up()})


def _groups_of(request: HttpRequest) -> list[StakeholderGroup]:
    """The stakeholder groups of the forum of the address."""
    tree = request.scope.cycle.forum.group_tree_id  # type: ignore[attr-defined]
    return list(StakeholderGroup.objects.filter(tree_id=tree))

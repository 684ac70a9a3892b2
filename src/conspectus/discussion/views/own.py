"""One's own posts: confirmed, edited, withdrawn, appealed for; and what an account has not read."""

from __future__ import annotations

import hmac

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from conspectus.contributions.views.strangers import account_of, enter
from conspectus.core.errors import SiteError
from conspectus.core.forms import saved
from conspectus.core.published import scope_at, scope_of
from conspectus.discussion.forms.own import AppealForm
from conspectus.discussion.forms.writing import PostTextForm
from conspectus.discussion.models import Decision, Post
from conspectus.discussion.queries.own import marks_of, posts_of
from conspectus.discussion.queries.reading import thread_at
from conspectus.discussion.services.changing import edit_post, may_edit, withdraw_post
from conspectus.discussion.services.links import code_of_post, own_path
from conspectus.discussion.services.moderating import appeal
from conspectus.discussion.services.posting import verify_post
from conspectus.discussion.services.reading import mark_read
from conspectus.discussion.views.reading import of_posts
from conspectus.people.gates import by_link, signed_in


@by_link
@csrf_exempt
@never_cache
def own_post(request: HttpRequest, forum: str, cycle: str, key: int, code: str) -> HttpResponse:
    """Behind the link in the mail. One button confirms, so that no scanner of mails does."""
    request.scope = scope_at(forum, cycle)  # type: ignore[attr-defined]
    post = _own(request, key, code)
    decision = post.decisions.first()
    text_form = PostTextForm(initial={"text": post.text, "labels": post.labels})
    appeal_form = AppealForm()
    if request.method == "POST":
        do = request.POST.get("do")
        if do == "edit":
            text_form = PostTextForm(request.POST)
        elif do == "appeal":
            appeal_form = AppealForm(request.POST)
        if _done(str(do), post, code, text_form, appeal_form, decision):
            return redirect(request.path)
    context = {
        "post": post,
        "decision": decision,
        "text_form": text_form,
        "appeal_form": appeal_form,
        "may_edit": may_edit(post),
        **of_posts(),
    }
    response = render(request, "discussion/own_post.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _own(request: HttpRequest, key: int, code: str) -> Post:
    rows = Post.objects.select_related("thread__category", "group", "reply_to")
    post = rows.filter(pk=min(key, 10**15), thread__cycle__scope=scope_of(request)).first()
    if post is None or not hmac.compare_digest(code_of_post(post).encode(), code.encode()):
        raise Http404
    post.thread.cycle = scope_of(request).cycle
    return post


def _done(
    do: str,
    post: Post,
    code: str,
    text_form: PostTextForm,
    appeal_form: AppealForm,
    decision: Decision | None,
) -> bool:
    """Whether what was asked for has been done."""
    if do == "edit":
        return saved(
            text_form,
            lambda: edit_post(
                post, text=text_form.cleaned_data["text"], labels=text_form.cleaned_data["labels"]
            ),
        )
    if do == "appeal" and decision is not None:
        return saved(appeal_form, lambda: appeal(decision, text=appeal_form.cleaned_data["text"]))
    try:
        if do == "confirm":
            verify_post(post, code=code)
        elif do == "withdraw":
            withdraw_post(post)
    except SiteError:
        return True  # what it says now stands on the page
    return True


@signed_in
@never_cache
def mine(request: HttpRequest, forum: str, cycle: str) -> HttpResponse:
    """An account's own posts in a cycle, and the threads it reads with what is new in them."""
    enter(request, forum, cycle)
    scope = scope_of(request)
    account = account_of(request)
    posts = posts_of(account, scope) if account else []
    language = get_language()
    context = {
        "posts": [(one, f"/{language}{own_path(one, scope=scope)}") for one in posts],
        "marks": marks_of(account, scope) if account else [],
        **of_posts(),
    }
    return render(request, "discussion/mine.html", context)


@signed_in
@never_cache
def unread(request: HttpRequest, forum: str, cycle: str, thread: int) -> HttpResponse:
    """Leads to the first post that the account has not read, and marks all as read."""
    enter(request, forum, cycle)
    found = thread_at(scope_of(request), thread)
    account = account_of(request)
    page, number = mark_read(account, found) if account else (1, 1)
    base = f"/{get_language()}/{forum}/{cycle}/discussion/{found.number}/"
    return redirect(f"{base}{f'page/{page}/' if page > 1 else ''}#p{number}")

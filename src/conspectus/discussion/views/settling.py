"""Categories, and what is settled about threads."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from conspectus.core.forms import saved
from conspectus.core.published import scope_of
from conspectus.discussion.forms.moderating import CategoryForm, ThreadForm
from conspectus.discussion.queries.reading import categories_of, category_at, thread_at
from conspectus.discussion.services.categories import add_category, edit_category, settle_thread
from conspectus.people.gates import only_for
from conspectus.people.rules import Role


@only_for(Role.SECRETARIAT)
@never_cache
def categories(request: HttpRequest, forum: str, cycle: str) -> HttpResponse:
    """The categories of a cycle, and the form for one more."""
    here = scope_of(request).cycle
    form = CategoryForm(request.POST or None, cycle=here)
    if request.method == "POST" and saved(
        form,
        lambda: add_category(here, slug=form.cleaned_data["slug"], **form.settings()),
    ):
        messages.success(request, _("Saved."))
        return redirect("discussion-categories", forum=forum, cycle=cycle)
    context = {"categories": list(categories_of(here)), "form": form}
    return render(request, "discussion/categories.html", context)


@only_for(Role.SECRETARIAT)
@never_cache
def edit(request: HttpRequest, forum: str, cycle: str, category: str) -> HttpResponse:
    """One category."""
    here = scope_of(request).cycle
    found = category_at(here, category)
    form = CategoryForm(request.POST or None, cycle=here, category=found)
    if request.method == "POST" and saved(
        form,
        lambda: edit_category(found, is_closed=form.cleaned_data["closed"], **form.settings()),
    ):
        messages.success(request, _("Saved."))
        return redirect("discussion-categories", forum=forum, cycle=cycle)
    return render(request, "discussion/category_form.html", {"category": found, "form": form})


@only_for(Role.SECRETARIAT, Role.RAPPORTEUR)
@never_cache
def thread(request: HttpRequest, forum: str, cycle: str, thread: int) -> HttpResponse:
    """A thread is moved, closed, or made a source of papers."""
    found = thread_at(scope_of(request), thread)
    form = ThreadForm(
        request.POST or None,
        categories=categories_of(scope_of(request).cycle),
        initial={
            "category": found.category.slug,
            "closed": found.closed,
            "drawn_on": found.drawn_on,
        },
    )
    if request.method == "POST" and saved(
        form,
        lambda: settle_thread(
            found,
            category=form.cleaned_data["category"],
            is_closed=form.cleaned_data["closed"],
            is_drawn_on=form.cleaned_data["drawn_on"],
        ),
    ):
        messages.success(request, _("Saved."))
        return redirect("thread", forum=forum, cycle=cycle, thread=found.number)
    return render(request, "discussion/thread_form.html", {"thread": found, "form": form})

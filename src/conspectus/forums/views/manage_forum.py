"""The secretariat's pages about a forum as a whole."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conspectus.core.forms import saved
from conspectus.forums.forms.manage_forum import ForumForm, GlossaryForm, MandateForm, NewForumForm
from conspectus.forums.models import Forum
from conspectus.forums.queries.lookup import forum_at, forums_like
from conspectus.forums.services.forums import create_forum, edit_forum
from conspectus.forums.services.instruments import (
    remove_glossary_entry,
    save_glossary_entry,
    save_mandate_paragraph,
)
from conspectus.people.gates import only_for
from conspectus.people.rules import Role
from conspectus.people.views.trail import trail_of

FORM = "people/manage/form.html"
ROWS = 50


@only_for(Role.SECRETARIAT)
def installation(request: HttpRequest) -> HttpResponse:
    """All forums, and what the secretariat of the installation does first."""
    context = {
        "trail": trail_of()[:1],
        "forums": Forum.objects.select_related("scope").order_by("slug"),
    }
    return render(request, "forums/manage/installation.html", context)


@only_for(Role.SECRETARIAT)
def new_forum(request: HttpRequest) -> HttpResponse:
    """Opens a forum."""
    form = NewForumForm(request.POST or None, language=request.LANGUAGE_CODE)
    if request.method == "POST" and saved(form, lambda: _create(form)):
        messages.success(request, _("The forum is open. Next: open its cycle."))
        for other in forums_like(form.cleaned_data["slug"]):
            words = _("This address looks like that of another forum: %(slug)s.")
            messages.warning(request, words % {"slug": other})
        return redirect("manage-forum", forum=form.cleaned_data["slug"])
    context = {
        "trail": trail_of(),
        "title": _("Open a forum"),
        "form": form,
        "button": _("Open the forum"),
    }
    return render(request, FORM, context)


def _create(form: NewForumForm) -> Forum:
    given = form.cleaned_data
    return create_forum(
        given["slug"],
        names={given["language"]: given["name"]},
        languages=[given["language"]],
        time_zone=given["time_zone"],
        contact=given["contact"],
    )


@only_for(Role.SECRETARIAT)
def overview(request: HttpRequest, forum: str) -> HttpResponse:
    """What there is of a forum, and what comes next."""
    found = forum_at(forum)
    context = {
        "trail": trail_of(forum)[:1],
        "forum": found,
        "cycles": found.cycles.all(),
    }
    return render(request, "forums/manage/forum.html", context)


@only_for(Role.SECRETARIAT)
def forum_edit(request: HttpRequest, forum: str) -> HttpResponse:
    """Names, languages, zone, contact, titles of roles."""
    found = forum_at(forum)
    form = ForumForm(request.POST or None, forum=found)
    if request.method == "POST" and saved(
        form,
        lambda: edit_forum(
            found,
            names=form.texts("names"),
            descriptions=form.texts("descriptions"),
            languages=form.cleaned_data["languages"],
            time_zone=form.cleaned_data["time_zone"],
            contact=form.cleaned_data["contact"],
            role_titles=form.role_titles(),
            second_factor=form.cleaned_data["second_factor"],
        ),
    ):
        messages.success(request, _("Saved."))
        return redirect("manage-forum-edit", forum=forum)
    context = {
        "trail": trail_of(forum),
        "title": _("The forum"),
        "form": form,
        "button": _("Save"),
        "note": _("A language that you add here has its fields after you have saved."),
    }
    return render(request, FORM, context)


@only_for(Role.SECRETARIAT)
def mandate(request: HttpRequest, forum: str) -> HttpResponse:
    """The numbered tasks that the forum was given."""
    found = forum_at(forum)
    context = {"trail": trail_of(forum), "forum": found, "paragraphs": found.mandate.all()}
    return render(request, "forums/manage/mandate.html", context)


@only_for(Role.SECRETARIAT)
def mandate_paragraph(request: HttpRequest, forum: str, paragraph: str = "") -> HttpResponse:
    """A new paragraph of the mandate, or one that is there."""
    found = forum_at(forum)
    row = get_object_or_404(found.mandate, slug=paragraph) if paragraph else None
    form = MandateForm(request.POST or None, forum=found, paragraph=row)
    if request.method == "POST" and saved(
        form,
        lambda: save_mandate_paragraph(
            found,
            instrument=form.cleaned_data["instrument"],
            number=form.cleaned_data["number"],
            texts=form.texts("texts"),
            paragraph=row,
        ),
    ):
        messages.success(request, _("Saved."))
        return redirect("manage-mandate", forum=forum)
    context = {
        "trail": trail_of(forum),
        "title": _("Paragraph of the mandate"),
        "form": form,
        "button": _("Save"),
    }
    return render(request, FORM, context)


@only_for(Role.SECRETARIAT)
def glossary(request: HttpRequest, forum: str) -> HttpResponse:
    """The words of the forum, and a form for one more."""
    found = forum_at(forum)
    form = GlossaryForm(request.POST or None, forum=found)
    if request.method == "POST" and saved(
        form, lambda: save_glossary_entry(found, **form.cleaned_data)
    ):
        messages.success(request, _("Saved."))
        return redirect("manage-glossary", forum=forum)
    context = {
        "trail": trail_of(forum),
        "forum": found,
        "page": Paginator(found.glossary.all(), ROWS).get_page(request.GET.get("page")),
        "form": form,
    }
    return render(request, "forums/manage/glossary.html", context)


@only_for(Role.SECRETARIAT)
@require_POST
def glossary_remove(request: HttpRequest, forum: str, key: int) -> HttpResponse:
    """Takes a term out."""
    remove_glossary_entry(get_object_or_404(forum_at(forum).glossary, pk=key))
    messages.success(request, _("The term is taken out."))
    return redirect("manage-glossary", forum=forum)

"""Where translations of a contribution are made, by translators and by its contributor's link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from conspectus.contributions.forms.translations import BeginForm, EndForm, WriteForm
from conspectus.contributions.models import Contribution, Version, VersionTranslation
from conspectus.contributions.queries.pages import GONE
from conspectus.contributions.queries.translations import (
    newest_public,
    originals_of,
    refused_before,
    to_translate,
    translations_of,
)
from conspectus.contributions.services.translation_files import text_of_file
from conspectus.contributions.services.translations import (
    begin_translation,
    end_translation,
    publish_translation,
    remove_draft,
    write_translation,
)
from conspectus.contributions.views.by_secret import contributor, place
from conspectus.core.forms import saved
from conspectus.core.published import scope_of
from conspectus.forums.models import GlossaryEntry
from conspectus.people.gates import only_for
from conspectus.people.models import Account
from conspectus.people.rules import Role, is_secretariat

TRANSLATORS = (Role.SECRETARIAT, Role.RAPPORTEUR, Role.TRANSLATOR)
LISTED = 50
MOST_TERMS = 100


@dataclass(frozen=True, slots=True)
class _Way:
    """Who comes, and by which addresses: an account of the Forum, or whoever holds the link."""

    contribution: Contribution
    by: Account | None
    names: tuple[str, str]
    at: dict[str, Any]

    @property
    def is_contributor(self) -> bool:
        return self.names[0].startswith("draft")

    @property
    def listed(self) -> str:
        return reverse(self.names[0], kwargs=self.at)

    def one(self, key: int) -> str:
        return reverse(self.names[1], kwargs={**self.at, "key": key})


@only_for(*TRANSLATORS)
def to_be_translated(request: HttpRequest, forum: str, cycle: str) -> HttpResponse:
    """The public contributions of a cycle, each with the languages in which it can be read."""
    del forum, cycle
    rows = to_translate(scope_of(request))
    page = Paginator(rows, LISTED).get_page(request.GET.get("page"))
    context = {"page": page, "entries": page.object_list}
    return render(request, "contributions/translating/contributions.html", context)


@only_for(*TRANSLATORS)
@require_http_methods(["GET", "POST"])
def translations(request: HttpRequest, *, forum: str, cycle: str, number: int) -> HttpResponse:
    """The translations of a contribution; a new one is begun here."""
    return _list(request, _by_account(request, forum, cycle, number))


@only_for(*TRANSLATORS)
@require_http_methods(["GET", "POST"])
def translation(
    request: HttpRequest, *, forum: str, cycle: str, number: int, key: int
) -> HttpResponse:
    """A draft in its form, or what has become of it."""
    return _one(request, _by_account(request, forum, cycle, number), key)


@contributor
def own_translations(request: HttpRequest, contribution: Contribution, secret: str) -> HttpResponse:
    """The same for the contributor."""
    return _list(request, _by_link(contribution, secret))


@contributor
def own_translation(
    request: HttpRequest, contribution: Contribution, secret: str, key: int
) -> HttpResponse:
    """The same for the contributor, who may also refuse what others translated."""
    return _one(request, _by_link(contribution, secret), key)


def _by_account(request: HttpRequest, forum: str, cycle: str, number: int) -> _Way:
    found = get_object_or_404(
        Contribution.objects.select_related("cycle__scope", "cycle__forum"),
        cycle__scope=scope_of(request),
        number=number,
        published__isnull=False,
    )
    names = ("work-contribution-translations", "work-contribution-translation")
    by = request.user if isinstance(request.user, Account) else None
    return _Way(found, by, names, {"forum": forum, "cycle": cycle, "number": number})


def _by_link(contribution: Contribution, secret: str) -> _Way:
    names = ("draft-translations", "draft-translation")
    return _Way(contribution, None, names, place(contribution, secret))


def _list(request: HttpRequest, way: _Way) -> HttpResponse:
    newest = newest_public(way.contribution)
    can_begin = newest is not None and way.contribution.state not in GONE
    form = _begin_form(request, way, newest) if newest and can_begin else None
    made: list[VersionTranslation] = []
    if (
        form is not None
        and newest is not None
        and request.method == "POST"
        and saved(form, lambda: made.append(_begin(newest, form, way)))
    ):
        return redirect(way.one(made[0].pk))
    rows = translations_of(way.contribution)
    if way.is_contributor:  # others' drafts are nobody's word yet
        rows = rows.exclude(edition=None, by_contributor=False)
    page = Paginator(rows, LISTED).get_page(request.GET.get("page"))
    context = {"newest": newest, "form": form, "page": page, "rows": page.object_list}
    return _page(request, "translations", way, **context)


def _begin_form(request: HttpRequest, way: _Way, newest: Version) -> BeginForm:
    codes = [code for code, _name in settings.LANGUAGES]
    known = dict.fromkeys([*way.contribution.cycle.forum.languages, *codes])
    known.pop(newest.language, None)
    return BeginForm(request.POST or None, languages=list(known))


def _begin(version: Version, form: BeginForm, way: _Way) -> VersionTranslation:
    given = form.cleaned_data
    return begin_translation(
        version,
        language=given["tongue"],
        translator=given["translator"],
        is_machine=given["is_machine"],
        by_contributor=way.is_contributor,
        by=way.by,
    )


def _one(request: HttpRequest, way: _Way, key: int) -> HttpResponse:
    found = translations_of(way.contribution).defer(None).filter(pk=key).first()
    if found is None:
        raise Http404
    found.version.contribution = way.contribution
    if found.published is not None:
        return _public(request, way, found)
    if found.by_contributor != way.is_contributor:
        raise Http404
    return _draft(request, way, found)


def _draft(request: HttpRequest, way: _Way, found: VersionTranslation) -> HttpResponse:
    do = request.POST.get("do", "")
    if request.method == "POST" and do == "remove":
        remove_draft(found)
        messages.success(request, _("The draft is deleted."))
        return redirect(way.listed)
    sent = request.method == "POST"
    form = WriteForm(
        request.POST if sent else None, request.FILES if sent else None, translation=found
    )
    if sent and saved(form, lambda: _write(form, found, way, publish=do == "publish")):
        return redirect(way.one(found.pk))
    terms = GlossaryEntry.objects.filter(
        forum=way.contribution.cycle.forum_id, language__in=(found.language, found.version.language)
    ).order_by("language", "term")
    context = {
        "translation": found,
        "form": form,
        "terms": terms[:MOST_TERMS],
        "compared": _compared(found) if found.text else None,
        "refused": None if way.is_contributor else refused_before(found),
    }
    return _page(request, "draft", way, **context)


def _write(form: WriteForm, found: VersionTranslation, way: _Way, *, publish: bool) -> None:
    given = form.cleaned_data
    upload = given.get("file")
    text = text_of_file(upload, name=upload.name or "") if upload else given["text"]
    write_translation(
        found,
        title=given["title"],
        translator=given["translator"],
        is_machine=given["is_machine"],
        text=text,
    )
    if publish:
        scope = way.contribution.cycle.scope
        publish_translation(found, by_secretariat=is_secretariat(way.by, scope))


def _compared(found: VersionTranslation) -> dict[str, int]:
    """How many paragraphs both have, and the first that is of another kind here than there."""
    theirs = [kind for kind, _words in originals_of(found.version)]
    ours = list(found.paragraphs.values_list("kind", flat=True))
    pairs = zip(theirs, ours, strict=False)
    first = next((n for n, (one, other) in enumerate(pairs, start=1) if one != other), 0)
    return {"original": len(theirs), "translation": len(ours), "first": first}


def _public(request: HttpRequest, way: _Way, found: VersionTranslation) -> HttpResponse:
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and saved(
        form,
        lambda: end_translation(
            found, by_contributor=way.is_contributor, note=form.cleaned_data["note"]
        ),
    ):
        return redirect(way.one(found.pk))
    return _page(request, "public", way, translation=found, form=form)


def _page(request: HttpRequest, name: str, way: _Way, **context: object) -> HttpResponse:
    shown = {
        "contribution": way.contribution,
        "cycle": way.contribution.cycle,
        "way": way,
        "base": f"/{way.contribution.cycle.scope.path}/contributions/{way.contribution.number}/",
        **context,
    }
    return render(request, f"contributions/translating/{name}.html", shown)

"""Where translations are made: their list, the form sentence by sentence, publication."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from conspectus.core.forms import saved
from conspectus.core.published import scope_of
from conspectus.people.gates import only_for
from conspectus.people.models import Account
from conspectus.people.rules import Role, drafts
from conspectus.synthesis.forms.translating import (
    NewTranslationForm,
    PublishTranslationForm,
    TextsForm,
)
from conspectus.synthesis.models import Paper, PaperVersion, TranslatedText, Translation
from conspectus.synthesis.queries.translating import (
    ALL,
    LEFT,
    ROWS,
    STALE,
    counted,
    newest_public,
    texts_for_work,
    translations_at_work,
)
from conspectus.synthesis.services.translating import (
    begin_translation,
    publish_translation,
    write_texts,
)

TRANSLATORS = (Role.SECRETARIAT, Role.RAPPORTEUR, Role.TRANSLATOR)
SHOWN = {ALL: _("all"), LEFT: _("to translate"), STALE: _("original changed")}
LISTED = 50
_KEY = re.compile("s[0-9]{1,15}")


@only_for(*TRANSLATORS)
@require_http_methods(["GET", "POST"])
def translations(request: HttpRequest, *, forum: str, cycle: str, number: int) -> HttpResponse:
    """The translations of a paper with what is left of each; a new one is begun here."""
    paper = get_object_or_404(
        Paper.objects.select_related("cycle__forum", "cycle__scope"),
        cycle__scope__path=f"{forum}/{cycle}",
        number=number,
    )
    newest = newest_public(paper)
    form = _new(request, paper, newest) if newest else None
    made: list[Translation] = []
    if (
        form is not None
        and newest is not None
        and request.method == "POST"
        and saved(form, lambda: made.append(_begin(newest, form, by=_account(request))))
    ):
        key = made[0].pk
        return redirect("work-translation", forum=forum, cycle=cycle, number=number, key=key)
    page = Paginator(translations_at_work(paper), LISTED).get_page(request.GET.get("page"))
    context = {
        "paper": paper,
        "newest": newest,
        "form": form,
        "page": page,
        "translations": page.object_list,
        "is_maker": drafts(request.user, scope_of(request)),
    }
    return render(request, "synthesis/translating/translations.html", context)


def _new(request: HttpRequest, paper: Paper, newest: PaperVersion) -> NewTranslationForm:
    codes = [code for code, _name in settings.LANGUAGES]
    known = dict.fromkeys([*codes, *paper.cycle.forum.languages])
    known.pop(newest.front["language"], None)
    return NewTranslationForm(request.POST or None, languages=list(known))


def _begin(version: PaperVersion, form: NewTranslationForm, *, by: Account | None) -> Translation:
    given = form.cleaned_data
    return begin_translation(
        version,
        language=given["tongue"],
        translator=given["translator"],
        is_machine=given["is_machine"],
        by=by,
    )


@only_for(*TRANSLATORS)
@require_http_methods(["GET", "POST"])
def texts(request: HttpRequest, *, forum: str, cycle: str, number: int, key: int) -> HttpResponse:
    """Some of a translation's sentences, each beside its original, in one form."""
    found = _translation(forum, cycle, number, key)
    which = request.GET.get("show", "")
    which = which if which in SHOWN else ALL
    page = Paginator(texts_for_work(found, which), ROWS).get_page(request.GET.get("page"))
    rows = _sent(found, request.POST) or list(page.object_list)
    form = TextsForm(request.POST or None, rows=rows, language=found.language)
    wrong: dict[int, str] = {}
    if request.method == "POST" and saved(
        form, lambda: wrong.update(write_texts(found, written=form.written()))
    ):
        if not wrong:
            return redirect(f"{request.path}?show={which}&page={_next(page.number, which)}")
        _say(form, wrong)
    context = {
        "translation": found,
        "version": found.version,
        "form": form,
        "rows": rows,
        "page": page,
        "which": which,
        "shown": SHOWN,
        "is_maker": drafts(request.user, scope_of(request)),
        "counts": {"left": found.left, "stale": found.stale, "total": found.total},  # type: ignore[attr-defined]
    }
    return render(request, "synthesis/translating/texts.html", context)


def _sent(found: Translation, data: QueryDict) -> list[TranslatedText]:
    """The texts that a form was about: what a page shows may have changed since it was opened."""
    keys = [int(name[1:]) for name in data if _KEY.fullmatch(name)][:ROWS]
    return list(texts_for_work(found, ALL).filter(pk__in=keys)) if keys else []


def _next(number: int, which: str) -> int:
    """Of what is left, the next sentences have come to the place of those that were saved."""
    return number + 1 if which == ALL else number


def _say(form: TextsForm, wrong: Mapping[int, str]) -> None:
    """Each error at its field; a second press is then for what stands there now."""
    form.data = form.data.copy()  # type: ignore[attr-defined]
    for row in form.rows:
        if row.pk in wrong:
            form.add_error(f"t{row.pk}", wrong[row.pk])
    fresh = {
        row.pk: row.revision
        for row in form.rows[0].translation.texts.filter(pk__in=[one.pk for one in form.rows])
    }
    for key, revision in fresh.items():
        form.data[f"s{key}"] = str(revision)  # type: ignore[index]


@only_for(*TRANSLATORS)
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, *, forum: str, cycle: str, number: int, key: int) -> HttpResponse:
    """What is left, and the press that makes it public."""
    found = _translation(forum, cycle, number, key)
    form = PublishTranslationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and saved(form, lambda: publish_translation(found)):
        return redirect(
            "paper-translation",
            forum=forum,
            cycle=cycle,
            number=number,
            version=found.version.k,
            tongue=found.language,
            edition=found.edition,
        )
    context = {
        "translation": found,
        "version": found.version,
        "form": form,
        "is_maker": drafts(request.user, scope_of(request)),
        "counts": {"left": found.left, "stale": found.stale, "total": found.total},  # type: ignore[attr-defined]
    }
    return render(request, "synthesis/translating/publish.html", context)


def _translation(forum: str, cycle: str, number: int, key: int) -> Translation:
    rows = counted(Translation.objects.filter(pk=key))
    return get_object_or_404(
        rows.select_related("version__paper__cycle__scope"),
        version__paper__cycle__scope__path=f"{forum}/{cycle}",
        version__paper__number=number,
    )


def _account(request: HttpRequest) -> Account | None:
    return request.user if isinstance(request.user, Account) else None

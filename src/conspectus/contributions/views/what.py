"""Step 2: title, answers, documents. One form; whatever its buttons do, all of it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from conspectus.contributions.forms.contributing import (
    AddForm,
    AnswerForm,
    DocumentForm,
    WhatForm,
)
from conspectus.contributions.models import Contribution, Document, Version
from conspectus.contributions.queries.drafts import own_documents
from conspectus.contributions.services.by_mail_apart import add_apart, apart_of
from conspectus.contributions.services.documents import (
    add_file,
    add_text,
    change_document,
    move_document,
    remove_document,
)
from conspectus.contributions.services.drafting import (
    keep_typed,
    save_answer,
    save_what,
    typed_of,
)
from conspectus.contributions.services.files import keep_file, refuse_unreadable
from conspectus.contributions.services.reading import read_version
from conspectus.contributions.views.by_secret import contributor, to_page
from conspectus.contributions.views.draft import step, typed_now, under_work
from conspectus.core.errors import SiteError
from conspectus.core.file_store import drop_file
from conspectus.forums.models import Theme


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of the page; each document and answer has its own."""

    what: WhatForm
    answers: list[AnswerForm]
    documents: list[DocumentForm]
    add: AddForm

    def all(self) -> list[forms.Form]:
        """In the order in which they stand on the page."""
        return [self.what, *self.answers, *self.documents, self.add]


@contributor
def what(request: HttpRequest, contribution: Contribution, secret: str) -> HttpResponse:
    """Saves all that is right, adds what was chosen, then does what the button says."""
    version = under_work(contribution)
    if version is None:
        return to_page("draft", contribution, secret)
    themes = list(Theme.objects.filter(calls=contribution.call))
    shown = _forms(version, themes, _data(request, version), request.FILES)
    if request.method == "POST":
        done = _save(request, version, shown, themes)
        if done and request.POST.get("do") == "next":
            return to_page("draft-check", contribution, secret)
        if done:
            return to_page("draft-what", contribution, secret)
        # Documents that were added just now need forms of their own.
        shown = Forms(shown.what, shown.answers, _documents(version, themes, None), shown.add)
    return step(request, "what", version, secret, forms=shown, apart=apart_of(version))


def _data(request: HttpRequest, version: Version) -> Mapping[str, Any] | None:
    return request.POST if request.method == "POST" else typed_of(version, "what")


def _forms(
    version: Version,
    themes: list[Theme],
    data: Mapping[str, Any] | None,
    files: Any = None,  # noqa: ANN401
) -> Forms:
    call = version.contribution.call
    initial = {
        "title": version.title,
        "summary": version.summary,
        "language": version.language,
        "stance": version.as_written.get("stance", ""),
    }
    answers = {answer.question_id: answer for answer in version.answers.select_related("document")}
    return Forms(
        what=WhatForm(data, call=call, initial=initial),
        answers=[
            AnswerForm(data, question=question, answer=answers.get(question.pk))
            for question in call.questions.all()
        ],
        documents=_documents(version, themes, data),
        add=AddForm(data, files) if files is not None and data else AddForm(),
    )


def _documents(
    version: Version, themes: list[Theme], data: Mapping[str, Any] | None
) -> list[DocumentForm]:
    call = version.contribution.call
    return [
        DocumentForm(data, document=document, call=call, themes=themes)
        for document in own_documents(version)
    ]


def _save(request: HttpRequest, version: Version, shown: Forms, themes: list[Theme]) -> bool:
    """Whether all of it was right; what was right is saved in any case."""
    words = _save_words(request, version, shown, themes)
    added = _add(version, shown.add)
    added &= _tried(shown.add, lambda: add_apart(version, request.POST.get("do", "")))
    _act(request, shown)
    return words and added


def _save_words(request: HttpRequest, version: Version, shown: Forms, themes: list[Theme]) -> bool:
    right = True
    if shown.what.is_valid():
        given = shown.what.cleaned_data
        version.as_written = {**version.as_written, "stance": given.get("stance", "")}
        save_what(
            version, title=given["title"], summary=given["summary"], language=given["language"]
        )
    else:
        right = False
        keep_typed(version, step="what", typed=typed_now(request))
    for form in shown.answers:
        right &= _save_answer(version, form)
    by_slug = {theme.slug: theme for theme in themes}
    for about in shown.documents:
        if about.is_valid():
            given = about.cleaned_data
            change_document(
                about.document,
                title=given["title"],
                date=given["date"],
                language=given["language"],
                themes=[by_slug[slug] for slug in given.get("themes", ())],
            )
        else:
            right = False
    return right


def _save_answer(version: Version, form: AnswerForm) -> bool:
    def save() -> None:
        given = form.cleaned_data
        save_answer(
            version,
            question=form.question,
            text=given["text"],
            stance=given.get("stance", ""),
        )

    return _tried(form, save)


def _add(version: Version, form: AddForm) -> bool:
    """Adds each file that can be read, and the pasted text."""
    if not form.is_valid():
        return False
    right = True
    for upload in form.cleaned_data["file"]:
        right &= _tried(form, lambda upload=upload: _add_file(version, upload))  # type: ignore[misc]
    if form.cleaned_data["text"].strip():
        right &= _tried(
            form,
            lambda: add_text(
                version, text=form.cleaned_data["text"], title=form.cleaned_data["text_title"]
            ),
        )
    if version.documents.filter(read__isnull=True).exists():
        read_version.enqueue(version.pk)
    return right


def _add_file(version: Version, upload: Any) -> None:  # noqa: ANN401 - Django's uploaded file
    kept = keep_file(upload, name=upload.name or "")
    try:
        refuse_unreadable(kept)
        add_file(version, kept=kept)
    except SiteError:
        drop_file(kept.path)
        raise


def _act(request: HttpRequest, shown: Forms) -> None:
    """The buttons beside a document: "up-12", "down-12", "remove-12"."""
    action, _dash, key = request.POST.get("do", "").partition("-")
    mine: dict[str, Document] = {str(form.document.pk): form.document for form in shown.documents}
    document = mine.get(key)
    if document is None:
        return
    if action == "remove":
        remove_document(document)
    elif action in {"up", "down"}:
        move_document(document, by=-1 if action == "up" else 1)


def _tried(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form is right and the service took it; else its sentence stands in the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except SiteError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return False
    return True

"""The forms of a contributor: who, what, how it is published, and all of it on one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from functools import lru_cache
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from conspectus.contributions.forms.manage_calls import PUBLISH_NAMES
from conspectus.contributions.models import Answer, Call, Document, Question, Version
from conspectus.contributions.models.calls import Publish
from conspectus.contributions.services.drafting import Who
from conspectus.contributions.services.receiving import Submission
from conspectus.core.forms import DayField, LinesField, PlainForm, language_name
from conspectus.core.text import LANGUAGES, in_language
from conspectus.forums.models import Theme
from conspectus.people.models import StakeholderGroup

OTHER_LANGUAGES = "bn de el fa he hi id it ja ko ms ne nl pl pt sw ta th tr uk ur vi".split()
"""Offered beside the six of the United Nations; a call may name others."""

STANCES = [
    ("", _("No answer")),
    (Answer.Stance.FOR, _("For")),
    (Answer.Stance.AGAINST, _("Against")),
    (Answer.Stance.CONDITIONAL, _("Under conditions")),
]
MOST_SIGNERS = 100


def language_choices(call: Call) -> list[tuple[str, str]]:
    """The call's languages first, then the others that can be named."""
    return _language_choices(tuple(call.languages), get_language() or "en")


@lru_cache(maxsize=256)
def _language_choices(first: tuple[str, ...], _shown_in: str) -> list[tuple[str, str]]:
    offered = dict.fromkeys([*first, *LANGUAGES, *OTHER_LANGUAGES])
    return [(code, language_name(code)) for code in offered]


class WhoForm(PlainForm):
    """Step 1: an address, and who signs."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The link to your draft and the receipt go there. It is not published."),
        widget=forms.EmailInput({"autocomplete": "email", "dir": "ltr"}),
    )
    capacity = forms.ChoiceField(
        label=_("Who signs"),
        choices=[
            (Version.Capacity.ORGANISATION, _("One or more organisations")),
            (Version.Capacity.PERSONAL, _("A person, in a personal capacity")),
        ],
        initial=Version.Capacity.ORGANISATION,
        widget=forms.RadioSelect,
    )
    organisations = LinesField(
        label=_("Organisations that sign"),
        help_text=_("One a line, in the order in which they sign."),
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )
    person = forms.CharField(
        label=_("Your name"),
        help_text=_("Printed only where you sign as a person; else for questions."),
        required=False,
        max_length=200,
        widget=forms.TextInput({"autocomplete": "name", "dir": "auto"}),
    )
    on_behalf_of = LinesField(
        label=_("On behalf of"),
        help_text=_("Others who are bound by this text; one a line."),
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )
    country = forms.CharField(
        label=_("Country or region"),
        help_text=_("Also “global”, “regional” or “prefers not to say”."),
        required=False,
        max_length=200,
        widget=forms.TextInput({"autocomplete": "country-name", "dir": "auto"}),
    )
    group = forms.ChoiceField(label=_("Stakeholder group"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        call: Call,
        groups: Iterable[StakeholderGroup] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        if groups is None:
            tree = call.cycle.forum.group_tree_id
            groups = StakeholderGroup.objects.filter(tree_id=tree)
        self._groups = {group.slug: group for group in groups}
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            ("", gettext("Not said")),
            *((slug, in_language(group.names)[0]) for slug, group in self._groups.items()),
        ]

    def clean(self) -> dict[str, Any]:
        """Somebody has to sign."""
        given = super().clean()
        personal = given.get("capacity") == Version.Capacity.PERSONAL
        if personal and not given.get("person"):
            self.add_error("person", gettext("Write the name under which you sign."))
        if not personal and not given.get("organisations"):
            self.add_error(
                "organisations",
                gettext("Write who signs, or choose that you sign in a personal capacity."),
            )
        for name in ("organisations", "on_behalf_of"):
            if len(given.get(name) or ()) > MOST_SIGNERS:
                self.add_error(name, gettext("At most 100 names; send the others in the text."))
            given[name] = [line[:300] for line in given.get(name) or ()]
        return given

    def who(self) -> Who:
        """What was typed, for the services."""
        given = self.cleaned_data
        return Who(
            person=given["person"],
            capacity=given["capacity"],
            organisations=given["organisations"],
            on_behalf_of=given["on_behalf_of"],
            country=given["country"],
            group=self._groups.get(given["group"]),
        )


def initial_who(version: Version) -> dict[str, object]:
    """The first step as it was saved."""
    written = version.as_written
    return {
        "email": version.contribution.email,
        "capacity": version.capacity,
        "organisations": written.get("organisations", ()),
        "person": written.get("person", ""),
        "on_behalf_of": written.get("on_behalf_of", ()),
        "country": written.get("country", ""),
        "group": version.group.slug if version.group else "",
    }


class WhatForm(PlainForm):
    """Step 2: title, summary, language; the documents have forms of their own."""

    title = forms.CharField(
        label=_("Title"), max_length=300, widget=forms.TextInput({"dir": "auto"})
    )
    language = forms.ChoiceField(label=_("Language"))
    summary = forms.CharField(
        label=_("Summary"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )
    stance = forms.ChoiceField(
        label=_("For or against"), choices=STANCES, required=False, widget=forms.RadioSelect
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        call: Call,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        _set_choices(self, "language", language_choices(call))
        if not call.asks_stance:
            del self.fields["stance"]


class AnswerForm(PlainForm):
    """An answer to one question of the call; fields are named ``q<key>-text``."""

    text = forms.CharField(
        label=_("Answer"),
        required=False,
        max_length=1_000_000,
        widget=forms.Textarea({"rows": 5, "dir": "auto"}),
    )
    stance = forms.ChoiceField(
        label=_("For or against"), choices=STANCES, required=False, widget=forms.RadioSelect
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, question: Question, answer: Answer | None
    ) -> None:
        document = answer.document if answer else None
        initial = {
            "text": document.extracted if document else "",
            "stance": answer.stance if answer else "",
        }
        super().__init__(data, prefix=f"q{question.pk}", initial=initial)
        self.question = question
        self.fields["text"].label = in_language(question.texts)[0]
        self.fields["text"].required = question.required
        if not question.asks_stance:
            del self.fields["stance"]


class DocumentForm(PlainForm):
    """What is said of one document; fields are named ``d<key>-title``."""

    title = forms.CharField(
        label=_("Title of the document"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"dir": "auto"}),
    )
    date = DayField(label=_("Date of the document"), required=False)
    language = forms.ChoiceField(label=_("Language of the document"), required=False)
    themes = forms.MultipleChoiceField(
        label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        document: Document,
        call: Call,
        themes: Iterable[Theme],
    ) -> None:
        initial = {
            "title": document.title,
            "date": document.date,
            "language": document.language,
            "themes": [theme.slug for theme in document.themes.all()] if document.pk else [],
        }
        super().__init__(data, prefix=f"d{document.pk}", initial=initial)
        self.document = document
        _set_choices(self, "language", [("", gettext("As above")), *language_choices(call)])
        offered = [(theme.slug, in_language(theme.names)[0]) for theme in themes]
        _set_choices(self, "themes", offered)
        if not offered:
            del self.fields["themes"]


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Gives a list of what was chosen."""

    widget = FilesInput

    def clean(self, data: object, initial: object = None) -> Any:  # noqa: ANN401, ARG002 - Django's own
        """Each file is looked at by the service that keeps it."""
        chosen = data if isinstance(data, list | tuple) else [data]
        return [one for one in chosen if isinstance(one, UploadedFile)]


class AddForm(PlainForm):
    """What is added to a draft: files, or one pasted text with its title."""

    file = FilesField(
        label=_("Files"),
        required=False,
        help_text=_("PDF, Word, OpenDocument, text and others; at most 25 MB each."),
    )
    text_title = forms.CharField(
        label=_("Title of the pasted text"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"dir": "auto"}),
    )
    text = forms.CharField(
        label=_("Or paste a text"),
        required=False,
        help_text=_("An empty line ends a paragraph; “# ” begins a heading, “- ” a list item."),
        max_length=5_000_000,
        strip=False,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
    )


class CorrectionForm(PlainForm):
    """The text of one document with its marks."""

    text = forms.CharField(
        label=_("Text to be published"),
        required=False,
        max_length=6_000_000,
        strip=False,
        help_text=_("An empty line ends a paragraph; “# ” begins a heading, “- ” a list item."),
        widget=forms.Textarea({"rows": 30, "dir": "auto"}),
    )


class TermsForm(forms.Form):
    """The last step: how it is published, and the consent."""

    publish = forms.ChoiceField(
        label=_("How it is published"),
        choices=list(PUBLISH_NAMES.items()),
        widget=forms.RadioSelect,
    )
    agree = forms.BooleanField(
        label=_("I agree"),
        error_messages={"required": _("Without your consent it cannot be received.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        call: Call,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {"publish": call.publish_default}))
        self.fields["agree"].label = agreement(call)


def agreement(call: Call) -> str:
    """What is agreed to: the call's own words, else the licence."""
    words = in_language(call.consents)[0]
    return words or gettext(
        "I may send this, and it may be published under %(licence)s and used in the Forum's papers."
    ) % {"licence": call.licence}


class OnePageForm(WhoForm):
    """Everything on one page, for a contribution of one text."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    title = forms.CharField(
        label=_("Title"), max_length=300, widget=forms.TextInput({"dir": "auto"})
    )
    language = forms.ChoiceField(label=_("Language"))
    summary = forms.CharField(
        label=_("Summary"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )
    text = forms.CharField(
        label=_("Text"),
        help_text=_("An empty line ends a paragraph; “# ” begins a heading, “- ” a list item."),
        max_length=5_000_000,
        widget=forms.Textarea({"rows": 14, "dir": "auto"}),
    )
    publish = TermsForm.base_fields["publish"]
    agree = TermsForm.base_fields["agree"]

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        call: Call,
        groups: Iterable[StakeholderGroup] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, call=call, groups=groups, initial=initial)
        _set_choices(self, "language", language_choices(call))
        self.fields["agree"].label = agreement(call)
        self.fields["publish"].initial = Publish(call.publish_default)

    def filled(self, data: Mapping[str, Any]) -> OnePageForm:
        """This form with what was typed. Its fields are the same: none is changed by reading it.

        Making them anew takes longer than all that is then done with what was typed.
        """
        made: Any = copy(self)  # as Django's own `__init__` begins, but for its copy of the fields
        made.data, made.files, made.is_bound = data, {}, True
        made._errors, made._bound_fields_cache = None, {}  # noqa: SLF001
        return made  # type: ignore[no-any-return]

    def _clean_fields(self) -> None:
        """As Django's, without an object for how each field is shown: mostly it is not."""
        for name, field in self.fields.items():
            typed = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            try:
                self.cleaned_data[name] = field.clean(typed)
            except forms.ValidationError as error:
                self.add_error(name, error)

    def submission(self) -> Submission:
        """What was typed, for the service."""
        given = self.cleaned_data
        return Submission(
            email=given["email"],
            who=self.who(),
            title=given["title"],
            summary=given["summary"],
            text=given["text"],
            language=given["language"],
            publish=given["publish"],
        )


def _set_choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so in this module
    field.choices = choices

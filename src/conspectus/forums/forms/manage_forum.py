"""Forms about a forum: what it is, its mandate, its words."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import SlugField, TextsForm, language_name
from conspectus.core.text import LANGUAGES
from conspectus.forums.models import Forum, GlossaryEntry, MandateParagraph
from conspectus.people.forms.accounts import ROLE_NAMES

Data = Mapping[str, Any] | None


def _zones() -> list[tuple[str, str]]:
    return [(name, name) for name in sorted(zoneinfo.available_timezones()) if "/" in name]


class NewForumForm(TextsForm):
    """The least that a forum needs: a name and an address; the rest has a default."""

    name = forms.CharField(
        label=_("Name of the forum"), max_length=300, widget=forms.TextInput({"dir": "auto"})
    )
    language = forms.ChoiceField(label=_("Language of this name"))
    slug = SlugField(example="igf")
    contact = forms.EmailField(
        label=_("Contact address"), required=False, widget=forms.EmailInput({"dir": "ltr"})
    )
    time_zone = forms.ChoiceField(label=_("Time zone of deadlines"), initial="UTC")

    def __init__(self, data: Data, *, language: str = "en") -> None:
        super().__init__(data, initial={"language": language})
        _offer(self, "language", [(code, language_name(code)) for code in LANGUAGES])
        _offer(self, "time_zone", [("UTC", "UTC"), *_zones()])


class ForumForm(TextsForm):
    """What a forum says of itself, in each of its languages, and the titles of its roles."""

    languages = forms.MultipleChoiceField(
        label=_("Working languages"), widget=forms.CheckboxSelectMultiple
    )
    time_zone = forms.ChoiceField(label=_("Time zone of deadlines"))
    contact = forms.EmailField(label=_("Contact address"), required=False)
    second_factor = forms.BooleanField(
        label=_("Secretariat and rapporteurs need a second factor"), required=False
    )

    def __init__(self, data: Data, *, forum: Forum) -> None:
        super().__init__(
            data,
            initial={
                "languages": forum.languages,
                "time_zone": forum.time_zone,
                "contact": forum.contact,
                "second_factor": forum.settings.get("second_factor") is True,
            },
        )
        _offer(self, "languages", [(code, language_name(code)) for code in LANGUAGES])
        _offer(self, "time_zone", [("UTC", "UTC"), *_zones()])
        self.add_texts("names", str(_("Name")), forum.languages, texts=forum.names, required=True)
        self.add_texts(
            "descriptions",
            str(_("What it is")),
            forum.languages,
            texts=forum.descriptions,
            lines=4,
        )
        for role, usual in ROLE_NAMES.items():
            self.fields[f"title_{role.value}"] = forms.CharField(
                label=str(_("Title of the role: %(role)s")) % {"role": usual},
                required=False,
                max_length=100,
                initial=forum.role_titles.get(role.value, ""),
            )
        self.order_fields([name for name in self.fields if name.startswith(("names", "desc"))])

    def role_titles(self) -> dict[str, str]:
        """Role → title as printed, where it is not the usual one."""
        return {role.value: self.cleaned_data[f"title_{role.value}"] for role in ROLE_NAMES}


class MandateForm(TextsForm):
    """One paragraph of the mandate."""

    instrument = forms.CharField(
        label=_("Instrument"), max_length=200, help_text=_("Such as: Tunis Agenda")
    )
    number = forms.CharField(
        label=_("Paragraph"), max_length=40, help_text=_("Such as: para. 72 (b)")
    )

    def __init__(self, data: Data, *, forum: Forum, paragraph: MandateParagraph | None) -> None:
        initial = (
            {"instrument": paragraph.instrument, "number": paragraph.number} if paragraph else {}
        )
        super().__init__(data, initial=initial)
        texts = paragraph.texts if paragraph else {}
        self.add_texts(
            "texts", str(_("Text")), forum.languages, texts=texts, required=True, lines=4
        )


class GlossaryForm(forms.Form):
    """A term and its meaning in one language."""

    language = forms.ChoiceField(label=_("Language"))
    term = forms.CharField(label=_("Term"), max_length=100)
    meaning = forms.CharField(label=_("Meaning"), max_length=500)

    def __init__(self, data: Data, *, forum: Forum, entry: GlossaryEntry | None = None) -> None:
        initial = (
            {"language": entry.language, "term": entry.term, "meaning": entry.meaning}
            if entry
            else {"language": forum.languages[0]}
        )
        super().__init__(data, initial=initial)
        _offer(self, "language", [(code, language_name(code)) for code in forum.languages])


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices

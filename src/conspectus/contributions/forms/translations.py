"""A translation of a contribution: begun, written, ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conspectus.contributions.models import VersionTranslation
from conspectus.core.forms import PlainForm, language_name
from conspectus.core.text import direction


def _translator() -> forms.CharField:
    return forms.CharField(
        label=_("Translated by"),
        max_length=300,
        widget=forms.TextInput({"dir": "auto"}),
        help_text=_("A person with full name, or the name of the machine. It is published."),
    )


class BeginForm(PlainForm):
    """Into which language, and who translates."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, languages: Sequence[str]) -> None:
        super().__init__(data)
        self.fields["tongue"] = forms.ChoiceField(
            label=_("Into which language"),
            choices=[(code, language_name(code)) for code in languages],
        )
        self.fields["translator"] = _translator()
        self.fields["is_machine"] = forms.BooleanField(label=_("This is a machine"), required=False)


class WriteForm(PlainForm):
    """The translation; a file takes the place of the text."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,  # noqa: ANN401 - Django's
        *,
        translation: VersionTranslation,
    ) -> None:
        super().__init__(data, files)
        own = {"lang": translation.language, "dir": direction(translation.language)}
        self.fields["title"] = forms.CharField(
            label=_("Title"),
            required=False,
            initial=translation.title,
            max_length=300,
            widget=forms.TextInput(own),
        )
        self.fields["translator"] = _translator()
        self.fields["translator"].initial = translation.translator
        self.fields["is_machine"] = forms.BooleanField(
            label=_("This is a machine"), required=False, initial=translation.is_machine
        )
        self.fields["text"] = forms.CharField(
            label=_("Translation"),
            required=False,
            initial=translation.text,
            max_length=6_000_000,
            strip=False,
            help_text=_("An empty line ends a paragraph; “# ” begins a heading, “- ” a list item."),
            widget=forms.Textarea({**own, "rows": 20}),
        )
        self.fields["file"] = forms.FileField(
            label=_("Or take the text from a file"),
            required=False,
            help_text=_("The text is read from it; the file itself is not kept."),
        )
        self.fields["sure"] = forms.BooleanField(
            label=_("Publish it: this edition does not change any more"), required=False
        )

    def clean(self) -> dict[str, Any]:
        """Publishing is for good: it is asked for once more."""
        given = super().clean()
        if self.data.get("do") == "publish" and not given.get("sure"):
            self.add_error("sure", str(_("Tick this to publish.")))
        return given


class EndForm(PlainForm):
    """Why a translation is not to be shown; the words are published."""

    note = forms.CharField(
        label=_("What is wrong with it"),
        required=False,
        max_length=1_000,
        help_text=_("It is published with your decision, at once."),
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )

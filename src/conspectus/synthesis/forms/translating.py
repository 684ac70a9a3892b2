"""A translation: begun, and written sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import PlainForm, language_name
from conspectus.core.text import direction
from conspectus.synthesis.models import TranslatedText
from conspectus.synthesis.services.translating import Written

LONGEST = 4_000


class NewTranslationForm(PlainForm):
    """Into which language, and who translates."""

    def __init__(self, data: object = None, *, languages: Sequence[str]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["tongue"] = forms.ChoiceField(
            label=_("Into which language"),
            choices=[(code, language_name(code)) for code in languages],
        )
        self.fields["translator"] = forms.CharField(
            label=_("Translated by"),
            max_length=300,
            widget=forms.TextInput({"dir": "auto"}),
            help_text=_("A person with full name, or the name of the machine. It is published."),
        )
        self.fields["is_machine"] = forms.BooleanField(label=_("This is a machine"), required=False)


class TextsForm(PlainForm):
    """One page of a translation: for each sentence a field; hidden, what the page showed."""

    def __init__(
        self, data: object = None, *, rows: Sequence[TranslatedText], language: str
    ) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.rows = list(rows)
        for row in self.rows:
            self._add(row, language)

    def _add(self, row: TranslatedText, language: str) -> None:
        number = row.sentence.paragraph if row.sentence else ""
        self.fields[f"t{row.pk}"] = forms.CharField(
            label=_("Paragraph %(number)s") % {"number": number} if number else _("Heading"),
            required=False,
            initial=row.text,
            max_length=LONGEST,
            widget=forms.Textarea({"rows": 3, "lang": language, "dir": direction(language)}),
        )
        if row.stale:
            self.fields[f"r{row.pk}"] = forms.BooleanField(label=_("Still right"), required=False)
        self.fields[f"s{row.pk}"] = forms.IntegerField(
            initial=row.revision, min_value=0, widget=forms.HiddenInput
        )

    def written(self) -> dict[int, Written]:
        """What was sent, by key of the text."""
        given = self.cleaned_data
        return {
            row.pk: Written(
                text=given.get(f"t{row.pk}", ""),
                seen=given.get(f"s{row.pk}", -1),
                still_right=bool(given.get(f"r{row.pk}")),
            )
            for row in self.rows
            if f"t{row.pk}" in given
        }


class PublishTranslationForm(PlainForm):
    """Publishing is for good: it is asked for once more."""

    sure = forms.BooleanField(
        label=_("Publish it: this edition does not change any more"),
        error_messages={"required": _("Tick this to publish.")},
    )

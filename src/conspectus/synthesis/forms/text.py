"""Forms of the text of a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import PlainForm

MOST_WORDS = 4_000
"""Characters of a sentence."""


class SentenceForm(PlainForm):
    """The words of a sentence."""

    text = forms.CharField(
        label=_("Text"), max_length=MOST_WORDS, widget=forms.Textarea({"rows": 5, "dir": "auto"})
    )

    def clean_text(self) -> str:
        """On one line, as a sentence stands in a paper."""
        return " ".join(str(self.cleaned_data["text"]).split())


class AddedForm(SentenceForm):
    """A sentence of the rapporteur's own, behind another."""

    prefix = "added"


class LeaveOutForm(PlainForm):
    """Why a sentence is left out; its holders are told so."""

    prefix = "out"
    why = forms.CharField(
        label=_("Leave out because"), max_length=300, widget=forms.TextInput({"dir": "auto"})
    )


class BehindForm(PlainForm):
    """Behind which sentence of its section a sentence is put."""

    prefix = "behind"
    behind = forms.ChoiceField(label=_("Put behind"))

    def __init__(
        self, data: Mapping[str, Any] | None, *, choices: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        self.fields["behind"].choices = choices  # type: ignore[attr-defined]


class HeadingForm(PlainForm):
    """The heading of a section."""

    prefix = "heading"
    heading = forms.CharField(
        label=_("Heading"), max_length=200, widget=forms.TextInput({"dir": "auto"})
    )


class WordForm(forms.Form):
    """An edited Word file of the draft."""

    file = forms.FileField(label=_("Edited Word file"), widget=forms.FileInput({"accept": ".docx"}))

"""What can be decided on the pages of a paper's map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import LinesField, PlainForm
from conspectus.synthesis.map_words import STANCES
from conspectus.synthesis.models import MappedTheme, MappedView

LARGEST_FILE = 1_000_000


class _Reasoned(PlainForm):
    """Each says why; the reason is in the list of corrections and in the file."""

    why = forms.CharField(label=_("Why"), max_length=500, required=False)


class TickedForm(_Reasoned):
    """What is done with the ticked passages, or with ticked views."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    stance = forms.ChoiceField(
        label=_("Stance"), required=False, choices=[("", "…"), *STANCES.items()]
    )
    field_order = ("why", "theme", "stance")

    def __init__(self, data: Any, *, themes: Sequence[MappedTheme]) -> None:  # noqa: ANN401 - what a form takes
        super().__init__(data, auto_id="ticked_%s")
        field = self.fields["theme"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "…"), *((one.theme, one.name) for one in themes)]


class WordingForm(_Reasoned):
    """The canonical wording of a view."""

    text = forms.CharField(
        label=_("Wording"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("A clause without a full stop, as it follows “holds that”."),
    )
    field_order = ("text", "why")

    def __init__(self, data: Any, *, view: MappedView) -> None:  # noqa: ANN401 - what a form takes
        super().__init__(data, auto_id="wording_%s", initial={"text": view.wording})


class TogetherForm(_Reasoned):
    """Another view, with which this one is merged or to which it is opposed."""

    other = forms.ChoiceField(label=_("The other view"), required=False, widget=forms.RadioSelect)
    field_order = ("other", "why")

    def __init__(self, data: Any, *, near: Sequence[MappedView]) -> None:  # noqa: ANN401 - what a form takes
        super().__init__(data, auto_id="together_%s")
        field = self.fields["other"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.view, f"{one.wording[:160]} ({one.n})") for one in near]


class AliasForm(_Reasoned):
    """Other names under which a holder stands in the contributions."""

    holder = forms.ChoiceField(label=_("Holder"), required=False)
    names = LinesField(
        label=_("Other names of it"),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("One a line; whatever was said under them counts as said by this holder."),
    )
    field_order = ("holder", "names", "why")

    def __init__(self, data: Any, *, view: MappedView) -> None:  # noqa: ANN401 - what a form takes
        super().__init__(data, auto_id="alias_%s")
        field = self.fields["holder"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(name, name) for _id, name in view.holders]


class FileForm(PlainForm):
    """A file of corrections, or its text when it has been shown and is to be taken in."""

    file = forms.FileField(label=_("corrections.toml"), required=False)
    text = forms.CharField(required=False, widget=forms.HiddenInput, max_length=LARGEST_FILE)

    def clean_file(self) -> UploadedFile[Any] | None:
        """Not larger than a file of corrections can be."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("This file is too large for a file of corrections."))
        return file

"""Sending a ZIP file or a spreadsheet to be imported."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from conspectus.core.text import in_language
from conspectus.forums.models import Cycle

TABLES = frozenset({".csv", ".tsv", ".xlsx", ".ods"})


class ImportForm(forms.Form):
    """The file, the call that it belongs to, and whether to publish at once."""

    file = forms.FileField(
        label=_("ZIP file or spreadsheet"),
        help_text=_(
            "A ZIP file of a folder with its manifest (submissions.csv) and the files that it "
            "names, or a spreadsheet with a row for each contribution."
        ),
    )
    call = forms.ChoiceField(label=_("Call"))
    publish = forms.BooleanField(label=_("Publish at once, as each row allows"), required=False)

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        choices = [(one.slug, in_language(one.titles)[0] or one.slug) for one in cycle.calls.all()]
        call = self.fields["call"]
        if isinstance(call, forms.ChoiceField):
            call.choices = choices or [("contributions", _("A new call"))]

    def clean_file(self) -> UploadedFile[Any]:
        """Something that can be imported, by its name; the job looks inside."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        suffix = PurePath(str(file.name)).suffix.lower()
        if suffix not in TABLES | {".zip"}:
            raise forms.ValidationError(
                _("Send a ZIP file, or a spreadsheet as CSV, TSV, XLSX or ODS.")
            )
        return file

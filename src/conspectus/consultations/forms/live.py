"""What the secretariat says while a meeting goes on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conspectus.consultations.models import Meeting
from conspectus.core.forms import PlainForm
from conspectus.core.text import in_language


class ItemForm(PlainForm):
    """Which item of the agenda is discussed."""

    item = forms.TypedChoiceField(
        label=_("Item that is discussed"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Mapping[str, Any] | None, *, meeting: Meeting) -> None:
        super().__init__(data, initial={"item": meeting.live.item or ""})
        field = self.fields["item"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = [
            ("", _("None")),
            *(
                (str(number), f"{number}. {in_language(item)[0]}")
                for number, item in enumerate(meeting.agenda, start=1)
            ),
        ]

"""Forms of corrections: of the speaker, and of the secretariat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from conspectus.consultations.models import Correction
from conspectus.consultations.services.correcting import ACCEPT, REFUSE
from conspectus.core.forms import PlainForm


class CorrectionForm(PlainForm):
    """What was said, by who said it."""

    text = forms.CharField(
        label=_("What you said"),
        max_length=100_000,
        help_text=_("Correct what was taken down wrongly; what was said is not rewritten."),
        widget=forms.Textarea({"rows": 12, "dir": "auto"}),
    )
    note = forms.CharField(
        label=_("Where the recording has it"),
        required=False,
        max_length=1000,
        help_text=_("Minute and second, or what tells it."),
    )


class DecisionsForm(PlainForm):
    """What becomes of corrections that wait; one list, one button."""

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - Django's
        *,
        corrections: Sequence[Correction],
    ) -> None:
        super().__init__(data)
        self._waiting = [one for one in corrections if one.state == Correction.State.WAITING]
        for one in self._waiting:
            number = {"number": one.intervention.number}
            self.fields[f"do_{one.pk}"] = forms.ChoiceField(
                label=gettext("Correction of intervention %(number)s") % number,
                required=False,
                choices=[
                    ("", gettext("not decided yet")),
                    (ACCEPT, gettext("accept: the recording says so")),
                    (REFUSE, gettext("refuse")),
                ],
            )
            self.fields[f"answer_{one.pk}"] = forms.CharField(
                label=gettext("Reason, intervention %(number)s") % number,
                required=False,
                max_length=1000,
            )

    def decisions(self) -> dict[int, tuple[str, str]]:
        """Key of a correction → what is done, and why."""
        given = self.cleaned_data
        return {
            one.pk: (given[f"do_{one.pk}"], given[f"answer_{one.pk}"])
            for one in self._waiting
            if given[f"do_{one.pk}"]
        }

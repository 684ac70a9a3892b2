"""What the secretariat says when a contribution's way ends: a reason, another, or a last yes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from conspectus.contributions.models import Contribution
from conspectus.contributions.services.withdrawing import REFUSALS
from conspectus.core.forms import PlainForm


class EndingForm(PlainForm):
    """A form about one contribution."""

    def __init__(self, *args: Any, contribution: Contribution, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        self.contribution = contribution


class RefusalForm(EndingForm):
    """One reason of the public list."""

    reason = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect, choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        reasons = self.fields["reason"]
        if isinstance(reasons, forms.ChoiceField):
            reasons.choices = [(key, gettext(words)) for key, words in REFUSALS.items()]


class WithdrawalForm(EndingForm):
    """That its contributor asked for it, and how."""

    asked = forms.CharField(
        label=_("How its contributor asked for it"),
        max_length=300,
        help_text=_("For instance: by a letter of 3 May. It stays in the history of the desk."),
        widget=forms.TextInput({"dir": "auto"}),
    )


class JoiningForm(EndingForm):
    """The other contribution, of which this one is a copy."""

    number = forms.IntegerField(
        label=_("Number of the other contribution"), min_value=1, max_value=2**31 - 1
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        self.other: Contribution | None = None

    def clean_number(self) -> int:
        """A number of this cycle."""
        number = int(self.cleaned_data["number"])
        rows = Contribution.objects.filter(cycle=self.contribution.cycle_id, number=number)
        self.other = rows.first()
        if self.other is None:
            raise ValidationError(gettext("No contribution of this cycle has this number."))
        return number


class ErasureForm(EndingForm):
    """The reason, which is public for ever, and a last yes."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_(
            "It stays in the public record for ever: name the law or the request, and nobody."
        ),
        widget=forms.TextInput({"dir": "auto"}),
    )
    sure = forms.BooleanField(label=_("I know that this cannot be undone."))

"""Forms of participants."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import PlainForm


class BeginForm(PlainForm):
    """Where the link to respond is sent."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send a link. No name and no address is kept with your answers."),
        widget=forms.EmailInput({"dir": "ltr", "autocomplete": "email"}),
    )


class ProposeForm(PlainForm):
    """One sentence."""

    text = forms.CharField(
        label=_("Your proposition"),
        max_length=280,
        help_text=_("One sentence that one can agree or disagree with."),
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )


class AnswerForm(PlainForm):
    """An answer to one proposition."""

    number = forms.IntegerField(min_value=1, max_value=10**9)
    answer = forms.TypedChoiceField(choices=[("1", "1"), ("0", "0"), ("-1", "-1")], coerce=int)

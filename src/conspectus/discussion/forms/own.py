"""What an author does with a post of one's own."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import PlainForm


class AppealForm(PlainForm):
    """Why a decision was wrong; somebody else reads it."""

    text = forms.CharField(
        label=_("Why you think that the decision was wrong"),
        max_length=3_000,
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
    )

"""The form of a token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import PlainForm
from conspectus.people.services.tokens import CAPTIONS, CONTRIBUTE, MANAGE

DAYS = [("30", _("30 days")), ("90", _("90 days")), ("365", _("a year"))]


class TokenForm(PlainForm):
    """What a token is for, and how long it counts."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        help_text=_("By which you know the program that uses it."),
        widget=forms.TextInput({"dir": "auto"}),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(label=_("How long it counts"), choices=DAYS, coerce=int)

    def __init__(self, data: Mapping[str, Any] | None, *, scopes: Sequence[str]) -> None:
        super().__init__(data, initial={"scopes": [CONTRIBUTE], "days": "90"})
        field = self.fields["scopes"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(one, scope_name(one)) for one in scopes]


def scope_name(scope: str) -> str:
    """What a scope is called."""
    if scope == CONTRIBUTE:
        return gettext("Send contributions in your name, and manage your own")
    if scope.startswith(CAPTIONS):
        path = scope.removeprefix(CAPTIONS)
        if not path:
            return gettext("Send live captions of the meetings of all forums")
        return gettext("Send live captions of the meetings of %(forum)s") % {"forum": path}
    path = scope.removeprefix(MANAGE)
    if not path:
        return gettext("Manage the contributions of all forums")
    return gettext("Manage the contributions of %(forum)s") % {"forum": path}

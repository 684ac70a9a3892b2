"""Forms about accounts and their roles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from conspectus.core.forms import DayField, PlainForm
from conspectus.core.models import Scope
from conspectus.people.models import Account
from conspectus.people.queries.roles import where, with_names
from conspectus.people.rules import Role

ROLE_NAMES = {
    Role.SECRETARIAT: _("Secretariat"),
    Role.RAPPORTEUR: _("Rapporteur"),
    Role.CHAIR: _("Chair"),
    Role.MEMBER: _("Member"),
    Role.COORDINATOR: _("Coordinator"),
    Role.MODERATOR: _("Moderator"),
    Role.TRANSLATOR: _("Translator"),
}
"""Usual titles of the roles; a forum may print others (``Forum.role_titles``)."""


class AccountForm(PlainForm):
    """Name and language of one's own account."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("As it is to be printed, without titles, in your own order of names."),
        widget=forms.TextInput({"autocomplete": "name", "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language of mails"), choices=settings.LANGUAGES)

    @classmethod
    def of(cls, account: Account, data: Mapping[str, Any] | None) -> AccountForm:
        """The form with what the account says now."""
        name = account.person.name if account.person else ""
        return cls(data, initial={"name": name, "language": account.language})


class ScopeField(forms.ModelChoiceField):  # type: ignore[type-arg] # has none when it runs
    """One of some scopes, by the names of their forums and cycles."""

    def label_from_instance(self, obj: Scope) -> str:
        """As a mail says where a role counts."""
        return where(obj)


class RoleForm(PlainForm):
    """A role for the holder of an address."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Whoever has no account yet gets one and signs in by e-mail."),
        widget=forms.EmailInput({"dir": "ltr"}),
    )
    name = forms.CharField(
        label=_("Name"), max_length=200, required=False, widget=forms.TextInput({"dir": "auto"})
    )
    role = forms.ChoiceField(label=_("Role"), choices=list(ROLE_NAMES.items()))
    scope = ScopeField(
        label=_("Where"), queryset=Scope.objects.none(), to_field_name="path", empty_label=None
    )
    title = forms.CharField(
        label=_("Title as printed"),
        max_length=100,
        required=False,
        help_text=_("Only if it is another than the usual one."),
    )
    until = DayField(label=_("Last day"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, within: Scope) -> None:
        super().__init__(data)
        scopes = Scope.objects.filter(Q(pk=within.pk) | Q(parent=within))
        field = self.fields["scope"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = with_names(scopes).order_by("path")

    def last_moment(self) -> dt.datetime | None:
        """The end of the last day, in universal time."""
        day: dt.date | None = self.cleaned_data["until"]
        return dt.datetime.combine(day, dt.time.max, tzinfo=dt.UTC) if day else None

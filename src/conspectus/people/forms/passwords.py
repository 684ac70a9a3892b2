"""A new password: whoever knew the old one may have made tokens, which do not end by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.core import context
from django import forms
from django.contrib import messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from conspectus.core.clock import stamp
from conspectus.people.services.tokens import live_tokens, revoke_tokens

if TYPE_CHECKING:
    from conspectus.people.models import Account

END = "end_tokens"


class WithoutPlaceholders:
    """Fields say in their labels what they are; the library says it once more, in its own words."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - the library's
        super().__init__(*args, **more)
        for field in self.fields.values():  # type: ignore[attr-defined] # a form has them
            field.widget.attrs.pop("placeholder", None)


class SignInForm(WithoutPlaceholders, LoginForm):  # type: ignore[misc]
    """With an address and a password."""


class AgainForm(WithoutPlaceholders, ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""


class FirstPasswordForm(WithoutPlaceholders, SetPasswordForm):  # type: ignore[misc]
    """By whoever has none yet."""


class NewPasswordForm(WithoutPlaceholders, ChangePasswordForm):  # type: ignore[misc]
    """By whoever knows the old one."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - the library's
        super().__init__(*args, **more)
        offer_to_end_tokens(self, self.user)

    def save(self) -> None:
        """The password, and the end of the tokens where it is wanted."""
        super().save()
        end_tokens(self, self.user)


class ForgottenPasswordForm(WithoutPlaceholders, ResetPasswordKeyForm):  # type: ignore[misc]
    """By whoever has the link that was mailed; ``user`` is none where the link is no good."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - the library's
        super().__init__(*args, **more)
        offer_to_end_tokens(self, self.user)

    def save(self) -> None:
        """The password, and the end of the tokens where it is wanted."""
        super().save()
        end_tokens(self, self.user)


def offer_to_end_tokens(form: forms.Form, account: Account | None) -> None:
    """A field that is ticked, where the account has tokens that count."""
    if account is not None and live_tokens(account, at=stamp()):
        form.fields[END] = forms.BooleanField(
            label=_("Revoke all tokens for programs too"),
            help_text=_("Whoever knew the old password may have made one. Sessions end anyway."),
            required=False,
            initial=True,
        )


def end_tokens(form: forms.Form, account: Account) -> None:
    """Revokes them if the field is there and still ticked, and says how many they were."""
    if not form.cleaned_data.get(END):
        return
    count = revoke_tokens(account)
    said = ngettext(
        "%(count)s token for programs is revoked.",
        "%(count)s tokens for programs are revoked.",
        count,
    )
    messages.success(context.request, said % {"count": count})

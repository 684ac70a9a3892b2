"""Forms about second factors and passkeys, where ours differ from the library's."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm, SignupWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

NAME = _("Name of the passkey")


class ActivateAppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The code of a new authenticator app.

    Its page has asked the database already whether the account may have a factor more.
    """

    def clean_code(self) -> str:
        """Raises ValidationError for a wrong code, or for too many of them."""
        code: str = self.cleaned_data["code"]
        forget_attempt = check_rate_limit(self.user, error_key="rate_limited")
        if not validate_totp_code(self.secret, code):
            raise get_adapter().validation_error("incorrect_code")
        forget_attempt()
        return code


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey that signs in alone, unless somebody wants it as a second factor only."""

    passwordless = forms.BooleanField(
        label=_("Sign in with it alone, without a password"), required=False, initial=True
    )

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - the library's
        super().__init__(*args, **more)
        name_its_field(self)


class SignUpPasskeyForm(SignupWebAuthnForm):  # type: ignore[misc]
    """The first passkey of a new account."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - the library's
        super().__init__(*args, **more)
        name_its_field(self)


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - the library's
        super().__init__(*args, **more)
        name_its_field(self)


def name_its_field(form: forms.Form) -> None:
    """Our label; at most 100 characters."""
    form.fields["name"] = forms.CharField(
        label=NAME,
        max_length=100,
        required=form.fields["name"].required,
        widget=forms.TextInput({"dir": "auto"}),
    )

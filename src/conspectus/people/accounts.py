"""How accounts sign in: the library's flows with our pages and our outbox of mail."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from conspectus.core.mail import queue_mail
from conspectus.core.scopes import installation_scope
from conspectus.people.models import Account
from conspectus.people.sealing import sealed


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up by e-mail; what differs from the library's defaults."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Puts the message into the outbox, sealed, instead of waiting for a mail server."""
        message = self.render_mail(
            template_prefix, email, {"request": self.request, "email": email, **context}
        )
        queue_mail(
            installation_scope(),
            to=email,
            subject=message.subject,
            text=sealed(message.body),
            kind="sign-in",
            language=get_language() or settings.LANGUAGE_CODE,
        )

    def send_account_already_exists_mail(self, email: str) -> None:
        """Takes as long as making an account does: nobody learns by the clock who has one."""
        make_password(secrets.token_hex(8))
        super().send_account_already_exists_mail(email)

    def format_email_subject(self, subject: str) -> str:
        """The subject without the site's name before it."""
        return str(subject)

    def get_email_confirmation_url(
        self,
        request: HttpRequest,  # noqa: ARG002 - the library's signature
        emailconfirmation: Any,  # noqa: ANN401 - the library has no types
    ) -> str:
        """At the public address of the site, whatever name the request used for it."""
        path = reverse("account_confirm_email", kwargs={"key": emailconfirmation.key})
        return f"{settings.PUBLIC_ADDRESS}{path}"

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At the public address of the site, as above."""
        user, _, secret = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": user, "key": secret})
        return f"{settings.PUBLIC_ADDRESS}{path}"

    def save_user(
        self,
        request: HttpRequest,
        user: Account,
        form: Any,  # noqa: ANN401 - the library has no types
        commit: bool = True,  # noqa: FBT001, FBT002 - the library's signature
    ) -> Account:
        """Keeps the language in which somebody signed up: mails to them are in it."""
        user.language = get_language() or settings.LANGUAGE_CODE
        saved: Account = super().save_user(request, user, form, commit=commit)
        return saved


def shown_as(account: Account) -> str:
    """How pages name an account: by its person, else its address."""
    return account.person.name if account.person else account.email

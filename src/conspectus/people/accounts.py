"""How accounts sign in: the library's flows with our pages and our outbox of mail."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.internal import ratelimit
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, override

from conspectus.core.mail import queue_mail
from conspectus.core.scopes import installation_scope
from conspectus.people.attempts import begin_attempt, remember_browser
from conspectus.people.models import Account
from conspectus.people.networks import unmapped
from conspectus.people.sealing import sealed


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up by e-mail; what differs from the library's defaults."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Puts the message into the outbox, sealed, instead of waiting for a mail server.

        In the language of the account; where there is none, in that of the page.
        """
        if template_prefix.endswith("unknown_account"):
            self._work_as_for_somebody(email)
        user = context.get("user")
        here = get_language() or settings.LANGUAGE_CODE
        language = user.language if isinstance(user, Account) else here
        with override(language):
            message = self.render_mail(
                template_prefix, email, {"request": self.request, "email": email, **context}
            )
        queue_mail(
            installation_scope(),
            to=email,
            subject=message.subject,
            text=sealed(message.body),
            kind="sign-in",
            language=language,
        )

    def authenticate(self, request: HttpRequest, **credentials: str) -> Account | None:
        """Checks a password as often as `people.attempts` allows, whoever has an account or not."""
        attempt = begin_attempt(request, credentials.get("email", ""))
        if attempt is None:
            raise self.validation_error("too_many_login_attempts")
        account: Account | None = super().authenticate(request, **credentials)
        if account is not None:
            attempt.was_right()
        return account

    def get_client_ip(self, request: HttpRequest) -> str:
        """What limits by network count."""
        return unmapped(super().get_client_ip(request))

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """Nothing: the library's own limit would lock out everybody behind one address."""

    def post_login(self, request: HttpRequest, user: Account, **more: Any) -> HttpResponse:  # noqa: ANN401 - the library's
        """The browser is known from now on."""
        response: HttpResponse = super().post_login(request, user, **more)
        remember_browser(request, response, user)
        return response

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: str) -> None:
        """Who has chosen a new password begins anew."""
        address = credentials.get("email", "").lower()
        ratelimit.clear(request, app="allauth.account", action="password", key=address)

    def _work_as_for_somebody(self, email: str) -> None:
        """What a link to choose a password costs: nobody learns by the clock who gets one."""
        match = self.request.resolver_match if self.request else None
        if match is None or match.url_name != "account_reset_password":
            return
        nobody = EmailAddress.objects.filter(user_id=0)
        list(nobody.filter(email=email))
        list(nobody.values_list("email", flat=True))
        self.get_reset_password_from_key_url(f"0-{salted_hmac('nobody', email).hexdigest()}")

    def send_account_already_exists_mail(self, email: str) -> None:
        """Takes as long as making an account does: nobody learns by the clock who has one."""
        make_password(secrets.token_hex(8))
        super().send_account_already_exists_mail(email)

    def format_email_subject(self, subject: str) -> str:
        """The subject without the site's name before it."""
        return str(subject)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At the public address of the site, whatever name the request used for it."""
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


class ElsewhereAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Accounts that another system vouches for."""

    def new_user(self, request: HttpRequest, sociallogin: Any) -> Account:  # noqa: ANN401 - the library has no types
        """With the language in which somebody signed up."""
        made: Account = super().new_user(request, sociallogin)
        made.language = get_language() or settings.LANGUAGE_CODE
        return made


def shown_as(account: Account) -> str:
    """How pages name an account: by its person, else its address."""
    return account.person.name if account.person else account.email

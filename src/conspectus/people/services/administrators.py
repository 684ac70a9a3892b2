"""Who may do everything in an installation: the first account, made from the command line."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from conspectus.core.errors import SiteError
from conspectus.core.scopes import installation_scope
from conspectus.people.models import Account, RoleAssignment
from conspectus.people.services.roles import give_role


@transaction.atomic
def make_administrator(email: str, *, password: str | None = None) -> Account:
    """The account with this address, made if need be, as secretariat of the whole installation.

    Raises:
        SiteError: this is no address, or the password is too weak.
    """
    try:
        validate_email(email)
    except ValidationError as error:
        raise SiteError(f"{email!r} is no e-mail address.", field="email") from error
    if password is not None:
        _require_strong(password)
    account = Account.objects.filter(email=email.lower()).first()
    if account is None:
        account = Account.objects.create_user(email, password)
    elif password is not None:
        account.set_password(password)
        account.save()
    EmailAddress.objects.update_or_create(
        user=account, email=account.email, defaults={"verified": True, "primary": True}
    )
    _give_role(account)
    return account


def sign_in_link(account: Account) -> str:
    """A link that lets somebody choose a password and signs them in; works once.

    It ends with the first password set by it, and after three days.
    """
    key = f"{user_pk_to_url_str(account)}-{default_token_generator.make_token(account)}"
    uidb36, _, token = key.partition("-")
    with override(account.language):
        path = reverse("account_reset_password_from_key", args=[uidb36, token])
    return f"{settings.PUBLIC_ADDRESS}{path}"


def _require_strong(password: str) -> None:
    try:
        validate_password(password)
    except ValidationError as error:
        raise SiteError(" ".join(error.messages), field="password") from error


def _give_role(account: Account) -> None:
    role, installation = RoleAssignment.Role.SECRETARIAT, installation_scope()
    if not account.roles.filter(scope=installation, role=role, until__isnull=True).exists():
        give_role(account, role=role, scope=installation, by=None)

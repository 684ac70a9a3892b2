"""What an account says of itself, and accounts that the secretariat makes."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from conspectus.people.models import Account
from conspectus.people.services.persons import create_person


@transaction.atomic
def edit_account(account: Account, *, name: str, language: str) -> Account:
    """The name as printed beside a role, and the language of the mails.

    The first name makes a person; a change later renames that person.
    """
    account.language = language
    written = " ".join(name.split())
    if account.person is not None:
        account.person.name = written
        account.person.save(update_fields=["name"])
    elif written:
        account.person = create_person(written)
    account.save(update_fields=["language", "person"])
    return account


@transaction.atomic
def account_for(email: str, *, language: str = "en") -> Account:
    """The account with this address; where there is none, one that signs in by e-mail."""
    address = email.strip().lower()
    account = Account.objects.filter(email=address).first()
    if account is None:
        account = Account.objects.create_user(address)
        account.language = language
        account.save(update_fields=["language"])
        # The first code that is sent to it confirms it.
        EmailAddress.objects.create(user=account, email=address, primary=True)
    return account

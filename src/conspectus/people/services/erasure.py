"""Asking to be erased: carried out after some days, until then it can be taken back."""

from __future__ import annotations

import datetime as dt

import structlog
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.mail import queue_mail
from conspectus.core.personal_data import erase_person
from conspectus.core.scopes import installation_scope
from conspectus.people.models import Account, ErasureRequest
from conspectus.people.services.personal_data import of_account, prepare

log = structlog.get_logger()


def request_of(account: Account) -> ErasureRequest | None:
    """What the account has asked for, if it has."""
    return ErasureRequest.objects.filter(account=account).first()


@transaction.atomic
def ask_for_erasure(account: Account, *, wish: str, at: dt.datetime) -> ErasureRequest:
    """Notes it, and tells by mail: who has got hold of an account is seen in time.

    Asked again, the wish is the new one and the day stays.

    Raises:
        SiteError: nobody else manages the installation.
    """
    prepare(of_account(account), wish)
    due = at + dt.timedelta(days=settings.ERASURE_DAYS)
    made, is_new = ErasureRequest.objects.get_or_create(
        account=account, defaults={"wish": wish, "due": due, "asked": at}
    )
    if not is_new:
        ErasureRequest.objects.filter(pk=made.pk).update(wish=wish)
        made.wish = wish
    else:
        _tell(account, made)
    return made


@transaction.atomic
def take_back_erasure(account: Account) -> None:
    """Nothing is erased; again, it changes nothing."""
    ErasureRequest.objects.filter(account=account).delete()


def carry_out_due(*, now: dt.datetime | None = None) -> int:
    """Erases who asked and did not take it back; how many. Who cannot go yet is tried again."""
    due = ErasureRequest.objects.filter(due__lte=now or stamp())
    count = 0
    for one in due.select_related("account__person").order_by("due"):
        try:
            erase_person(of_account(one.account), wish=one.wish, by="the person")
        except SiteError:
            log.exception("not erased yet", request=one.pk)
        else:
            count += 1
    return count


def _tell(account: Account, made: ErasureRequest) -> None:
    with override(account.language):
        address = settings.PUBLIC_ADDRESS + reverse("account-erasure")
        lines = [
            _("Somebody who was signed in as you asked to erase your account and your data."),
            _("It will be done on %(day)s. Until then you can take it back here:")
            % {"day": made.due.date().isoformat()},
            address,
        ]
        queue_mail(
            installation_scope(),
            to=account.email,
            subject=_("You asked to be erased"),
            text="\n".join(lines) + "\n",
            kind="erasure",
            language=account.language,
        )

"""The private link of a registration, which only a mail to its address or its account holds."""

from __future__ import annotations

from django.conf import settings

from conspectus.consultations.models import Registration
from conspectus.consultations.paths import meeting_path
from conspectus.contributions.services.links import address_code
from conspectus.core.models import Scope
from conspectus.core.secret_links import link_mark
from conspectus.core.text import LANGUAGES

KIND = "registration"
"""The kind of our links in mails."""


def code_of(one: Registration) -> str:
    """What only the mail to the address, or the account, holds."""
    return address_code(f"registration {one.key}", one.email)


def registration_mark(one: Registration) -> str:
    """The mark in a mail that becomes the link."""
    return link_mark(KIND, f"{one.pk}/{one.language}")


def registration_path(scope: Scope, one: Registration) -> str:
    """The path of the page of one's own registration, without language."""
    return f"{meeting_path(scope, one.meeting)}register/{one.pk}/{code_of(one)}/"


def whole_link(what: str) -> str:
    """The link for a mark: ``key/language``."""
    key, language = what.split("/")
    one = Registration.objects.select_related("meeting__cycle__scope").get(pk=int(key))
    language = language if language in LANGUAGES else "en"
    path = registration_path(one.meeting.cycle.scope, one)
    return f"{settings.PUBLIC_ADDRESS}/{language}{path}"

"""A contributor's secret link: who holds it may go on with, change and withdraw a contribution.

The secret is derived from the contribution's key and the installation's own key, so that it can
be mailed again; the database holds its SHA-256 only, and alone it makes no link.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from django.conf import settings

from conspectus.contributions.models import Contribution
from conspectus.core.secret_links import link_mark
from conspectus.core.text import LANGUAGES

KIND = "contribution"
"""The kind of our links in mails."""


def new_form_key() -> str:
    """What a fresh form carries: the same form sent again is the same contribution."""
    return secrets.token_urlsafe(24)


def key_of_form(form_key: str) -> str:
    """The key under which a form's contribution is kept: 64 hex digits."""
    return hashlib.sha256(f"form\0{form_key}".encode()).hexdigest()


def secret_of(key: str) -> str:
    """The secret in the link of the contribution with this key: 32 characters."""
    return _derived("contributor's link", key, 24)


def token_of(secret: str) -> str:
    """What the database holds of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def address_code(key: str, email: str) -> str:
    """What only a mail to this address holds: who brings it back reads that mailbox."""
    return _derived("verified address", f"{key}\0{email.lower()}", 12)


def draft_path(secret: str, *, scope: str, language: str, step: str = "") -> str:
    """The path of a contributor's page; ``step`` with its slash ("send/")."""
    return f"/{language}/{scope}/drafts/{secret}/{step}"


def mailed_link(contribution: Contribution, *, scope: str, language: str, step: str = "") -> str:
    """The mark for a mail's text; becomes the link when the mail is sent."""
    return link_mark(KIND, f"{contribution.key}/{language}/{scope}/{step}")


def whole_link(what: str) -> str:
    """The link for a mark: ``key/language/forum/cycle/step`` → an address with the secret."""
    key, language, forum, cycle, step = what.split("/", 4)
    language = language if language in LANGUAGES else "en"
    path = draft_path(secret_of(key), scope=f"{forum}/{cycle}", language=language, step=step)
    return f"{settings.PUBLIC_ADDRESS}{path}"


def _derived(purpose: str, what: str, size: int) -> str:
    made = hmac.digest(settings.SECRET_KEY.encode(), f"{purpose}\0{what}".encode(), "sha256")
    return base64.urlsafe_b64encode(made[:size]).decode()

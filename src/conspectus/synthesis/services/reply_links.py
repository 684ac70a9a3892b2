"""The private link of a letter to a holder: whoever has it may answer, and nobody can guess it.

The secret is derived from the letter and the installation's own key, so no row holds it; the
database has its SHA-256 only, and alone that makes no link.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from django.conf import settings

from conspectus.core.clock import stamp
from conspectus.core.secret_links import link_mark
from conspectus.core.text import LANGUAGES
from conspectus.synthesis.models import Letter

KIND = "correction"
"""The kind of our links in mails."""


def secret_of(letter: Letter) -> str:
    """The secret in the link of a letter: 32 characters. No two letters are of one moment."""
    what = f"{letter.contact_id}\0{letter.written.isoformat()}"
    return _derived("right of correction", what, 24)


def token_of(secret: str) -> str:
    """What the database holds of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def letter_behind(secret: str) -> Letter | None:
    """The letter whose link holds this secret, with version, paper, cycle and contact; one query.

    ``None`` where there is none, where it is revoked, and where it has expired.
    """
    letter = (
        Letter.objects.select_related(
            "contact", "mail", "version__paper__cycle__scope", "version__paper__cycle__forum"
        )
        .filter(token=token_of(secret), revoked__isnull=True, expires__gt=stamp())
        .first()
    )
    if letter is None or not hmac.compare_digest(secret_of(letter).encode(), secret.encode()):
        return None
    return letter


def confirming_code(letter: Letter, last: int) -> str:
    """What only a mail to the letter's own contact holds: it confirms the answers up to ``last``.

    A link that was forwarded has no such code, so what comes by it binds nobody.
    """
    what = f"{letter.pk}\0{letter.token}\0{letter.contact.email.lower()}\0{last}"
    return _derived("confirmed answers", what, 18)


def is_confirming(letter: Letter, last: int, code: str) -> bool:
    """Whether the code was mailed to the letter's contact for these answers."""
    return hmac.compare_digest(confirming_code(letter, last).encode(), code.encode())


def mailed_link(letter: Letter, language: str, step: str = "") -> str:
    """The mark for a mail's text; becomes the link when the mail is sent.

    ``step``: "" or "no-mail" or "confirm:" with the number of the last answer.
    """
    return link_mark(KIND, f"{letter.pk}/{language}/{step}")


def whole_link(what: str) -> str:
    """The link for a mark; for a letter that is gone, the front page."""
    key, language, step = what.split("/", 2)
    letter = Letter.objects.select_related("contact").filter(pk=int(key)).first()
    language = language if language in LANGUAGES else "en"
    if letter is None:
        return f"{settings.PUBLIC_ADDRESS}/{language}/"
    path = f"/{language}/correct/{secret_of(letter)}/"
    if step.startswith("confirm:"):
        last = int(step.removeprefix("confirm:"))
        path += f"confirm/{last}/{confirming_code(letter, last)}/"
    elif step:
        path += f"{step}/"
    return f"{settings.PUBLIC_ADDRESS}{path}"


def _derived(purpose: str, what: str, size: int) -> str:
    made = hmac.digest(settings.SECRET_KEY.encode(), f"{purpose}\0{what}".encode(), "sha256")
    return base64.urlsafe_b64encode(made[:size]).decode()

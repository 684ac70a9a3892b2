"""Mails that hold a secret of their reader: in the outbox they lie sealed until they are sent.

A code or a link that signs in would let whoever reads the outbox (or a copy of the database) act as
somebody else. The seal is opened by `core.secret_links.text_to_send` alone, with the
installation's key.
"""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.translation import gettext as _

from conspectus.core.secret_links import link_mark

KIND = "sealed"


def sealed(text: str) -> str:
    """A mark that is the text only when it is sent."""
    return link_mark(KIND, seal().encrypt(text.encode("utf-8")).decode("ascii"))


def opened(token: str) -> str:
    """The text; a sentence where the installation's key is another now: no mail stops the post."""
    try:
        return seal().decrypt(token.encode("ascii")).decode("utf-8")
    except InvalidToken:
        return _("This message can no longer be read. Please ask for a new one.")


def seal() -> Fernet:
    """Closes and opens with the installation's key."""
    key = hashlib.sha256(b"conspectus/sealed mail\0" + settings.SECRET_KEY.encode("utf-8")).digest()
    return Fernet(base64.urlsafe_b64encode(key))

"""Second factors and passkeys: the library's flows with our names, and secrets that lie sealed."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathFillImage

from conspectus.people.models import Account
from conspectus.people.sealing import seal

_HELD = "_types_of_factors"


def site_name() -> str:
    """The host of the public address: what passkeys are bound to, and what apps show."""
    return urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What differs from the library's defaults."""

    def encrypt(self, text: str) -> str:
        """A copy of the database alone makes no codes."""
        return seal().encrypt(text.encode("utf-8")).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """As above."""
        return seal().decrypt(encrypted_text.encode("ascii")).decode("utf-8")

    def build_totp_svg(self, url: str) -> str:
        """As an element of a page, on white whatever the page's colours are."""
        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage, box_size=14).save(drawn)
        return drawn.getvalue().decode("utf-8").partition("?>")[2].strip()

    def get_totp_issuer(self) -> str:
        """Never what the request says."""
        return site_name()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Never what the request says."""
        return {"id": site_name(), "name": site_name()}

    def is_mfa_enabled(self, user: Any, types: Iterable[str] | None = None) -> bool:  # noqa: ANN401 - an account or nobody
        """Asks the database once a request, where the library asks for each type."""
        if user.is_anonymous:
            return False
        held = vars(user).get(_HELD)
        if held is None:
            rows = Authenticator.objects.filter(user_id=user.pk)
            held = vars(user)[_HELD] = frozenset(rows.values_list("type", flat=True).distinct())
        return bool(held if types is None else held.intersection(types))

    def generate_authenticator_name(self, user: Account, type: str) -> str:  # noqa: A002 - the library's signature
        """What a passkey is called by whoever gives it no name."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey %(number)s") % {"number": count + 1}

"""Signing in with an institution's own accounts (OpenID Connect), by the library's flow.

Imported only where a provider is configured: the client that asks it is heavy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from requests import RequestException


class OidcAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Comes back to the public address, whatever name the request used for it."""

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:  # noqa: ARG002 - the library's signature
        """The one address that a provider has to know; it has no language."""
        path = reverse("openid_connect_callback", kwargs={"provider_id": self.provider_id})
        return f"{settings.PUBLIC_ADDRESS}{path}"


class OidcProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """Keeps nothing of what the provider tells but who it is and its address."""

    oauth2_adapter_class = OidcAdapter

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - as above
        """No names, pictures, groups."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """In lower case, as accounts have them."""
        found: list[EmailAddress] = super().extract_email_addresses(data)
        for one in found:
            one.email = one.email.lower()
        return found


registry.register(OidcProvider)


def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Leads to the provider."""
    return _asked(OAuth2LoginView, request, provider_id)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Signs in, makes an account, or joins the two."""
    return _asked(OAuth2CallbackView, request, provider_id)


def _asked(kind: Any, request: HttpRequest, provider_id: str) -> HttpResponse:  # noqa: ANN401 - the library has no types
    adapter = OidcAdapter(request, provider_id)
    view: Callable[[HttpRequest], HttpResponse] = kind.adapter_view(adapter)
    try:
        return view(request)
    except (RequestException, OAuth2Error, KeyError, ValueError) as error:
        # It does not answer, or what it answers is no answer: nothing that we can mend.
        provider = adapter.get_provider()
        return render_authentication_error(request, provider, exception=error)  # type: ignore[no-any-return]

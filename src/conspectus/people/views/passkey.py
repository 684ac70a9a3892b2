"""The page on which one signs in with a passkey; its script is asked for by nobody else."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.mixins import NextRedirectMixin
from allauth.account.utils import passthrough_next_redirect_url
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class PasskeyLogin(NextRedirectMixin, LoginWebAuthnView):
    """Gives its page to a reader, and the options of the ceremony to the page's script."""

    template_name = "mfa/webauthn/login.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or the options as JSON for the script on it."""
        if get_adapter().is_ajax(request):
            answer: HttpResponse = super().get(request, *args, **kwargs)
            return answer
        return self.render_to_response(self.get_context_data())

    def form_invalid(self, form: Any) -> HttpResponse:  # noqa: ANN401 - the library's form
        """Back to this page, which says what the library found wrong."""
        super().form_invalid(form)
        here = reverse("mfa_login_webauthn")
        return redirect(passthrough_next_redirect_url(self.request, here, self.redirect_field_name))


passkey_login = PasskeyLogin.as_view()

"""The secret of an authenticator app as a picture."""

from __future__ import annotations

from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from conspectus.people.factors import FactorAdapter
from conspectus.people.gates import signed_in


@signed_in
@never_cache
def totp_image(request: HttpRequest) -> HttpResponse:
    """The secret that the page of setting up an app has just made; only its session sees it."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = FactorAdapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(picture, content_type="image/svg+xml")

"""The front page: the forums of the installation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from conspectus.forums.models import Forum


def front(request: HttpRequest) -> HttpResponse:
    """All forums; the reader of an installation with one is led there by its link."""
    return render(request, "site/front.html", {"forums": Forum.objects.order_by("slug")})

"""The front page: the forums of the installation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from conspectus.core.published import published
from conspectus.forums.models import Forum
from conspectus.people.gates import public


@public
@published
def front(request: HttpRequest) -> HttpResponse:
    """All forums; the reader of an installation with one is led there by its link."""
    return render(request, "site/front.html", {"forums": Forum.objects.order_by("slug")})

"""What is kept of whom, and for how long."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from conspectus.core.retention import PERIODS
from conspectus.people.gates import public


@public
def privacy(request: HttpRequest) -> HttpResponse:
    """The periods of this installation: settings, so no page of it is stored."""
    return render(request, "people/privacy.html", {"periods": PERIODS})

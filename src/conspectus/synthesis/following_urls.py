"""Addresses of a paper: what became of the views of an earlier one."""

from __future__ import annotations

from django.urls import URLPattern, path

from conspectus.synthesis.views import following

_PAPER = "<slug:forum>/<slug:cycle>/papers/<int:number>/"
_SINCE = f"{_PAPER}v<int:version>/since/"

urlpatterns: list[URLPattern] = [
    path(_SINCE, following.since, name="paper-since"),
    path(f"{_SINCE}views.<slug:kind>", following.since_file, name="paper-since-file"),
    path(f"{_PAPER}work/following/", following.at_work, name="work-following"),
]

"""Addresses of a paper: the map and its corrections."""

from __future__ import annotations

from django.urls import URLPattern, path

from conspectus.synthesis.views import map as mapped
from conspectus.synthesis.views import map_corrections, map_names, map_view

_WORK = "<slug:forum>/<slug:cycle>/papers/<int:number>/work/"

urlpatterns: list[URLPattern] = [
    path(_WORK, mapped.overview, name="work"),
    path(f"{_WORK}themes/<str:theme>/", mapped.theme, name="work-theme"),
    path(f"{_WORK}views/<slug:view>/", map_view.view, name="work-view"),
    path(f"{_WORK}views/<slug:view>/names/", map_names.names, name="work-view-names"),
    path(f"{_WORK}queue/", mapped.queue, name="work-queue"),
    path(f"{_WORK}corrections/", map_corrections.corrections, name="work-corrections"),
    path(
        f"{_WORK}corrections/corrections.toml",
        map_corrections.corrections_file,
        name="work-corrections-file",
    ),
    path(f"{_WORK}corrections/upload/", map_corrections.upload, name="work-corrections-upload"),
]

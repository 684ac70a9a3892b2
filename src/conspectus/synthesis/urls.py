"""Addresses of papers (DESIGN §8)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from conspectus.synthesis import (
    following_urls,
    handwritten_urls,
    life_urls,
    map_urls,
    reader_urls,
    reply_urls,
    text_urls,
    translating_urls,
)
from conspectus.synthesis.views import making, papers

_CYCLE = "<slug:forum>/<slug:cycle>/"
_VERSION = f"{_CYCLE}papers/<int:number>/v<int:version>/"
_DRAFT = f"{_CYCLE}manage/papers/<int:key>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{_CYCLE}papers/", papers.papers, name="papers"),
    path(f"{_CYCLE}papers/<int:number>/", papers.newest, name="paper-newest"),
    path(_VERSION, papers.paper, name="paper"),
    path(f"{_VERSION}part/<int:page>/", papers.section, name="paper-section"),
    path(f"{_VERSION}annexes/<slug:annex>/<int:page>/", papers.annex, name="paper-annex"),
    path(f"{_VERSION}s/<slug:sentence>/", papers.who, name="paper-who"),
    path(f"{_VERSION}files/<path:name>", papers.paper_file, name="paper-file"),
    path(f"{_CYCLE}manage/calls/<slug:call>/synthesis/", making.synthesis, name="synthesis"),
    path(f"{_DRAFT}progress/", making.progress, name="paper-progress"),
    path(_DRAFT, making.preview, name="paper-preview"),
    path(f"{_DRAFT}part/<int:page>/", making.preview_section, name="paper-preview-section"),
    path(
        f"{_DRAFT}annexes/<slug:annex>/<int:page>/",
        making.preview_annex,
        name="paper-preview-annex",
    ),
    path(f"{_DRAFT}s/<slug:sentence>/", making.preview_who, name="paper-preview-who"),
    path(f"{_DRAFT}files/<path:name>", making.preview_file, name="paper-preview-file"),
    *handwritten_urls.urlpatterns,
    *map_urls.urlpatterns,
    *text_urls.urlpatterns,
    *life_urls.urlpatterns,
    *reply_urls.urlpatterns,
    *reader_urls.urlpatterns,
    *following_urls.urlpatterns,
    *translating_urls.urlpatterns,
]

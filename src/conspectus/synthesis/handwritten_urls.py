"""Addresses of papers that people wrote: taken in, completed sentence by sentence."""

from __future__ import annotations

from django.urls import URLPattern, path

from conspectus.synthesis.views import handwritten

_CYCLE = "<slug:forum>/<slug:cycle>/"
_WORK = f"{_CYCLE}papers/<int:number>/work/import/"

urlpatterns: list[URLPattern] = [
    path(f"{_CYCLE}manage/papers/import/", handwritten.papers, name="paper-import"),
    path(_WORK, handwritten.sentences, name="work-import"),
    path(f"{_WORK}<int:place>/", handwritten.sentence, name="work-import-sentence"),
]

"""Addresses of a paper: its translations."""

from __future__ import annotations

from django.urls import URLPattern, path

from conspectus.synthesis.views import translating, translating_work

_PAPER = "<slug:forum>/<slug:cycle>/papers/<int:number>/"
_PUBLIC = f"{_PAPER}v<int:version>/translations/<slug:tongue>/<int:edition>/"
_WORK = f"{_PAPER}work/translations/"

urlpatterns: list[URLPattern] = [
    path(_PUBLIC, translating.translation, name="paper-translation"),
    path(f"{_PUBLIC}part/<int:page>/", translating.part, name="paper-translation-part"),
    path(f"{_PUBLIC}translation.<slug:kind>", translating.file, name="paper-translation-file"),
    path(_WORK, translating_work.translations, name="work-translations"),
    path(f"{_WORK}<int:key>/", translating_work.texts, name="work-translation"),
    path(f"{_WORK}<int:key>/publish/", translating_work.publish, name="work-translation-publish"),
]

"""Addresses of translations of contributions, and of where they are made."""

from __future__ import annotations

from django.urls import URLPattern, path

from conspectus.contributions.views import translating, translations

_CYCLE = "<slug:forum>/<slug:cycle>/"
_ONE = f"{_CYCLE}contributions/<int:number>/"
_IN = f"{_ONE}v<int:version>/in/<slug:tongue>/"
_EDITION = f"{_IN}<int:edition>/"
_WORK = f"{_ONE}translations/"
_DRAFT = f"{_CYCLE}drafts/<str:secret>/translations/"

urlpatterns: list[URLPattern] = [
    path(_IN, translations.newest, name="contribution-translation-newest"),
    path(
        f"{_IN}p<int:paragraph>/",
        translations.paragraph,
        name="contribution-translation-paragraph",
    ),
    path(_EDITION, translations.translation, name="contribution-translation"),
    path(
        f"{_EDITION}part/<int:part>/",
        translations.translation,
        name="contribution-translation-part",
    ),
    path(f"{_EDITION}translation.json", translations.file, name="contribution-translation-file"),
    path(f"{_CYCLE}translations/", translating.to_be_translated, name="to-be-translated"),
    path(_WORK, translating.translations, name="work-contribution-translations"),
    path(f"{_WORK}<int:key>/", translating.translation, name="work-contribution-translation"),
    path(_DRAFT, translating.own_translations, name="draft-translations"),
    path(f"{_DRAFT}<int:key>/", translating.own_translation, name="draft-translation"),
]

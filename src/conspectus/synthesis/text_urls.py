"""Addresses of a paper: the text and Word."""

from __future__ import annotations

from django.urls import URLPattern, path

from conspectus.synthesis.views import rewording, text, word

_WORK = "<slug:forum>/<slug:cycle>/papers/<int:number>/work/"
_SENTENCE = f"{_WORK}text/s/<slug:sentence>/"

urlpatterns: list[URLPattern] = [
    path(f"{_WORK}text/<int:page>/", text.text, name="work-text"),
    path(_SENTENCE, text.sentence, name="work-sentence"),
    path(f"{_SENTENCE}other/", text.other, name="work-sentence-other"),
    path(f"{_SENTENCE}rewording/", rewording.rewording, name="work-rewording"),
    path(f"{_WORK}word/", word.word, name="work-word"),
]

"""Addresses of a call, of a contributor's way, and of the changes between versions."""

from __future__ import annotations

from django.urls import URLPattern, path

from conspectus.contributions.views import calls, changes, draft, own, personal_data, what

_CALL = "<slug:forum>/<slug:cycle>/calls/<slug:call>/"
_DRAFT = "<slug:forum>/<slug:cycle>/drafts/<str:secret>/"

urlpatterns: list[URLPattern] = [
    path(_CALL, calls.call_page, name="call"),
    path(f"{_CALL}contribute/", calls.contribute, name="contribute"),
    path(f"{_CALL}contribute/quick/", calls.contribute_at_once, name="contribute-quick"),
    path(_DRAFT, own.own, name="draft"),
    path(f"{_DRAFT}who/", draft.who, name="draft-who"),
    path(f"{_DRAFT}what/", what.what, name="draft-what"),
    path(f"{_DRAFT}check/", draft.check, name="draft-check"),
    path(f"{_DRAFT}check/<int:document>/", draft.correct, name="draft-correct"),
    path(f"{_DRAFT}send/", draft.send, name="draft-send"),
    path(f"{_DRAFT}receipts/v<int:version>.json", own.receipt, name="draft-receipt"),
    path(f"{_DRAFT}verify/<str:code>/", own.verify, name="draft-verify"),
    path(f"{_DRAFT}version/", own.version, name="draft-version"),
    path(f"{_DRAFT}data/", personal_data.personal_copy, name="draft-data"),
    path(f"{_DRAFT}withdraw/", own.withdraw, name="draft-withdraw"),
    path(
        "<slug:forum>/<slug:cycle>/contributions/<int:number>/v<int:version>/changes/",
        changes.version_changes,
        name="version-changes",
    ),
]

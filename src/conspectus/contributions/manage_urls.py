"""Addresses of the management of calls, and of making two organisations one."""

from __future__ import annotations

from django.urls import URLPattern, path

from conspectus.contributions.views import manage_calls, merging

CALLS = "<slug:forum>/manage/cycles/<slug:cycle>/calls/"

urlpatterns: list[URLPattern] = [
    path(f"{CALLS}new/", manage_calls.call, name="manage-new-call"),
    path(f"{CALLS}<slug:call>/", manage_calls.call, name="manage-call"),
    path(f"{CALLS}<slug:call>/publish/", manage_calls.call_publish, name="manage-call-publish"),
    path(
        "<slug:forum>/manage/organisations/<slug:slug>/merge/",
        merging.merge,
        name="manage-organisation-merge",
    ),
]

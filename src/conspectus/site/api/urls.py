"""Addresses of the API (DESIGN §8): no language in front, no slash at the end."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from conspectus.site.api import openapi, operations
from conspectus.site.api.later import PREFIX

urlpatterns: list[URLPattern] = [
    path(f"{PREFIX}/openapi.json", openapi.described, name="api-openapi"),
    *operations.urlpatterns,
    # Whatever is left, line feeds too: programs get their errors as JSON.
    re_path(rf"^{PREFIX}/(?P<file>[\s\S]*)$", openapi.unknown, name="api-unknown"),
]

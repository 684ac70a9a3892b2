"""Addresses of the API (DESIGN §8): no language in front, no slash at the end."""

from __future__ import annotations

from django.urls import URLPattern, path

from conspectus.site.api import openapi, operations

urlpatterns: list[URLPattern] = [
    path(f"{operations.PREFIX}/openapi.json", openapi.described, name="api-openapi"),
    *operations.urlpatterns,
    path(f"{operations.PREFIX}/<path:file>", openapi.unknown, name="api-unknown"),
]

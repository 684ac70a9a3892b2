"""Addresses of forums and cycles (DESIGN §8)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from conspectus.forums import manage_urls

urlpatterns: list[URLPattern | URLResolver] = [*manage_urls.urlpatterns]

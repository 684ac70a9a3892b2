"""Addresses of calls, contributions, desk, register and search (DESIGN §8)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from conspectus.contributions import manage_urls

urlpatterns: list[URLPattern | URLResolver] = [*manage_urls.urlpatterns]

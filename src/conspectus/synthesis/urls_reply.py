"""Addresses of a paper: the right of correction."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

"""Addresses of a paper: the text and Word."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

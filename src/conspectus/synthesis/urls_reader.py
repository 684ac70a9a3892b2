"""Addresses of a paper: a paper's readers."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

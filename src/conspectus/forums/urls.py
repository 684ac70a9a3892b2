"""Addresses of forums and cycles (DESIGN §8)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from conspectus.forums import manage_urls
from conspectus.forums.views import feeds, pages

urlpatterns: list[URLPattern | URLResolver] = [
    *manage_urls.urlpatterns,
    path("<slug:forum>/", pages.forum_page, name="forum"),
    path("<slug:forum>/mandate/", pages.mandate_page, name="mandate"),
    path("<slug:forum>/glossary/", pages.glossary_page, name="glossary"),
    path("<slug:forum>/<slug:cycle>/", pages.cycle_page, name="cycle"),
    path("<slug:forum>/<slug:cycle>/themes/", pages.themes_page, name="themes"),
    path("<slug:forum>/<slug:cycle>/calendar/", pages.calendar_page, name="calendar"),
    path("<slug:forum>/<slug:cycle>/calendar.ics", feeds.calendar_file, name="calendar-file"),
    path("<slug:forum>/<slug:cycle>/documents/", pages.documents_page, name="documents"),
    path("<slug:forum>/<slug:cycle>/feed.atom", feeds.documents_feed, name="documents-feed"),
    path("<slug:forum>/<slug:cycle>/documents/<slug:slug>/", pages.document_page, name="document"),
]

"""Addresses of forums and cycles (DESIGN §8)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from conspectus.forums import manage_urls
from conspectus.forums.rules import RESERVED
from conspectus.forums.views import feeds, pages


class PlaceConverter(StringConverter):
    """The slug of a forum or cycle: no word of the site's own, so that those stay 404 here."""

    regex = rf"(?!(?:{'|'.join(sorted(RESERVED))})/)[a-z0-9]+(?:-[a-z0-9]+)*"


register_converter(PlaceConverter, "place")

urlpatterns: list[URLPattern | URLResolver] = [
    *manage_urls.urlpatterns,
    path("<place:forum>/", pages.forum_page, name="forum"),
    path("<place:forum>/mandate/", pages.mandate_page, name="mandate"),
    path("<place:forum>/glossary/", pages.glossary_page, name="glossary"),
    path("<place:forum>/<place:cycle>/", pages.cycle_page, name="cycle"),
    path("<place:forum>/<place:cycle>/themes/", pages.themes_page, name="themes"),
    path("<place:forum>/<place:cycle>/calendar/", pages.calendar_page, name="calendar"),
    path("<place:forum>/<place:cycle>/calendar.ics", feeds.calendar_file, name="calendar-file"),
    path("<place:forum>/<place:cycle>/documents/", pages.documents_page, name="documents"),
    path("<place:forum>/<place:cycle>/feed.atom", feeds.documents_feed, name="documents-feed"),
    path(
        "<place:forum>/<place:cycle>/documents/<slug:document>/",
        pages.document_page,
        name="document",
    ),
]

"""Addresses of calls, contributions, desk, register and search (DESIGN §8)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from conspectus.contributions import contributing_urls, manage_urls, translation_urls
from conspectus.contributions.views import (
    contribution,
    desk,
    holders,
    importing,
    outbox,
    received,
    register,
    search,
)

_CYCLE = "<slug:forum>/<slug:cycle>/"
_REGISTER = f"{_CYCLE}contributions/"
_ONE = f"{_REGISTER}<int:number>/"
_RECEIVED = f"{_CYCLE}desk/contributions/"
_VERSION = f"{_ONE}v<int:version>/"

urlpatterns: list[URLPattern | URLResolver] = [
    *manage_urls.urlpatterns,
    *contributing_urls.urlpatterns,
    *translation_urls.urlpatterns,
    path("search/", search.search_page, name="search"),
    path("<slug:forum>/search/", search.search_page, name="search-forum"),
    path(f"{_CYCLE}search/", search.search_page, name="search-cycle"),
    path(f"{_CYCLE}desk/", desk.desk, name="desk"),
    path(f"{_CYCLE}desk/<int:key>/", desk.desk_item, name="desk-item"),
    path(_RECEIVED, received.all_received, name="desk-contributions"),
    path(f"{_RECEIVED}<int:number>/", received.received, name="desk-contribution"),
    path(
        f"{_RECEIVED}<int:number>/files/<int:key>/",
        received.received_file,
        name="desk-contribution-file",
    ),
    *(
        path(
            f"{_RECEIVED}<int:number>/{act}/",
            received.end,
            {"act": act},
            name=f"desk-contribution-{act}",
        )
        for act in ("refuse", "join", "withdraw", "erase")
    ),
    path(f"{_CYCLE}outbox/", outbox.outbox, name="outbox"),
    path(f"{_CYCLE}outbox/<int:key>/", outbox.message, name="outbox-message"),
    path(f"{_CYCLE}import/", importing.import_page, name="import"),
    path(f"{_CYCLE}import/<uuid:job>/", importing.import_result, name="import-result"),
    path(_REGISTER, register.register, name="register"),
    path(f"{_REGISTER}feed.atom", register.feed, name="register-feed"),
    re_path(
        r"^(?P<forum>[-\w]+)/(?P<cycle>[-\w]+)/contributions/export\.(?P<kind>csv|json)$",
        register.export,
        name="register-export",
    ),
    path(f"{_REGISTER}export.zip", register.export_files, name="register-export-files"),
    path(_ONE, contribution.newest, name="contribution"),
    path(f"{_ONE}reflected/", contribution.reflected, name="contribution-reflected"),
    path(f"{_ONE}files/<str:name>", contribution.file, name="contribution-file"),
    path(_VERSION, contribution.version, name="contribution-version"),
    path(f"{_VERSION}part/<int:part>/", contribution.version, name="contribution-part"),
    path(f"{_VERSION}p<int:paragraph>/", contribution.paragraph, name="contribution-paragraph"),
    path("<slug:forum>/organisations/<slug:slug>/", holders.organisation, name="organisation"),
    path("<slug:forum>/people/<slug:slug>/", holders.person, name="person"),
]

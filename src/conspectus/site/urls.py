"""The addresses of the site (DESIGN §8). The language is the first segment of every page."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from conspectus.core.addresses_by_segment import BySegment
from conspectus.people.views import oidc
from conspectus.site.api import docs as api_docs
from conspectus.site.api.later import Later
from conspectus.site.views import errors, health, operation, pages, record, robots

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("oidc/<slug:provider_id>/", oidc.come_back, name="openid_connect_callback"),
    path("metrics", operation.metrics, name="metrics"),
    path(".well-known/security.txt", operation.security, name="security-txt"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", robots.sitemap_index, name="sitemaps"),
    path("sitemap-<int:number>.xml", robots.sitemap, name="sitemap"),
    path("record/files.txt", record.record_list, name="record-files"),
    path("record/<path:file>", record.record_files, name="record-file"),
    Later(),
]
_pages: list[URLPattern | URLResolver] = [
    path("", pages.front, name="front"),
    path("accounts/", include("allauth.account.urls")),
    path("api/", api_docs.api_docs, name="programs"),
    path("record/", record.record_page, name="record"),
    path("record/", include("conspectus.core.urls")),
    path("", include("conspectus.contributions.urls")),
    path("", include("conspectus.discussion.urls")),
    path("", include("conspectus.consultations.urls")),
    path("", include("conspectus.synthesis.urls")),
    path("", include("conspectus.people.urls")),
    path("", include("conspectus.forums.urls")),  # last: "{forum}/" takes what is left
]
# By the third segment, "papers", and by the fifth, "work".
urlpatterns += i18n_patterns(BySegment(_pages, (2, 4)), prefix_default_language=True)

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken

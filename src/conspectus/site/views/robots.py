"""For machines that read everything: robots.txt and the map of all public pages."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from conspectus.core.published import published
from conspectus.core.sitemap import PART, sitemap_paths
from conspectus.people.gates import public

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@public
@published
def robots(_request: HttpRequest) -> HttpResponse:
    """All public pages may be read; pages that are somebody's work are not listed anywhere."""
    lines = ["User-agent: *"]
    lines += [f"Disallow: /{code}/accounts/" for code, _ in settings.LANGUAGES]
    lines += ["", f"Sitemap: {settings.PUBLIC_ADDRESS}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@public
@published
def sitemap_index(_request: HttpRequest) -> HttpResponse:
    """The parts of the map."""
    count = (len(sitemap_paths()) + PART - 1) // PART
    parts = "".join(
        f"<sitemap><loc>{settings.PUBLIC_ADDRESS}/sitemap-{number}.xml</loc></sitemap>\n"
        for number in range(1, count + 1)
    )
    return _xml(f"<sitemapindex {_SPACE}>\n{parts}</sitemapindex>\n")


@public
@published
def sitemap(_request: HttpRequest, number: int) -> HttpResponse:
    """One part: each page in each language, with the others as alternates."""
    paths = sitemap_paths()[(number - 1) * PART : number * PART] if number else []
    if not paths:
        raise Http404(f"sitemap-{number}.xml")
    entries = "".join(entry for path in paths for entry in _entries(path))
    return _xml(
        f'<urlset {_SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{entries}</urlset>\n'
    )


def _entries(path: str) -> list[str]:
    codes = [code for code, _ in settings.LANGUAGES]
    addresses = {code: f"{settings.PUBLIC_ADDRESS}/{code}{path}" for code in codes}
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
        for code, address in addresses.items()
    )
    return [f"<url><loc>{escape(addresses[code])}</loc>{others}</url>\n" for code in codes]


def _xml(text: str) -> HttpResponse:
    return HttpResponse(_HEAD + text, content_type="application/xml; charset=utf-8")

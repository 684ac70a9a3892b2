"""Addresses that are looked for by their fixed words lead where Django's own search leads."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.urls import Resolver404, URLResolver, include, path, re_path
from django.urls.resolvers import RoutePattern

from conspectus.core.addresses_by_segment import BySegment


def _view(request):
    return HttpResponse()


def _patterns():
    return [
        path("", _view, name="front"),
        path("<slug:a>/<slug:b>/papers/", _view, name="papers"),
        re_path(r"^[a-z]+/[0-9]+/papers/(?P<odd>x+)/$", _view, name="by expression"),
        path("<slug:a>/<slug:b>/papers/<int:n>/work/", _view, name="work"),
        path("<slug:a>/<slug:b>/papers/<int:n>/v<int:v>/", _view, name="version"),
        path("<slug:a>/files/<path:rest>", _view, name="any depth"),
        path("", include([path("<slug:a>/<slug:b>/desk/<int:n>/", _view, name="desk")])),
        path("<slug:a>/deep/der/", include([path("<slug:b>/", _view, name="included")])),
        path("<slug:a>/<slug:b>/de", include([path("sk/", _view, name="half a word")])),
        path("<path:rest>/papers/1/work/", _view, name="path before"),
        path("<slug:a>/<slug:b>/", _view, name="two"),
        path("<slug:a>/<slug:b>/<slug:c>/<slug:d>/<slug:e>/", _view, name="five"),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "igf/2026/",
        "igf/2026",
        "igf/2026/papers/",
        "igf/2026/papers/xx/",
        "igf/2026/papers/1/work/",
        "igf/2026/papers/1/work/more/",
        "igf/2026/papers/1/v2/",
        "igf/files/a/papers/1/work/",
        "igf/files/x",
        "igf/2026/desk/4/",
        "igf/2026/desk/",
        "igf/deep/der/x/",
        "a/b/c/papers/1/work/",
        "a/b/c/d/e/",
        "a/b/papers/d/e/",
        "a//papers/",
        "nothing",
    ],
)
def test_each_address_leads_where_it_led(address):
    plain = URLResolver(RoutePattern(""), _patterns())
    ours = BySegment(_patterns(), (2, 4))
    try:
        wanted = plain.resolve(address)
    except Resolver404:
        with pytest.raises(Resolver404):
            ours.resolve(address)
    else:
        found = ours.resolve(address)
        assert (found.url_name, found.kwargs) == (wanted.url_name, wanted.kwargs)


def test_addresses_are_made_as_before():
    plain, ours = URLResolver(RoutePattern(""), _patterns()), BySegment(_patterns(), (2, 4))
    for name, values in (
        ("work", {"a": "x", "b": "y", "n": 1}),
        ("desk", {"a": "x", "b": "y", "n": 2}),
    ):
        assert ours.reverse(name, **values) == plain.reverse(name, **values)

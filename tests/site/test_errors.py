"""Error pages stand in the frame and speak the reader's language; machines find the map."""

from __future__ import annotations

import re

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client, RequestFactory

from conspectus.site.views import errors
from tests.factories_site import a_cycle

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/en/nothing/", "/en/no/thing/", "/nothing", "/ar/a/b/c/d/"])
def test_an_unknown_address_is_answered_in_the_frame(client, path):
    response = client.get(path, follow=True)
    assert response.status_code == 404
    assert "<main" in response.content.decode()


@pytest.mark.django_db
def test_the_language_of_an_error_is_that_of_the_address(client):
    assert '<html lang="ar" dir="rtl">' in client.get("/ar/nothing/").content.decode()


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.form_expired, 403),
        (errors.not_found, 404),
        (errors.gone, 410),
        (errors.broken, 500),
    ],
)
def test_an_error_page_needs_no_database(view, status):
    response = view(RequestFactory().get("/en/x/"))
    assert response.status_code == status
    assert f"Status {status}" in response.content.decode()


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_refused(client):
    assert client.get("/en/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.django_db
def test_a_form_without_its_token_says_what_to_do():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/en/accounts/login/", {"login": "a@example.org"})
    assert response.status_code == 403
    assert "The form has expired" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "led_to"), [("ar,en;q=0.5", "/ar/igf/"), ("fr-CA", "/fr/igf/"), ("de", "/en/igf/")]
)
def test_an_address_without_language_leads_to_the_readers_own(client, wanted, led_to):
    a_cycle()
    response = client.get("/igf/", headers={"accept-language": wanted})
    assert response.status_code == 302
    assert response["Location"] == led_to
    assert "Accept-Language" in response["Vary"]


@pytest.mark.django_db
def test_robots_are_led_to_the_map(client, settings):
    words = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.PUBLIC_ADDRESS}/sitemap.xml" in words


@pytest.mark.django_db
def test_every_address_of_the_map_is_a_page_with_all_languages(client, settings):
    a_cycle()
    index = fromstring(client.get("/sitemap.xml").content)
    parts = [
        one.text.removeprefix(settings.PUBLIC_ADDRESS) for one in index.iterfind(".//s:loc", SPACE)
    ]
    entries = [
        url
        for part in parts
        for url in fromstring(client.get(part).content).iterfind("s:url", SPACE)
    ]
    assert len(entries) == 6 * 8  # front, forum and its two, cycle and its three
    for entry in entries:
        address = entry.find("s:loc", SPACE).text
        assert {one.get("hreflang") for one in entry.iterfind("x:link", SPACE)} == set(
            "ar en es fr ru zh".split()
        )
        response = client.get(address.removeprefix(settings.PUBLIC_ADDRESS))
        assert response.status_code == 200
        assert re.search(rf'<html lang="{response["Content-Language"]}"', response.content.decode())


@pytest.mark.django_db
def test_a_part_of_the_map_that_is_not_there_is_404(client):
    assert client.get("/sitemap-9.xml").status_code == 404

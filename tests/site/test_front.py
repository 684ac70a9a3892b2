"""The front answers with files what is a file, and is never behind what was acknowledged."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import sys
import threading
import time

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.db.models import F
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from conspectus.core.clock import STAMP_HEADER, request_stamp
from conspectus.core.generations import Generations, generations_file
from conspectus.core.home import pages_folder
from conspectus.core.models import Scope
from conspectus.core.publication import mark_changed
from conspectus.core.published import published
from conspectus.site.front import Front
from conspectus.site.page_store import PageStore
from conspectus.site.static_files import static_address
from conspectus.site.watch import Watch
from tests.factories_site import a_cycle, a_forum

calls = []


@published
def counted(request):
    calls.append(request.path)
    names = ", ".join(Scope.objects.order_by("path").values_list("path", flat=True))
    status = int(request.path.split("-")[1]) if "-" in request.path else 200
    response = HttpResponse(f"<p>{names}</p>{'words ' * 100}{len(calls)}", status=status)
    if "cookie" in request.path:
        response.set_cookie("a", "b")
    return response


def personal(request):
    return HttpResponse(f"{request_stamp(request).isoformat()} {'words ' * 200}")


urlpatterns = [
    path("counted", counted),
    path("counted-<int:status>", lambda request, status: counted(request)),  # noqa: ARG005
    path("cookie", counted),
    path("personal", personal),
]


class Answer:
    """What a client got."""

    def __init__(self, front, address, method="GET", **headers):
        name, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": name,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            **{f"HTTP_{key.upper()}": value for key, value in headers.items()},
        }
        content = front(environ, self._start)
        self.body = b"".join(content)
        self.stamp = environ[STAMP_HEADER]

    def _start(self, status, headers):
        self.status = int(status.split()[0])
        self.headers = {name.lower(): value for name, value in headers}
        assert len(self.headers) == len(headers), "a header stands twice"

    @property
    def text(self):
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


@pytest.fixture
def process(home, transactional_db):
    """Begins a front as a process of its own would: nothing in memory, numbers compared."""
    watches = []

    def begin():
        numbers = Generations(generations_file())
        watches.append(Watch(numbers, lambda: None, lambda: None))
        store = PageStore(pages_folder(), "program", numbers)
        front = Front(get_wsgi_application(), store, watches[-1].knows)
        end = time.monotonic() + 5
        while not watches[-1].knows() and time.monotonic() < end:
            time.sleep(0.005)
        watches[-1].end()
        for thread in threading.enumerate():
            if thread.name == "watch generations":
                thread.join(5)  # its last look would hold a table that the test writes to
        return lambda address, **how: Answer(front, address, **how)

    with override_settings(ROOT_URLCONF=__name__):
        calls.clear()
        yield begin


@pytest.fixture
def get(process):
    return process()


def test_a_published_page_is_rendered_once(get):
    a_cycle()
    first, second = get("/counted", accept_encoding="gzip"), get("/counted", accept_encoding="gzip")
    assert len(calls) == 1
    assert (first.status, second.status) == (200, 200)
    assert first.body == second.body
    assert first.headers == second.headers
    assert first.headers["content-length"] == str(len(first.body))
    assert first.headers["vary"] == "Accept-Encoding"
    assert "igf/2026" in first.text


def test_no_page_is_served_from_before_a_publication(get):
    a_forum("igf")
    assert "igf/2026" not in get("/counted").text
    with transaction.atomic():
        mark_changed(a_cycle(Scope.objects.get(path="igf").forum, "2026").scope)
    assert "igf/2026" in get("/counted").text
    assert len(calls) == 2


def test_security_headers_are_stored_with_the_page(get):
    a_cycle()
    first, second = get("/counted"), get("/counted")
    for answer in (first, second):
        assert answer.headers["content-security-policy"].count("'none'") >= 3
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"


def test_who_takes_no_gzip_gets_the_same_words(get):
    a_cycle()
    packed, plain = get("/counted", accept_encoding="br, gzip"), get("/counted")
    refused = get("/counted", accept_encoding="gzip;q=0, identity")
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert "content-encoding" not in refused.headers
    assert packed.text == plain.text == refused.text
    assert packed.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize("how", ["{}", "W/{}", '"other", {}', "*"])
def test_who_has_the_page_already_is_told_so(get, how):
    a_cycle()
    tag = get("/counted").headers["etag"]
    again = get("/counted", if_none_match=how.format(tag))
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == tag
    assert get("/counted", if_none_match='"other"').status == 200


def test_a_head_has_the_headers_of_a_get_and_no_body(get):
    a_cycle()
    got, head = get("/counted"), get("/counted", method="HEAD")
    assert head.body == b""
    assert head.headers == got.headers


def test_a_page_with_a_query_is_kept_in_memory_and_never_on_the_disk(get):
    cycle = a_cycle()
    first, second = get("/counted?a=1"), get("/counted?a=1")
    assert (len(calls), first.text, first.headers) == (1, second.text, second.headers)
    assert get("/counted?a=2").text != first.text
    assert get("/counted").text != first.text
    assert len(calls) == 3
    assert len([one for one in pages_folder().rglob("*") if one.is_file()]) == 1
    with transaction.atomic():
        mark_changed(cycle.scope)
    assert get("/counted?a=1").text != first.text


def test_a_long_query_is_not_kept(get):
    a_cycle()
    address = f"/counted?a={'1' * 300}"
    assert get(address).text != get(address).text


@pytest.mark.parametrize("address", ["/cookie", "/counted-404", "/counted-500"])
def test_what_is_not_the_same_for_everybody_is_not_stored(get, address):
    a_cycle()
    get(address)
    get(address)
    assert len(calls) == 2
    assert not [one for one in pages_folder().rglob("*") if one.is_file()]


def test_a_tombstone_is_stored_with_its_status(get):
    a_cycle()
    assert [get("/counted-410").status for _ in range(2)] == [410, 410]
    assert len(calls) == 1


def test_a_post_is_never_answered_from_a_file(get):
    a_cycle()
    got = get("/counted")
    assert get("/counted", method="POST").text != got.text


def test_a_personal_page_is_compressed_and_kept_by_nobody(get):
    first, second = (get("/personal", accept_encoding="gzip") for _ in range(2))
    assert first.headers["content-encoding"] == "gzip"
    assert first.headers["cache-control"] == "private, no-cache"
    assert first.text != second.text


def test_the_stamp_is_the_fronts_and_no_header_of_the_client_changes_it(get):
    before = dt.datetime.now(dt.UTC)
    answer = get("/personal", conspectus_stamp="2001-01-01T00:00:00+00:00")
    assert answer.stamp.isoformat() in answer.text
    assert before <= answer.stamp <= dt.datetime.now(dt.UTC)


def test_a_static_file_stands_at_the_hash_of_its_bytes_for_ever(get):
    answer = get(static_address("site.css"), accept_encoding="gzip")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]
    assert "prefers-color-scheme" in answer.text
    assert get("/static/site.000000000000.css").status == 404
    assert get("/static/../settings.py").status == 404


def test_a_publication_whose_process_died_unannounced_is_seen_all_the_same(process):
    scope = a_cycle().scope
    assert process()("/counted").status == 200
    Scope.objects.create(path="igf/2027", parent=scope.parent)
    Scope.objects.filter(path="").update(generation=F("generation") + 1)  # and nobody was told
    assert "igf/2027" in process()("/counted").text


@pytest.mark.usefixtures("home", "transactional_db")
def test_nothing_is_served_from_a_file_before_the_numbers_were_compared():
    numbers = Generations(generations_file())
    store = PageStore(pages_folder(), "program", numbers)
    with override_settings(ROOT_URLCONF=__name__):
        calls.clear()
        a_cycle()
        for knows in (True, False):
            front = Front(get_wsgi_application(), store, lambda knows=knows: knows)
            Answer(front, "/counted")
    assert len(calls) == 2

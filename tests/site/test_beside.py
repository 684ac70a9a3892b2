"""The second process for pages, here as a thread that listens as it does."""

from __future__ import annotations

import io
import socket
import threading

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from conspectus.core.clock import STAMP_HEADER
from conspectus.core.published import PUBLISHED, RenderedFrom
from conspectus.site.beside import Beside, make_pages, meeting_place
from conspectus.site.lanes import Lanes
from tests.cli.site.conftest import eventually
from tests.site.test_lanes import call, request

SIGNED_IN = {"HTTP_COOKIE": "sessionid=abc"}


def application(name, seen, **headers):
    """Answers with its name and the stamp; takes note of each request."""

    def answer(environ, start_response):
        seen.append(environ["PATH_INFO"])
        text = f"{name} {environ[STAMP_HEADER].isoformat()}"
        path = environ["PATH_INFO"]
        response = StreamingHttpResponse([text]) if path == "/long" else HttpResponse(text)
        start_response("200 OK", [("Content-Type", "text/plain"), *headers.items()])
        return response

    return answer


@pytest.fixture
def there():
    """What the second process was asked, and where it listens."""
    seen, place = [], meeting_place()
    threading.Thread(
        target=make_pages, args=(application("there", seen), place), daemon=True
    ).start()
    eventually(lambda: listens(place), 20)
    return seen, place


def listens(place):
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        return connection.connect_ex(place) == 0


def site(place, here):
    return Lanes(application("here", here), count=1, beside=Beside(place))


def asked(path="/", **more):
    return request(PATH_INFO=path, **more)


def test_pages_for_somebody_are_made_there_with_the_stamp_of_their_arrival(there):
    seen, place = there
    here = []
    environ = asked(**SIGNED_IN)
    made = call(site(place, here), environ)[1].decode()
    assert made == f"there {environ[STAMP_HEADER].isoformat()}"
    assert (here, seen) == ([], ["/"])


def test_files_and_programs_for_anybody_and_all_that_is_sent_in_stay_here(there):
    seen, place = there
    here = []
    lanes = site(place, here)
    call(lanes, asked("/a/file"))
    call(lanes, asked("/api/v1/forums/"))
    call(lanes, asked("/sent/", **SIGNED_IN) | {"REQUEST_METHOD": "POST"})
    assert (here, seen) == (["/a/file", "/api/v1/forums/", "/sent/"], [])


def test_what_a_public_page_was_rendered_from_is_known_here_too():
    source = RenderedFrom(scope=3, generation=14, until=15)

    def public(environ, start_response):
        environ[PUBLISHED] = source
        start_response("200 OK", [])
        return HttpResponse("a page")

    place = meeting_place()
    threading.Thread(target=make_pages, args=(public, place), daemon=True).start()
    eventually(lambda: listens(place), 20)
    environ = asked("/en/invented/", QUERY_STRING="theme=access")
    assert call(site(place, []), environ)[1] == b"a page"
    assert environ[PUBLISHED] == source


def test_what_is_streamed_is_made_here(there):
    seen, place = there
    here = []
    assert call(site(place, here), asked("/long", **SIGNED_IN))[1].startswith(b"here ")
    assert (here, seen) == (["/long"], ["/long"])


def test_where_nobody_listens_pages_are_made_here():
    here = []
    assert call(site(meeting_place(), here), asked(**SIGNED_IN))[1].startswith(b"here ")


def test_a_page_that_cannot_be_told_is_made_here():
    """A header that is no text, as a view may set for the front."""
    seen, place, here = [], meeting_place(), []
    odd = application("there", seen, Odd=object())
    threading.Thread(target=make_pages, args=(odd, place), daemon=True).start()
    lanes = site(place, here)
    for _time in range(2):
        assert call(lanes, asked(**SIGNED_IN))[1].startswith(b"here ")


def test_while_it_has_more_to_do_pages_are_made_here():
    begun, ended, here = threading.Event(), threading.Event(), []

    def slow(_environ, start_response):
        begun.set()
        ended.wait(5)
        start_response("200 OK", [])
        return HttpResponse("there")

    place = meeting_place()
    threading.Thread(target=make_pages, args=(slow, place), daemon=True).start()
    eventually(lambda: listens(place), 20)
    lanes = site(place, here)
    first = threading.Thread(target=call, args=(lanes, asked("/1", **SIGNED_IN)))
    first.start()
    begun.wait(5)
    call(lanes, asked("/2", **SIGNED_IN))
    assert here == ["/2"]
    ended.set()
    first.join()


def test_the_child_gets_no_stream_of_the_server(there):
    """A body would have been read here; what it may read is empty."""
    environ = asked(**SIGNED_IN, **{"wsgi.errors": io.StringIO()})
    assert call(site(there[1], []), environ)[1].startswith(b"there ")

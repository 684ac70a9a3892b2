"""The lanes: what a request waits for, in threads as the server makes them."""

from __future__ import annotations

import io
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from conspectus.core.clock import STAMP_HEADER
from conspectus.core.sequencer import _tell
from conspectus.site.lanes import CROWD, LONG_TURNS, SHORT_TURNS, Lanes
from tests.cli.site.conftest import eventually


def request(body=b"", **more):
    return {
        "REQUEST_METHOD": "POST" if body else "GET",
        "wsgi.input": io.BytesIO(body),
    } | more


def answering(make):
    def application(environ, start_response):
        response = make(environ)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return response

    return application


def call(site, environ):
    said = []
    content = site(environ, lambda *given: said.extend(given))
    return said[0], b"".join(content)


def test_the_stamp_is_that_of_arrival_however_long_a_request_waits():
    busy = threading.Event()

    def slow(environ):
        busy.wait(5)
        return HttpResponse(environ[STAMP_HEADER].isoformat())

    site = Lanes(answering(slow), count=1)
    environs = [request() for _ in range(20)]
    with ThreadPoolExecutor(20) as server:
        calls = [server.submit(call, site, environ) for environ in environs]
        time.sleep(0.3)
        assert all(STAMP_HEADER in environ for environ in environs)
        busy.set()
        answers = [one.result()[1].decode() for one in calls]
    assert answers == [environ[STAMP_HEADER].isoformat() for environ in environs]
    assert len(set(answers)) == 20


@pytest.mark.django_db
def test_a_streamed_answer_is_streamed_and_closed():
    closed = []

    def lines():
        try:
            yield b"one"
            yield b"two"
        finally:
            closed.append(True)

    site = Lanes(answering(lambda _environ: StreamingHttpResponse(lines())), count=1)
    content = site(request(), lambda *_given: None)
    assert next(iter(content)) == b"one"
    content.close()
    assert closed == [True]


def test_an_answer_waits_for_the_record_but_its_lane_does_not(home):
    def answer(environ):
        response = HttpResponse(b"done")
        if environ["REQUEST_METHOD"] == "POST":
            response.waits_for_leaf = 7
        return response

    site = Lanes(answering(answer), count=1)
    _tell(home, 6)
    with ThreadPoolExecutor(1) as server:
        waiting = server.submit(call, site, request(b"sent"))
        time.sleep(0.1)
        assert call(site, request()) == ("200 OK", b"done")
        assert not waiting.done()
        _tell(home, 7)
        assert waiting.result(1) == ("200 OK", b"done")


def test_a_defect_of_the_application_is_the_server_s_to_tell():
    def broken(_environ, _start_response):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        call(Lanes(broken, count=1), request())


def test_turns_of_python_are_long_while_many_submit_and_short_again_after():
    open_ = threading.Event()
    seen = []

    def slow(_environ):
        open_.wait(10)
        seen.append(sys.getswitchinterval())
        return HttpResponse("done")

    lanes = Lanes(answering(slow), count=1)
    before = sys.getswitchinterval()
    path = "/en/igf/2026/calls/first/contribute/quick/"
    sent = [
        threading.Thread(target=call, args=(lanes, request(b"x", PATH_INFO=path)))
        for _n in range(CROWD)
    ]
    try:
        for one in sent:
            one.start()
        eventually(lambda: sys.getswitchinterval() == pytest.approx(LONG_TURNS), 10)
        open_.set()
        for one in sent:
            one.join()
        assert sys.getswitchinterval() == pytest.approx(SHORT_TURNS)
    finally:
        open_.set()
        sys.setswitchinterval(before)

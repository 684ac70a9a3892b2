"""The front of the server: stamps each request and answers, without Django, what is a file.

It knows static files and published pages (`page_store`), and lets every other request through to
the application. An answer that a view has marked as published (`core.published`) is stored on its
way out. Texts leave it compressed where the reader takes that.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.text import compress_string

from conspectus.core.clock import STAMP_HEADER
from conspectus.core.published import PUBLISHED, RenderedFrom
from conspectus.core.turns import stamp_request
from conspectus.site.page_store import PageStore, StoredPage, page_of
from conspectus.site.static_files import PREFIX, StaticFile, static_files

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Header = tuple[str, str]

STORABLE: Final = ("200 ", "301 ", "302 ", "410 ")
"""Beginnings of the status lines of pages that are stored; 410 is the tombstone."""

LONGEST_QUERY: Final = 300
"""Characters of a query string with which a page is kept (in memory only)."""

COMPRESSIBLE: Final = (
    "text/",
    "application/json",
    "application/xml",
    "application/atom+xml",
    "image/svg",
)
WORTH_IT: Final = 400
"""Bytes below which compressing saves no packet."""

PADDING: Final = 64
"""At most so many random bytes hide the length of a compressed personal page (BREACH, 2013)."""

FOR_EVER: Final = "public, max-age=31536000, immutable"
ASK_AGAIN: Final = "public, no-cache"
"""A published page may be kept by anybody, but its ETag is asked before each use."""

PERSONAL: Final = "private, no-cache"


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: status line, headers, body."""

    status: str
    headers: list[Header]
    body: bytes


class Front:
    """A WSGI application before another."""

    def __init__(
        self, application: Application, store: PageStore, knows: Callable[[], bool]
    ) -> None:
        """``knows``: whether stored pages may be served (`conspectus.site.watch`)."""
        self._application = application
        self._store = store
        self._knows = knows
        self._static = {one.address: _static_answers(one) for one in static_files().values()}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """The WSGI call."""
        answer = self.at_once(environ)
        if answer is None:
            return self.asked(environ, start_response)
        start_response(answer.status, answer.headers)
        return [answer.body]

    def at_once(self, environ: Environ) -> Answer | None:
        """Stamps a request, before anything else; then its answer, if that is a file.

        Waits for nothing but the disk. ``None``: the request has to be `asked`.
        """
        method = environ["REQUEST_METHOD"]
        environ[STAMP_HEADER] = stamp_request(
            method, environ["PATH_INFO"], environ.get("REMOTE_ADDR", "")
        )
        if method == "GET":
            return self._ready(environ)
        if method != "HEAD":
            return None
        answer = self._ready(environ)
        return Answer(answer.status, answer.headers, b"") if answer else None

    def _ready(self, environ: Environ) -> Answer | None:
        """The answer, if it is a file."""
        path = environ["PATH_INFO"]
        packed = _takes_gzip(environ)
        if path.startswith(PREFIX):
            found = self._static.get(path)
            return found[packed] if found else None
        query = environ.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY or not self._knows():
            return None
        page = self._store.find(path, query)
        return _page_answer(page, environ, packed=packed) if page else None

    def asked(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """The application's answer; stored, if it may be, and compressed.

        Of a request that `at_once` has stamped.
        """
        said: list[Any] = []
        content = self._application(environ, lambda *given: said.extend(given))
        status, headers = said[0], list(said[1])
        body = _whole(content)
        if body is None:
            start_response(status, headers)
            return content
        page = self._stored(environ, status, headers, body)
        if page is not None:
            answer = _page_answer(page, environ, packed=_takes_gzip(environ))
        else:
            answer = _personal_answer(status, headers, body, packed=_takes_gzip(environ))
        start_response(answer.status, answer.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]

    def _stored(
        self, environ: Environ, status: str, headers: list[Header], body: bytes
    ) -> StoredPage | None:
        """The page that was stored; ``None`` where this answer is not to be."""
        source = environ.get(PUBLISHED)
        if (
            not isinstance(source, RenderedFrom)
            or environ["REQUEST_METHOD"] != "GET"
            or len(environ.get("QUERY_STRING", "")) > LONGEST_QUERY
            or not status.startswith(STORABLE)
            or any(name.lower() in {"set-cookie", "content-encoding"} for name, _ in headers)
        ):
            return None
        kept = tuple(one for one in headers if one[0].lower() not in _OF_THE_TRANSFER)
        page = page_of(
            environ["PATH_INFO"],
            source,
            said=(status, kept),
            body=body,
            query=environ.get("QUERY_STRING", ""),
        )
        self._store.keep(page)
        return page


_OF_THE_TRANSFER = frozenset({"content-length", "vary", "cache-control", "etag", "date"})


def _whole(content: Iterable[bytes]) -> bytes | None:
    """The body of an answer that is not streamed, which is then closed."""
    if isinstance(content, list):
        return b"".join(content)
    if getattr(content, "streaming", True):
        return None
    try:
        return b"".join(content)
    finally:
        content.close()  # type: ignore[attr-defined] # Django's answers have it


def _takes_gzip(environ: Environ) -> bool:
    """Whether the reader takes gzip (RFC 9110, 12.5.3)."""
    for one in environ.get("HTTP_ACCEPT_ENCODING", "").lower().split(","):
        name, _, weight = one.strip().partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def _page_answer(page: StoredPage, environ: Environ, *, packed: bool) -> Answer:
    """A published page, or 304 where the reader has it already."""
    # Two representations, two tags: the bytes differ (RFC 9110, 8.8.3).
    tag = f'"{page.digest}{"" if packed else "-i"}"'
    headers = [("ETag", tag), ("Cache-Control", ASK_AGAIN), ("Vary", "Accept-Encoding")]
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked and page.status.startswith("200 ") and _matches(asked, tag):
        return Answer("304 Not Modified", headers, b"")
    body = page.body if packed else page.identity()
    headers += [*page.headers, ("Content-Length", str(len(body)))]
    if packed:
        headers.append(("Content-Encoding", "gzip"))
    return Answer(page.status, headers, body)


def _matches(asked: str, tag: str) -> bool:
    """Weak comparison, as for If-None-Match (RFC 9110, 13.1.2)."""
    return asked.strip() == "*" or any(
        one.strip().removeprefix("W/") == tag for one in asked.split(",")
    )


def _personal_answer(status: str, headers: list[Header], body: bytes, *, packed: bool) -> Answer:
    """Any other answer, compressed if that is worth it."""
    given = {name.lower(): value for name, value in headers}
    if "cache-control" not in given:
        headers.append(("Cache-Control", PERSONAL))
    if (
        len(body) < WORTH_IT
        or "content-encoding" in given
        or not given.get("content-type", "").startswith(COMPRESSIBLE)
    ):
        return Answer(status, headers, body)
    varies = ", ".join(filter(None, (given.get("vary"), "Accept-Encoding")))
    if packed:
        body = compress_string(body, max_random_bytes=PADDING)
    headers = [one for one in headers if one[0].lower() not in {"vary", "content-length"}]
    headers += [("Vary", varies), ("Content-Length", str(len(body)))]
    if packed:
        headers.append(("Content-Encoding", "gzip"))
    return Answer(status, headers, body)


def _static_answers(file: StaticFile) -> tuple[Answer, Answer]:
    """As it is, and compressed."""
    headers = [
        ("Content-Type", file.media_type),
        ("Cache-Control", FOR_EVER),
        ("X-Content-Type-Options", "nosniff"),
        ("Vary", "Accept-Encoding"),
    ]
    packed = gzip.compress(file.content, compresslevel=9, mtime=0)
    return (
        Answer("200 OK", [*headers, ("Content-Length", str(len(file.content)))], file.content),
        Answer(
            "200 OK",
            [*headers, ("Content-Encoding", "gzip"), ("Content-Length", str(len(packed)))],
            packed,
        ),
    )

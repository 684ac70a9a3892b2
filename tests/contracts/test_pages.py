"""What holds for every page: language, headers, no script, weight, queries; nobody's cookies."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext, override_settings

from conspectus.site.static_files import static_files
from tests.contracts.page_types import PageType, fill, is_reading, page_types

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

READING, PERSONAL = 3, 10
"""SQL statements that a page may cost."""

FIRST_WINDOW = 14_000
"""Bytes that reach a reader in the first round trip: HTML and style, compressed."""


class Elements(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.all.append((tag, dict(attributes)))

    def named(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.all if tag == name]


@dataclass
class Seen:
    """What a page answered in English where lists have one row, and at fifty rows.

    ``statements``: what it cost at one row and at fifty.
    """

    page: PageType
    answer: HttpResponse
    statements: list[int] = field(default_factory=list)
    long: HttpResponse | None = None


@pytest.fixture(scope="module")
def _seen():
    return []


@pytest.fixture
def seen(_seen, request):
    """Every page, asked for once for all tests of this file."""
    if not _seen:
        world = request.getfixturevalue("world")
        # On a machine that is busy five minutes pass, after which one has to sign in anew.
        with override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=86_400):
            _seen.extend(seen_twice(world))
    return _seen


def seen_twice(world):
    """Every page before and after its lists were filled."""
    # What a process asks once is asked here.
    found = [Seen(page, asked(page, world)) for page in page_types(world)]
    for one in found:
        one.statements.append(counted(one.page, world)[1])
    fill(world)
    for one in found:
        one.long, count = counted(one.page, world)
        one.statements.append(count)
    return found


def asked(page, world, language="en"):
    """The answer; whatever the request changed is undone."""
    with transaction.atomic():
        answer = page.asked(world, language)
        transaction.set_rollback(True)
    return answer


def counted(page, world):
    """(answer, statements that read or write); savepoints and transactions are none of its own."""
    with CaptureQueriesContext(connection) as found:
        answer = asked(page, world)
    words = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
    return answer, sum(not one["sql"].upper().startswith(words) for one in found)


def is_html(answer) -> bool:
    return answer.status_code in {200, 410} and answer["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("zh", "ltr")])
def test_every_page_says_its_language_and_has_one_heading(language, direction, request):
    if language == "en":
        pages = [(one.page, one.answer) for one in request.getfixturevalue("seen")]
    else:
        world = request.getfixturevalue("world")
        pages = [(page, asked(page, world, language)) for page in page_types(world)]
    wrong = []
    for page, answer in pages:
        if not is_html(answer):
            continue
        found = Elements(answer.content.decode())
        (html,) = found.named("html")
        if (html["lang"], html["dir"]) != (language, direction):
            wrong.append((page.name, html))
        if len(found.named("h1")) != 1:
            wrong.append((page.name, f"{len(found.named('h1'))} h1"))
        if not re.search(r"<title>[^<]*\w[^<]*</title>", answer.content.decode()):
            wrong.append((page.name, "no title"))
    assert wrong == []


def test_every_page_has_the_headers_of_the_site(seen):
    wrong = []
    for page, answer in ((one.page, one.answer) for one in seen):
        policy = answer.get("Content-Security-Policy", "")
        expected = {
            "default-src 'none'" in policy,
            "unsafe" not in policy,
            "http" not in policy,
            answer.get("X-Content-Type-Options") == "nosniff",
            answer.get("X-Frame-Options") == "DENY",
            answer.get("Referrer-Policy") in {"same-origin", "no-referrer"},
            answer.get("Cross-Origin-Opener-Policy") == "same-origin",
        }
        if expected != {True}:
            wrong.append((page.name, dict(answer.headers)))
    assert wrong == []


def test_no_page_has_script_or_style_of_its_own_or_asks_anybody_else(seen):
    wrong = []
    for page, answer in ((one.page, one.answer) for one in seen):
        if not is_html(answer):
            continue
        found = Elements(answer.content.decode())
        for tag, attributes in found.all:
            inline = {name for name in attributes if name == "style" or name.startswith("on")}
            source = (
                attributes.get("src") or (attributes.get("href") if tag == "link" else "") or ""
            )
            fetched = tag in {"img", "script", "iframe", "source", "object", "embed"}
            asks = attributes.get("rel") in {"stylesheet", "icon", "preload"} or fetched
            if inline or tag in {"style", "iframe", "object", "embed", "base"}:
                wrong.append((page.name, tag, sorted(inline)))
            if tag == "script" and not source:
                wrong.append((page.name, "inline script"))
            if asks and not source.startswith("/"):
                wrong.append((page.name, tag, source))
    assert wrong == []


def test_a_page_that_anybody_reads_sets_no_cookie(seen):
    set_by = {one.page.name: list(one.answer.cookies) for one in seen if is_reading(one.page)}
    assert len(set_by) > 60
    assert {name: cookies for name, cookies in set_by.items() if cookies} == {}


def test_a_published_page_is_the_same_for_everybody(world):
    """Whatever cookies the reader brings, and whoever has signed in."""
    from tests.contracts.routes import routes  # noqa: PLC0415

    stored = {one.name for one in routes() if getattr(one.view, "published", False)}
    pages = [page for page in page_types(world) if page.route in stored]
    assert len(pages) > 8
    for page in pages:
        seen = {}
        for role in ("anonymous", "secretariat"):
            answer = world.clients[role].get(page.address("en"))
            seen[role] = answer.getvalue()
        assert seen["anonymous"] == seen["secretariat"], page.name
        assert "Cookie" not in answer.get("Vary", ""), page.name


def test_a_page_costs_as_many_queries_for_fifty_rows_as_for_one(seen):
    counts = {one.page.name: one.statements for one in seen}
    assert {name: both for name, both in counts.items() if both[0] < both[1]} == {}
    limits = {one.page.name: READING if is_reading(one.page) else PERSONAL for one in seen}
    assert {name: both for name, both in counts.items() if max(both) > limits[name]} == {}


def test_every_page_fits_the_first_window_at_fifty_rows(seen):
    style = len(gzip.compress(static_files()["site.css"].content, 6))
    assert style <= 4_000
    weights = {
        one.page.name: style + len(gzip.compress(one.long.content, 6))
        for one in seen
        if is_html(one.long)
    }
    assert {name: weight for name, weight in weights.items() if weight > FIRST_WINDOW} == {}
    assert len(weights) > 20

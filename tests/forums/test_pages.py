"""The public pages of forums and cycles: what they show, in how many queries, until when."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from conspectus.core.published import PUBLISHED
from conspectus.forums.models import CycleDocument, GlossaryEntry, MandateParagraph, Phase, Theme
from tests.factories_site import a_call, a_cycle, a_forum

pytestmark = pytest.mark.django_db

NOW = dt.datetime.now(dt.UTC)
DAY = dt.timedelta(days=1)
NAMES = {"en": "Internet Governance Forum", "ar": "منتدى إدارة الإنترنت"}


@pytest.fixture
def cycle():
    forum = a_forum(names=NAMES, time_zone="Europe/Zurich", descriptions={"en": "A forum."})
    made = a_cycle(
        forum,
        place="Geneva",
        starts=dt.date(2026, 11, 2),
        ends=dt.date(2026, 11, 5),
        host="Switzerland",
        co_chairs=["A. One", "B. Two"],
    )
    a_call(made, opens=NOW - DAY, closes=NOW + DAY)
    fill(made, range(1))
    return made


def fill(cycle, numbers):
    """Of everything that a page lists, one for each number."""
    for n in numbers:
        paragraph = MandateParagraph.objects.create(
            forum=cycle.forum,
            slug=f"t72-{n}",
            instrument="Tunis Agenda",
            number=f"para. 72 ({n})",
            texts={"en": "Discuss public policy issues."},
        )
        theme = Theme.objects.create(
            cycle=cycle,
            slug=f"access-{n}",
            names={"en": "Access"},
            authority="Chair's summary, para. 12",
            descriptions={"en": "Who is connected."},
        )
        theme.mandate.add(paragraph)
        CycleDocument.objects.create(
            cycle=cycle,
            slug=f"agenda-{n}",
            kind="agenda",
            titles={"en": "Agenda"},
            texts={"en": "One\n\n1. two"},
            date=dt.date(2026, 3, 1),
            published=NOW,
        )
        GlossaryEntry.objects.create(forum=cycle.forum, term=f"IANA {n}", meaning="Numbers")
        Phase.objects.create(cycle=cycle, action="comment", opens=NOW + DAY, closes=NOW + 2 * DAY)


PAGES = {
    "/en/": "Internet Governance Forum",
    "/en/igf/": "Cycle 2026",
    "/en/igf/mandate/": "Tunis Agenda, para. 72 (0)",
    "/en/igf/glossary/": "IANA 0",
    "/en/igf/2026/": "Geneva",
    "/en/igf/2026/themes/": "Who is connected.",
    "/en/igf/2026/documents/": "Agenda",
    "/en/igf/2026/documents/agenda-0/": "<li>two</li>",
    "/en/igf/2026/calendar/": "Europe/Zurich",
    "/en/igf/2026/calendar.ics": "BEGIN:VEVENT",
    "/en/igf/2026/feed.atom": "<title>Agenda</title>",
}


@pytest.mark.usefixtures("cycle")
@pytest.mark.parametrize(("path", "words"), PAGES.items())
def test_a_page_shows_its_subject_without_a_cookie(client, path, words):
    response = client.get(path)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_the_database_as_often_for_fifty_rows_as_for_one(client, cycle, path):
    client.get(path)  # what a process asks once
    counts = []
    for numbers in (range(0), range(1, 50)):
        fill(cycle, numbers)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 3 + (path.endswith("/themes/")), [one["sql"] for one in asked]


@pytest.mark.usefixtures("cycle")
def test_a_text_in_another_language_says_so(client):
    words = client.get("/ar/igf/2026/themes/").content.decode()
    assert '<html lang="ar" dir="rtl">' in words
    assert '<h2 lang="en" dir="ltr">Access</h2>' in words


def test_a_page_that_says_what_is_open_is_true_until_the_next_turn(client, cycle):
    response = client.get("/en/igf/2026/")
    turn = cycle.phases.get(action="submit").closes
    source = response.wsgi_request.META[PUBLISHED]
    assert source.until == round(min(turn, NOW + DAY).timestamp() * 1_000_000)


def test_times_stand_in_the_forums_zone_and_in_utc(client, cycle):
    cycle.phases.update(opens=NOW - DAY, closes=dt.datetime(2030, 1, 31, 23, 30, tzinfo=dt.UTC))
    words = client.get("/en/igf/2026/").content.decode()
    assert (
        '<time datetime="2030-01-31T23:30:00Z">1 February 2030, 00:30 <bdi>UTC+1</bdi> '
        "(31 January 2030, 23:30 UTC)</time>"
    ) in words


def test_what_is_late_is_said_to_be_accepted_as_late(client, cycle):
    cycle.phases.update(opens=NOW - 2 * DAY, closes=NOW - DAY, late_until=NOW + DAY)
    assert "still accepted, and marked late, until" in client.get("/en/igf/2026/").content.decode()


def test_a_document_that_is_not_published_is_nowhere(client, cycle):
    cycle.documents.update(published=None)
    assert "Agenda" not in client.get("/en/igf/2026/").content.decode()
    assert client.get("/en/igf/2026/documents/agenda-0/").status_code == 404
    assert "<entry>" not in client.get("/en/igf/2026/feed.atom").content.decode()


def test_the_calendar_file_holds_every_phase_and_the_meeting(client, cycle):
    read = Calendar.from_ical(client.get("/en/igf/2026/calendar.ics").content)
    events = read.walk("VEVENT")
    assert len(events) == cycle.phases.count() + 1
    assert len({event["uid"] for event in events}) == len(events)
    (meeting,) = [event for event in events if "meeting" in event["uid"]]
    assert meeting.decoded("dtstart") == dt.date(2026, 11, 2)
    assert meeting.decoded("dtend") == dt.date(2026, 11, 6)


def test_a_text_of_the_secretariat_is_text_and_no_html(client, cycle):
    cycle.documents.update(texts={"en": "<script>alert(1)</script> [a](javascript:alert(1))"})
    words = client.get("/en/igf/2026/documents/agenda-0/").content.decode()
    assert "<script>" not in words
    assert 'href="javascript:' not in words


@pytest.mark.usefixtures("cycle")
@pytest.mark.parametrize("path", ["/en/no/", "/en/igf/1999/", "/en/igf/2026/documents/no/"])
def test_what_is_not_there_is_404(client, path):
    assert client.get(path).status_code == 404


def test_the_title_of_a_cycles_page_names_its_forum(client, cycle):
    title = f"<title>Internet Governance Forum · {cycle.names['en']}</title>"
    assert title in client.get("/en/igf/2026/").content.decode()

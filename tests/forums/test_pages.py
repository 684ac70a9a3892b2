"""The public pages of forums and cycles: what they show, in how many queries."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conspectus.forums.models import CycleDocument, GlossaryEntry, MandateParagraph, Phase, Theme
from tests.factories_site import a_call, a_cycle, a_forum

pytestmark = pytest.mark.django_db

NOW = dt.datetime.now(dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def cycle():
    forum = a_forum("igf", names={"en": "Internet Governance Forum", "ar": "منتدى إدارة الإنترنت"}, time_zone="Europe/Zurich", descriptions={"en": "A forum.\n\n## Aims\n\nMany."})
    made = a_cycle(forum, "2026", place="Geneva", starts=dt.date(2026, 11, 2), ends=dt.date(2026, 11, 5), host="Switzerland", co_chairs=["A. One", "B. Two"])
    a_call(made, "first", opens=NOW - DAY, closes=NOW + DAY)
    filled(made, 1)
    return made


def filled(cycle, count):
    for n in range(count):
        paragraph = MandateParagraph.objects.create(forum=cycle.forum, slug=f"t72-{n}", instrument="Tunis Agenda", number=f"para. 72 ({n})", texts={"en": "Discuss public policy issues."})
        theme = Theme.objects.create(cycle=cycle, slug=f"access-{n}", names={"en": "Access"}, authority="Chair's summary, para. 12", descriptions={"en": "Who is connected."})
        theme.mandate.add(paragraph)
        CycleDocument.objects.create(cycle=cycle, slug=f"agenda-{n}", kind="agenda", titles={"en": "Agenda"}, texts={"en": "One\n\n1. two"}, date=dt.date(2026, 3, 1 + n % 28), published=NOW)
        GlossaryEntry.objects.create(forum=cycle.forum, term=f"IANA {n}", meaning="Internet Assigned Numbers Authority")
        Phase.objects.create(cycle=cycle, action="comment", opens=NOW + DAY, closes=NOW + 2 * DAY)


PAGES = {
    "/en/": "Internet Governance Forum",
    "/en/igf/": "Cycle 2026",
    "/en/igf/mandate/": "Tunis Agenda, para. 72 (0)",
    "/en/igf/glossary/": "Internet Assigned Numbers Authority",
    "/en/igf/2026/": "Geneva",
    "/en/igf/2026/themes/": "Who is connected.",
    "/en/igf/2026/documents/": "Agenda",
    "/en/igf/2026/documents/agenda-0/": "<li>two</li>",
    "/en/igf/2026/calendar/": "Europe/Zurich",
    "/en/igf/2026/calendar.ics": "BEGIN:VEVENT",
    "/en/igf/2026/feed.atom": "<title>Agenda</title>",
}


@pytest.mark.parametrize(("path", "words"), PAGES.items())
def test_a_page_shows_its_subject_without_a_cookie(client, cycle, path, words):
    response = client.get(path)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_the_database_as_often_for_fifty_rows_as_for_one(client, cycle, path):
    counts = []
    for more in (0, 49):
        filled_from = Theme.objects.count()
        for n in range(more):
            pass
        if more:
            more_rows(cycle, filled_from, more)
        with CaptureQueriesContext(connection, ) as asked:
            client.get(path)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 3, [one["sql"] for one in asked]


def more_rows(cycle, start, count):
    for n in range(start, start + count):
        Theme.objects.create(cycle=cycle, slug=f"t-{n}", names={"en": "T"})
        CycleDocument.objects.create(cycle=cycle, slug=f"d-{n}", titles={"en": "D"}, date=dt.date(2026, 3, 1), published=NOW)
        GlossaryEntry.objects.create(forum=cycle.forum, term=f"t {n}", meaning="m")
        Phase.objects.create(cycle=cycle, action="comment", opens=NOW + DAY, closes=NOW + 2 * DAY)

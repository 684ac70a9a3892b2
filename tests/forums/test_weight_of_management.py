"""Pages of the secretariat are as light with fifty rows as with one, in SQL and in bytes."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import conspectus.site
from conspectus.forums.models import CycleDocument, GlossaryEntry, MandateParagraph, Phase, Theme
from conspectus.people.models import StakeholderGroup
from conspectus.people.services.groups import declare_group
from tests.factories_site import (
    BEFORE,
    a_call,
    a_cycle,
    an_account,
    an_organisation,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

STATEMENTS = 10
BYTES = 14_000
CYCLE = "/en/igf/manage/cycles/2026/"
PAGES = (
    "/en/accounts/",
    "/en/manage/",
    "/en/manage/areas/",
    "/en/manage/roles/",
    "/en/igf/manage/",
    "/en/igf/manage/forum/",
    "/en/igf/manage/roles/",
    "/en/igf/manage/groups/",
    "/en/igf/manage/mandate/",
    "/en/igf/manage/organisations/",
    "/en/igf/manage/organisations/network-0/",
    "/en/igf/manage/glossary/",
    "/en/igf/manage/cycles/new/",
    CYCLE,
    f"{CYCLE}themes/",
    f"{CYCLE}themes/new/",
    f"{CYCLE}themes/theme-0/",
    f"{CYCLE}phases/new/",
    f"{CYCLE}documents/new/",
    f"{CYCLE}calls/new/",
    f"{CYCLE}calls/call-0/",
)


def fill(cycle, numbers):
    """Rows with these numbers in every list of the forum and its cycle."""
    forum = cycle.forum
    group, _ = StakeholderGroup.objects.get_or_create(
        tree=forum.group_tree, slug="users", defaults={"names": {"en": "Users"}}
    )
    for number in numbers:
        Theme.objects.create(
            cycle=cycle, slug=f"theme-{number}", names={"en": f"Theme {number}"}, order=number
        )
        Phase.objects.create(cycle=cycle, action="comment", opens=BEFORE + dt.timedelta(number))
        CycleDocument.objects.create(
            cycle=cycle, slug=f"note-{number}", titles={"en": "Note"}, date=BEFORE.date()
        )
        GlossaryEntry.objects.create(forum=forum, term=f"T{number}", meaning="a term of the forum")
        MandateParagraph.objects.create(forum=forum, slug=f"para-{number}", number=f"{number}")
        a_call(cycle, f"call-{number}")
        declare_group(an_organisation(f"Network {number}"), group=group, by="form")
        an_account(f"member-{number}@example.org", role="member", scope=forum.scope)


def measured(client, page):
    """How many statements a page needs, and its bytes with the style sheet, compressed."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page)
    assert answer.status_code == 200, page
    css = Path(conspectus.site.__file__).with_name("static").joinpath("site.css").read_bytes()
    return len(queries), sum(len(gzip.compress(part, 6)) for part in (answer.content, css))


def test_fifty_rows_need_no_more_statements_than_one_and_fit_the_first_packets(signed_in):
    cycle = a_cycle()
    client = signed_in(an_account("chief@example.org", role="secretariat"))
    fill(cycle, range(1))
    few = {page: measured(client, page)[0] for page in PAGES}
    fill(cycle, range(1, 50))
    many = {page: measured(client, page) for page in PAGES}
    assert {page: statements for page, (statements, _) in many.items()} == few
    assert {page: number for page, number in few.items() if number > STATEMENTS} == {}
    assert {page: size for page, (_, size) in many.items() if size > BYTES} == {}

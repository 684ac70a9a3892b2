"""How much one stranger may begin: enough for whole offices, not enough to fill the disk."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import F
from django.test import Client

from conspectus.contributions.models import Contribution, Version
from conspectus.contributions.services import drafting, versions
from conspectus.contributions.services.versions import begin_version
from conspectus.core.errors import SiteError
from tests.contributions.contributor import EMAIL
from tests.factories_site import a_call, a_contribution

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
FIRST_STEP = "/en/igf/2026/calls/first/contribute/"


@pytest.fixture
def begin():
    """Sends the first step from a network's address; whether a draft was begun, and the page."""
    a_call()

    def send(key, *, email=EMAIL, sender="127.0.0.1"):
        form = {"key": key, "email": email, "capacity": "organisation", "organisations": "Society"}
        answer = Client().post(FIRST_STEP, form, REMOTE_ADDR=sender)
        return answer.status_code == 302, answer.content.decode()

    return send


def test_one_address_begins_so_many_drafts_an_hour_and_is_told_so(begin, monkeypatch):
    monkeypatch.setattr(drafting, "MOST_DRAFTS", 2)
    assert begin("one")[0]
    assert begin("two")[0]
    begun, page = begin("three", email=EMAIL.upper())
    assert not begun
    assert "2 drafts were begun with this address within an hour" in page
    assert 'href="#id_email"' in page  # beside the field, and in the summary
    assert 'value="Society"' in page or ">\nSociety" in page  # what was typed stays
    assert Contribution.objects.count() == 2
    assert begin("two")[0]  # the same form again is the draft that is there
    assert begin("four", email="other@example.org")[0]
    Version.objects.update(created=F("created") - dt.timedelta(minutes=61))
    assert begin("five")[0]  # nobody is kept out for longer than an hour


def test_what_was_sent_counts_no_more(begin, monkeypatch):
    monkeypatch.setattr(drafting, "MOST_DRAFTS", 1)
    assert begin("one")[0]
    Version.objects.update(received=F("created"))
    assert begin("two")[0]


def test_one_network_begins_so_many_drafts_an_hour(begin, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "draft": "3/h/ip"}
    sent = [begin(f"n{n}", email=f"{n}@example.org", sender="203.0.113.71") for n in range(4)]
    assert [begun for begun, _page in sent] == [True, True, True, False]
    assert "try again in an hour" in sent[-1][1]
    assert begin("elsewhere", email="e@example.org", sender="203.0.113.72")[0]
    # A web server on this machine that nobody has told us of: everybody has its address.
    assert all(begin(f"p{n}", email=f"p{n}@example.org")[0] for n in range(4))


def test_a_link_opens_no_versions_without_end(monkeypatch):
    monkeypatch.setattr(versions, "MOST_VERSIONS", 2)
    contribution = a_contribution()
    second = begin_version(contribution)
    assert begin_version(contribution) == second  # one is under work at a time
    Version.objects.filter(pk=second.pk).update(received=second.created)
    with pytest.raises(SiteError, match="at most 2 versions"):
        begin_version(contribution)

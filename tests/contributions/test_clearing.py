"""Drafts that nobody goes on with are deleted in time, and nothing that was sent."""

from __future__ import annotations

import datetime as dt

import pytest

from conspectus.contributions.models import Contribution, Version
from conspectus.contributions.services.clearing import clear_drafts
from conspectus.contributions.services.documents import add_file
from conspectus.contributions.services.drafting import Who, start_draft
from conspectus.contributions.services.files import keep_file
from conspectus.contributions.services.versions import begin_version
from conspectus.core.clock import stamp
from conspectus.core.home import files_folder
from conspectus.core.models import Mail
from conspectus.forums.models import Phase
from tests.factories_site import a_call, a_contribution

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

DAY = dt.timedelta(days=1)


@pytest.fixture
def call():
    return a_call()


def ends(call, at):
    Phase.objects.filter(cycle=call.cycle).update(opens=at - 90 * DAY, closes=at, late_until=None)


def a_draft(call, key="draft-1"):
    draft = start_draft(
        call, form_key=key, email="a@example.org", who=Who(organisations=["A"]), language="en"
    )
    return draft.version


def test_a_draft_goes_thirty_days_after_its_call_has_ended_with_its_mail(call):
    a_draft(call)
    assert Mail.objects.count() == 1
    ends(call, stamp())
    assert clear_drafts(now=stamp() + 29 * DAY) == 0
    assert clear_drafts(now=stamp() + 31 * DAY) == 1
    assert not Contribution.objects.exists()
    assert not Version.objects.exists()
    assert not Mail.objects.exists()


def test_the_file_goes_with_the_draft(call, tmp_path, django_capture_on_commit_callbacks):
    version = a_draft(call)
    kept = tmp_path / "words.txt"
    kept.write_text("Words of a draft.")
    with kept.open("rb") as stream:
        place = files_folder() / add_file(version, kept=keep_file(stream, name="words.txt")).file
    ends(call, stamp())
    assert place.is_file()
    with django_capture_on_commit_callbacks(execute=True):
        clear_drafts(now=stamp() + 31 * DAY)
    assert not place.exists()


def test_a_draft_that_was_touched_since_stays(call):
    version = a_draft(call)
    ends(call, stamp() - 60 * DAY)
    Version.objects.filter(pk=version.pk).update(
        created=stamp() - 90 * DAY, touched=stamp() - 10 * DAY
    )
    assert clear_drafts() == 0
    Version.objects.filter(pk=version.pk).update(touched=stamp() - 31 * DAY)
    assert clear_drafts() == 1


def test_each_call_says_how_long(call):
    call.drafts_kept = 5
    call.save()
    a_draft(call)
    ends(call, stamp())
    assert clear_drafts(now=stamp() + 6 * DAY) == 1


def test_a_call_without_an_end_counts_from_the_last_touch(call):
    a_draft(call)
    Phase.objects.filter(cycle=call.cycle).update(closes=None, late_until=None)
    assert clear_drafts(now=stamp() + 29 * DAY) == 0
    assert clear_drafts(now=stamp() + 31 * DAY) == 1


def test_what_was_sent_stays_and_a_new_version_that_was_not_goes(call):
    contribution = a_contribution(call)
    sent = contribution.versions.get()
    begin_version(contribution)
    ends(call, stamp())
    assert clear_drafts(now=stamp() + 31 * DAY) == 1
    assert list(contribution.versions.all()) == [sent]
    contribution.refresh_from_db()
    assert contribution.number is not None

"""What is too old goes day by day, by the periods that the site itself states."""

from __future__ import annotations

import datetime as dt
import os
import time

import pytest
from django.conf import settings as given
from django.utils.translation import override

from conspectus.cli.site import condition
from conspectus.contributions.models import Contribution, Version
from conspectus.contributions.services import clearing
from conspectus.contributions.services.drafting import Who, start_draft
from conspectus.core import retention
from conspectus.core.mail import queue_mail
from conspectus.core.models import Mail
from conspectus.core.retention import NAME, PERIODS, clear_daily, clear_what_is_due
from conspectus.core.scopes import installation_scope
from conspectus.people.models import Account, AccountSession, ApiToken, ErasureRequest
from conspectus.people.services.erasure import ask_for_erasure, take_back_erasure
from conspectus.synthesis.models import Comment
from tests.factories_paper_life import a_comment
from tests.factories_paper_rows import a_paper_version
from tests.factories_persons import days_ago
from tests.factories_site import a_call, a_contribution, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def a_mail(days, state=Mail.State.SENT):
    mail = queue_mail(
        installation_scope(), to="a@example.org", subject="S", text="words", kind="test"
    )
    Mail.objects.filter(pk=mail.pk).update(created=days_ago(days), state=state)
    return mail.pk


def test_mails_lose_their_words_and_later_go():
    young, middle, old = a_mail(89), a_mail(91), a_mail(366)
    failed, held = a_mail(91, Mail.State.FAILED), a_mail(400, Mail.State.HELD)
    clear_what_is_due()
    assert dict(Mail.objects.values_list("pk", "text")) == {
        young: "words",
        middle: "",
        failed: "",
        held: "words",
    }
    assert Mail.objects.get(pk=failed).state == Mail.State.DISCARDED
    assert not Mail.objects.filter(pk=old).exists()


def test_sessions_and_tokens_go_when_they_have_ended():
    account = an_account()
    for name, days in (("ended", 1), ("goes on", -1)):
        AccountSession.objects.create(session_key=name, expire_date=days_ago(days))
    for name, days in (("long ago", 91), ("lately", 89)):
        ApiToken.objects.create(account=account, name=name, hashed=name, expires=days_ago(days))
    clear_what_is_due()
    assert [one.session_key for one in AccountSession.objects.all()] == ["goes on"]
    assert [one.name for one in ApiToken.objects.all()] == ["lately"]


def test_accounts_and_comments_that_nobody_confirmed_go():
    for email, verified in (("never@example.org", False), ("once@example.org", True)):
        account = an_account(email)
        account.emailaddress_set.update(verified=verified)
    an_account("role@example.org", role="chair").emailaddress_set.update(verified=False)
    Account.objects.update(created=days_ago(31))
    version = a_paper_version(a_contribution())
    a_comment(version)
    a_comment(version, state=Comment.State.UNVERIFIED)
    clear_what_is_due()
    assert {one.email for one in Account.objects.all()} == {"once@example.org", "role@example.org"}
    assert [one.state for one in Comment.objects.all()] == [Comment.State.PUBLISHED]


def test_who_asked_is_erased_when_it_is_due_and_not_before():
    account, other = an_account("a@example.org"), an_account("b@example.org")
    for one in (account, other):
        ask_for_erasure(one, wish="keep", at=days_ago(given.ERASURE_DAYS - 1))
    clear_what_is_due()
    assert Account.objects.count() == 2
    take_back_erasure(other)
    ErasureRequest.objects.update(due=days_ago(0))
    clear_what_is_due()
    assert [one.email for one in Account.objects.all()] == ["b@example.org"]


def test_who_cannot_go_yet_keeps_nobody_else_waiting():
    alone, other = an_account("a@example.org", role="secretariat"), an_account("b@example.org")
    for account, days in ((alone, 2), (other, 1)):
        ErasureRequest.objects.create(account=account, due=days_ago(days))
    clear_what_is_due()
    assert [one.email for one in Account.objects.all()] == ["a@example.org"]


def test_asking_again_changes_the_wish_and_not_the_day_and_is_told_once():
    account = an_account("a@example.org")
    account.language = "fr"
    first = ask_for_erasure(account, wish="keep", at=days_ago(5))
    again = ask_for_erasure(account, wish="erase", at=days_ago(0))
    assert (again.due, again.wish) == (first.due, "erase")
    mail = Mail.objects.get()
    assert (mail.to, mail.language) == ("a@example.org", "fr")
    assert first.due.date().isoformat() in mail.text


def test_it_is_done_once_a_day(home, monkeypatch):
    done = []
    monkeypatch.setattr(retention, "clear_what_is_due", lambda: done.append(1))
    clear_daily()
    place = home / "run" / NAME
    place.parent.mkdir()
    place.touch()
    clear_daily()
    os.utime(place, (time.time() - 90_000,) * 2)
    clear_daily()
    assert len(done) == 2


def test_what_fails_in_one_app_does_not_stop_the_others(monkeypatch):
    monkeypatch.setattr(retention, "_clearing", {"aaa": "conspectus.core.retention.not_there"})
    a_mail(366)
    counts = clear_what_is_due()
    assert "aaa" not in counts
    assert counts["core"] == 1


def test_every_period_that_can_be_set_is_set_and_has_its_default():
    settable = {one.key: one.days for one in PERIODS if one.setting}
    assert settable == {**given.KEPT_DAYS, "erasure": given.ERASURE_DAYS}
    said = {one.key: one.kept_days for one in PERIODS}
    assert said["sessions"] == next(one.days for one in PERIODS if one.key == "sessions")


def test_the_page_states_the_periods_of_this_installation(client, settings):
    settings.KEPT_DAYS = {**settings.KEPT_DAYS, "mail": 77}
    page = client.get("/en/privacy/").content.decode()
    assert "77 days" in page
    assert page.count('<th scope="row">') == len(PERIODS)
    with override("en"):
        assert all(str(one) in page for one in PERIODS)


def test_doctor_says_the_periods_and_when_nothing_was_cleared_for_days(home):
    clear_what_is_due()
    assert "mail 365 days" in condition.kept_for().found
    long_ago = time.time() - dt.timedelta(days=4).total_seconds()
    os.utime(home / "run" / NAME, (long_ago, long_ago))
    assert "was not since" in condition.kept_for().how
    clear_what_is_due()
    ErasureRequest.objects.create(account=an_account(), due=days_ago(4))
    assert "1 persons asked to be erased" in condition.kept_for().how


def test_drafts_go_with_the_rest_all_of_them_on_one_day(monkeypatch):
    monkeypatch.setattr(clearing, "AT_ONCE", 1)
    call = a_call(closes=days_ago(60))
    for key in ("one", "two", "three"):
        start_draft(call, form_key=key, email="a@example.org", who=Who(), language="en")
    Version.objects.update(created=days_ago(61), touched=days_ago(61))
    clear_what_is_due()
    assert not Contribution.objects.exists()

"""What strangers, authors and moderators try in the online forum, and do not get."""

from __future__ import annotations

import pytest

from conspectus.core.clock import stamp
from conspectus.core.errors import NotAllowedError, SiteError
from conspectus.core.mail import queue_mail
from conspectus.core.models import Mail, Scope
from conspectus.core.sending import send_waiting
from conspectus.discussion import rules
from conspectus.discussion.models import Category, Post, Proposition
from conspectus.discussion.services.changing import edit_post, may_edit
from conspectus.discussion.services.links import code_of_subscription, participant_of
from conspectus.discussion.services.moderating import appeal, hear_appeal, stop_post
from conspectus.discussion.services.propositions import publish_proposition
from conspectus.discussion.services.subscribing import end_subscription, subscribe
from tests.factories_discussion import a_category, a_post, a_proposition
from tests.factories_site import a_cycle, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def test_a_moderator_hears_no_appeal_on_a_post_of_its_own():
    post = a_post(email="Two@example.org")
    one, two = (an_account(f"{who}@example.org") for who in ("one", "two"))
    decision = appeal(stop_post(post, reason="off-topic", note="", by=one), text="It is not.")
    with pytest.raises(NotAllowedError, match="Somebody else"):
        hear_appeal(decision, is_upheld=False, answer="I am right.", by=two)


def test_what_becomes_public_is_what_the_moderator_has_read(client):
    post = a_post(a_category(moderation=Category.Moderation.BEFORE), text="Access for all.")
    scope = post.thread.cycle.forum.scope
    client.force_login(an_account("one@example.org", role="moderator", scope=scope))
    address = f"/en/igf/2026/discussion/work/posts/{post.pk}/"
    page = client.get(address).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    edit_post(post, text="Buy my router.", labels=[])
    answer = client.post(address, {"do": "approve", "seen": seen})
    assert "Buy my router." in answer.content.decode()
    post.refresh_from_db()
    assert post.state == Post.State.WAITING
    now = answer.content.decode().split('name="seen" value="')[1].split('"')[0]
    assert client.post(address, {"do": "approve", "seen": now}).status_code == 302


def test_a_post_has_no_more_than_some_earlier_texts(monkeypatch):
    monkeypatch.setattr(rules, "MOST_TEXTS", 2)
    post = a_post()
    for text in ("Second.", "Third."):
        edit_post(post, text=text, labels=[])
    post.refresh_from_db()
    assert not may_edit(post)
    with pytest.raises(SiteError, match="no longer be edited"):
        edit_post(post, text="Fourth.", labels=[])


def test_a_network_makes_us_write_to_no_more_strangers_than_it_may_begin_drafts(client, settings):
    a_category()
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "draft": "1/h/ip"}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    here = "/en/igf/2026/discussion/"
    place = {"headers": {"X-Forwarded-For": "192.0.2.7"}}
    for n in range(3):
        asked = {"email": f"stranger{n}@example.org", "rhythm": "each", "what": ""}
        client.post(f"{here}follow/", asked, **place)
        client.post(f"{here}categories/access/propositions/respond/", asked, **place)
    assert Mail.objects.filter(to__startswith="stranger").count() == 1


def test_addresses_of_one_network_report_a_post_once(client, settings):
    post = a_post()
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(1, 4):
        place = {"headers": {"X-Forwarded-For": f"2001:db8::{n}"}}
        client.post("/en/igf/2026/discussion/1/1/flag/", {"reason": "hatred"}, **place)
    assert post.flags.count() == 1


def test_a_public_proposition_can_be_hidden(client):
    category = a_category()
    a_proposition(category, "Somebody lives at 1 Example Street.")
    scope = category.cycle.forum.scope
    client.force_login(an_account("one@example.org", role="moderator", scope=scope))
    work = "/en/igf/2026/discussion/work/"
    key = client.get(work).content.decode().split('name="proposition" value="')[1].split('"')[0]
    decided = client.post(work, {"proposition": key, "reason": "personal-data"})
    assert decided.status_code == 302
    here = "/en/igf/2026/discussion/categories/access/propositions/"
    for address in (here, f"{here}export.json", f"{here}export.csv"):
        assert "Example Street" not in client.get(address).content.decode()
    erase = f"{work}propositions/{key}/erase/"
    for_moderators = client.get(work).content.decode()
    assert ("Example Street" in for_moderators, erase in for_moderators) == (True, True)
    assert 'name="proposition"' not in for_moderators  # only the law asks for more of it
    for reader in (an_account("two@example.org"), None):
        client.logout()
        if reader:
            client.force_login(reader)
        for address in (work, erase, here):
            assert "Example Street" not in client.get(address).content.decode()


def test_two_moderators_at_once_publish_a_proposition_once():
    waits = a_proposition(a_category(moderation=Category.Moderation.BEFORE))
    again = Proposition.objects.get(pk=waits.pk)
    publish_proposition(waits)
    with pytest.raises(SiteError, match="does not wait"):
        publish_proposition(again)
    assert Proposition.objects.get().number == 1


def test_a_mail_whose_subscription_has_ended_holds_up_no_other(mailoutbox):
    scope = a_category().cycle.scope
    at = stamp()
    follow = {"email": "reader@example.org", "rhythm": "each", "language": "en", "at": at}
    found = subscribe(scope, **follow)
    # Its mailbox told us to try again later; meanwhile whoever asked for the mail ends it.
    mail = Mail.objects.get()
    end_subscription(found, code=code_of_subscription(found))
    assert not Mail.objects.filter(state="waiting").exists()
    mail.save()  # as where the sender had read it already
    queue_mail(scope, to="other@example.org", subject="S", text="T", kind="k")
    send_waiting()
    assert [one.to for one in mailoutbox] == [["other@example.org"]]
    assert Mail.objects.get(pk=mail.pk).state == Mail.State.FAILED


def test_the_link_of_one_cycle_counts_in_no_other(client, mailoutbox):
    category = a_category(a_cycle(slug="2026"))
    a_proposition(category)
    a_category(a_cycle(category.cycle.forum, slug="2027"))
    asked = "/en/igf/2027/discussion/categories/access/propositions/respond/"
    client.post(asked, {"email": "ana@example.org"})
    send_waiting()
    path = mailoutbox[0].body.split("/en/igf/", 1)[1].split()[0]
    assert participant_of(Scope.objects.get(path="igf/2027"), "ana@example.org") in path
    assert client.get(f"/en/igf/{path}").status_code == 200
    elsewhere = f"/en/igf/{path.replace('2027', '2026', 1)}"
    assert client.post(elsewhere, {"number": "1", "answer": "1"}).status_code == 404

"""The online forum by mail alone: post, reply, follow, digest, confirm, refuse, silence."""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage

import pytest
from django.db.models import F

from conspectus.contributions.services.by_mail_rules import LetterRefusedError
from conspectus.core.clock import stamp
from conspectus.core.mail import headers_of
from conspectus.core.models import Mail, RecordedLeaf
from conspectus.core.secret_links import text_to_send
from conspectus.discussion.models import Post, Subscription, Thread
from conspectus.discussion.services.by_mail import place_at, take_mail
from conspectus.discussion.services.delivering import deliver, send_digests
from conspectus.discussion.services.importing import import_archives
from conspectus.formats.letters import read_letter
from tests.factories_discussion import a_category, a_post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
NEW = "igf.2026.discussion.access@in.example"
TRUSTS = "mx.in.example"


@pytest.fixture(autouse=True)
def domain(settings):
    settings.MAIL_DOMAIN = "in.example"


def a_mail(words="Prices should fall in every country.", *, vouched=True, **heads):
    message = EmailMessage()
    message["From"] = "Ana Example <ana@example.org>"
    message["Subject"] = "Re: [igf 2026] Prices"
    message["Message-ID"] = "<first@example.org>"
    if vouched:
        message["Authentication-Results"] = f"{TRUSTS}; dmarc=pass"
    for name, value in heads.items():
        del message[name.replace("_", "-")]
        message[name.replace("_", "-")] = value
    end = "" if words is None else "-- \nAna\nTel. 1\n"
    message.set_content(f"{words or ''}\n\nOn 2 May 2026, Bo wrote:\n> Old words.\n\n{end}")
    return message


def sent(to=NEW, message=None, *, envelope="ana@example.org"):
    letter = read_letter((message or a_mail()).as_bytes(), trusts=TRUSTS)
    return take_mail(place_at(to, at=stamp()), letter, envelope=envelope)


def test_a_mail_whose_sender_is_vouched_for_begins_a_thread_with_its_own_words_alone():
    a_category()
    assert sent() == "The post is public."
    assert sent() == "The post is public."  # a server that did not hear us
    post = Post.objects.get()
    assert (post.text, post.thread.title) == ("Prices should fall in every country.", "Prices")
    assert (post.name, post.state, post.via) == ("Ana Example", "published", "mail")


def test_without_that_an_answer_to_our_mail_confirms():
    a_category()
    assert "confirm" in sent(message=a_mail(vouched=False))
    mail = Mail.objects.get()
    to = headers_of(mail)["Reply-To"]
    local, domain = to.split("@")
    wrong = f"{local[:-1]}{'1' if local[-1] == '0' else '0'}@{domain}"
    with pytest.raises(LetterRefusedError, match="expired"):
        sent(wrong, a_mail("Yes."))
    assert "goes on" in sent(to.upper(), a_mail("Yes.", vouched=False))
    assert Post.objects.get().state == "published"
    assert "Reply-To" not in headers_of(Mail.objects.get(pk=mail.pk))


def test_a_reply_to_a_posts_mail_is_an_answer_to_that_post():
    post = a_post()
    a_post(thread=post.thread, text="Not here.")
    follower(post.thread.cycle.scope, "ana@example.org")
    assert deliver(post.pk) == 1
    assert deliver(post.pk) == 0  # a job that was begun twice
    mail = Mail.objects.get(kind="post-each")
    heads = headers_of(mail)
    assert heads["List-Id"].startswith("<discussion.2026.igf.")
    assert heads["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert heads["Reply-To"] == "igf.2026.discussion.1@in.example"
    answer = a_mail("They should.", In_Reply_To=heads["Message-ID"])
    sent(heads["Reply-To"], answer)
    reply = Post.objects.get(text="They should.")
    assert (reply.thread, reply.reply_to) == (post.thread, post)
    later = a_mail("And soon.", In_Reply_To="<first@example.org>", Message_ID="<2@example.org>")
    sent(NEW, later)
    assert Post.objects.get(text="And soon.").reply_to == reply


def follower(scope, email, **fields):
    made = {"created": stamp(), "confirmed": stamp(), **fields}
    return Subscription.objects.create(scope=scope, email=email, **made)


def test_following_and_its_end_by_mail_alone(client):
    category = a_category()
    sent("igf.2026.discussion.access+subscribe@in.example", a_mail(vouched=False))
    asked = Mail.objects.get(kind="following")
    sent(headers_of(asked)["Reply-To"], a_mail("", vouched=False))
    found = Subscription.objects.get()
    assert (found.category, found.rhythm, bool(found.confirmed)) == (category, "each", True)
    sent("igf.2026.discussion.access+digest@in.example")
    found.refresh_from_db()
    assert found.rhythm == "daily"
    sent("igf.2026.discussion.all+unsubscribe@in.example")
    assert not Subscription.objects.exists()


UNSUBSCRIBE = "igf.2026.discussion.all+unsubscribe@in.example"


def a_stranger_in_anas_name(to=UNSUBSCRIBE):
    return sent(to, a_mail("", vouched=False))


def test_whoever_writes_in_somebodys_name_ends_nothing_and_learns_nothing():
    scope = a_category().cycle.scope
    unknown = a_stranger_in_anas_name()
    assert not Mail.objects.exists()
    follower(scope, "ana@example.org")
    assert a_stranger_in_anas_name() == unknown
    assert Subscription.objects.count() == 1
    assert Mail.objects.get().to == "ana@example.org"


@pytest.mark.parametrize("by", ["an answer", "the link"])
def test_the_end_that_was_asked_for_without_proof_is_confirmed(client, by):
    category = a_category()
    scope = category.cycle.scope
    follower(scope, "ana@example.org", category=category)
    kept = follower(scope, "ana@example.org")
    a_stranger_in_anas_name("igf.2026.discussion.access+unsubscribe@in.example")
    asked = Mail.objects.get()
    if by == "an answer":
        assert "No more" in sent(headers_of(asked)["Reply-To"], a_mail("", vouched=False))
    else:
        address = text_to_send(asked.text).splitlines()[1]
        assert client.post(address.removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert Subscription.objects.get() == kept


def test_an_address_is_asked_a_few_times_an_hour_only():
    category = a_category()
    for _each in range(4):
        follower(category.cycle.scope, "ana@example.org")
    a_stranger_in_anas_name()
    a_stranger_in_anas_name()
    assert Mail.objects.count() == 6
    with pytest.raises(LetterRefusedError, match="many messages"):
        a_stranger_in_anas_name()


def test_the_address_in_the_head_ends_it_at_one_press(client):
    post = a_post()
    follower(post.thread.cycle.scope, "bo@example.org")
    deliver(post.pk)
    head = headers_of(Mail.objects.get(kind="post-each"))["List-Unsubscribe"]
    address = head.strip("<>").removeprefix("http://127.0.0.1:8000")
    assert client.get(address).status_code == 200
    assert Subscription.objects.exists()  # looking is not pressing
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists()
    assert client.post(address).status_code == 404


def test_a_digest_has_each_post_of_the_day_once(monkeypatch):
    post = a_post()
    yesterday = stamp() - dt.timedelta(days=1, hours=1)
    follower(post.thread.cycle.scope, "bo@example.org", rhythm="daily", confirmed=yesterday)
    Post.objects.update(published=F("published") - dt.timedelta(days=1))
    noon = stamp().replace(hour=12)
    monkeypatch.setattr("conspectus.discussion.services.delivering.stamp", lambda: noon)
    assert send_digests() == 1
    assert send_digests() == 0
    mail = Mail.objects.get(kind="post-digest")
    assert "Access should be affordable" in mail.text
    assert "/en/igf/2026/discussion/1/1/" in mail.text
    assert "/discussion/end/" in text_to_send(mail.text)


@pytest.mark.parametrize(
    ("heads", "words", "told"),
    [
        ({"From": "ana@example.org"}, "Words.", "signed"),
        ({}, None, "No words of your own"),
        ({"List_Id": "<other.example>"}, "Words.", "mailing list"),
        ({"From": "No <noreply@example.org>"}, "Words.", "no sender"),
        ({"Authentication_Results": f"{TRUSTS}; dmarc=fail"}, "Words.", "did not come from"),
    ],
)
def test_what_is_refused_is_refused_with_its_reason_while_the_server_waits(heads, words, told):
    a_category()
    with pytest.raises(LetterRefusedError, match=told):
        sent(message=a_mail(words, **heads))
    assert not Post.objects.exists()
    assert not Mail.objects.exists()


def test_files_are_refused_instead_of_lost():
    a_category()
    message = a_mail()
    message.add_attachment(b"Table.", maintype="text", subtype="plain", filename="a.txt")
    with pytest.raises(LetterRefusedError, match="no files"):
        sent(message=message)


@pytest.mark.parametrize(
    ("envelope", "heads"),
    [
        ("", {}),
        ("ana@example.org", {"Auto_Submitted": "auto-replied"}),
        ("x@in.example", {"From": f"List <{NEW}>"}),
        ("ana@example.org", {"X_Loop": "conspectus@localhost"}),
    ],
)
def test_bounces_automatic_answers_and_our_own_mails_meet_silence(envelope, heads):
    a_category()
    assert "automatic" in sent(message=a_mail(**heads), envelope=envelope)
    assert not Post.objects.exists()
    assert not Mail.objects.exists()


@pytest.mark.parametrize("place", ["other", "77", "all", "access+other", "confirm"])
def test_an_address_that_is_none_is_refused_before_the_mail_is_sent(place):
    a_category()
    with pytest.raises(LetterRefusedError):
        place_at(f"igf.2026.discussion.{place}@in.example", at=stamp())


ARCHIVE = """From ana at example.org  Mon May  4 10:00:00 2026
From: ana at example.org (Ana Example)
Date: Mon, 04 May 2026 10:00:00 +0200
Subject: [igf] Prices
Message-ID: <a@example.org>

Prices should fall.

From bo at example.org  Tue May  5 10:00:00 2026
From: bo at example.org (Bo Example)
Date: Tue, 05 May 2026 10:00:00 +0200
Subject: [igf] Prices
In-Reply-To: <a@example.org>
Message-ID: <b@example.org>

On Mon, 4 May 2026 Ana wrote:
> Prices should fall.

They will not.

From cy at example.org  Wed May  6 10:00:00 2026
From: cy at example.org (Cy Example)
Date: Wed, 06 May 2026 10:00:00 +0200
Subject: Something else
Message-ID: <c@example.org>

Libraries come first.
"""


def test_an_archive_of_a_mailing_list_becomes_threads_and_is_known_the_second_time(tmp_path):
    category = a_category()
    file = tmp_path / "2026-May.txt"
    file.write_text(ARCHIVE, "utf-8")
    first = import_archives(category, [file], read=read_letter)
    assert (first.posts, first.threads, first.left_out) == (3, 2, [])
    again = import_archives(category, [file], read=read_letter)
    assert (again.posts, again.known) == (0, 3)
    prices = Thread.objects.get(title="Prices")
    assert [(one.name, one.text) for one in prices.posts.all()] == [
        ("Ana Example", "Prices should fall."),
        ("Bo Example", "They will not."),
    ]
    assert prices.posts.all()[1].reply_to == prices.posts.all()[0]
    assert RecordedLeaf.objects.filter(kind="post").count() == 3
    assert not Mail.objects.exists()

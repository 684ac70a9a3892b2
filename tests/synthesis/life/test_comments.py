"""A comment: written without an account, confirmed, decided, answered; public from then on."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from conspectus.contributions.models import Contribution
from conspectus.core.clock import stamp
from conspectus.core.models import Mail, RecordedLeaf
from conspectus.core.secret_links import text_to_send
from conspectus.people.rules import Role
from conspectus.synthesis.models import Comment, PaperVersion
from tests.factories_paper_rows import SENTENCE, a_paper_version
from tests.factories_site import a_contribution, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

VERSION = "/en/igf/2026/papers/1/v1/"
ON_SENTENCE = f"{VERSION}comments/on/s-{SENTENCE}/"
WORK = "/en/igf/2026/papers/1/work/"
WRITTEN = {
    "name": "Ana Example",
    "organisation": "Example Society",
    "email": "ana@example.org",
    "text": "This is not what was meant.",
}


@pytest.fixture
def version() -> PaperVersion:
    made = a_paper_version(a_contribution())
    made.comments_until = stamp() + dt.timedelta(days=30)
    made.save()
    return made


@pytest.fixture
def rapporteur(version, signed_in):
    return signed_in(an_account(role=Role.RAPPORTEUR, scope=version.paper.cycle.scope))


def written(client, address: str = ON_SENTENCE, **fields) -> Comment:
    key = re.search(r'name="key" value="([^"]+)"', client.get(address).content.decode())[1]
    done = client.post(address, {**WRITTEN, "key": key, **fields})
    assert done.headers["Location"] == f"{VERSION}comments/sent/"
    return Comment.objects.latest("pk")


def link_in(mail: Mail) -> str:
    return re.search(r"https?://[^/\s]+(/\S+)", text_to_send(mail.text))[1]


def confirmed(client, **fields) -> Comment:
    made = written(client, **fields)
    client.post(link_in(Mail.objects.latest("pk")))
    made.refresh_from_db()
    return made


def test_each_sentence_and_paragraph_of_an_open_version_leads_to_the_form(version, client):
    page = client.get(f"{VERSION}part/1/").content.decode()
    assert f'href="{ON_SENTENCE}"' in page
    assert f'href="{VERSION}comments/on/p1/"' in page
    assert f'href="{ON_SENTENCE}"' in client.get(f"{VERSION}s/{SENTENCE}/").content.decode()
    PaperVersion.objects.update(comments_until=stamp())
    assert "comments/on/" not in client.get(f"{VERSION}part/1/").content.decode()


def test_a_stored_page_says_that_it_is_open_only_until_it_is_not(version, client):
    page = client.get(f"{VERSION}part/1/")
    held = page.wsgi_request.META["conspectus.published"].until
    assert held == round(version.comments_until.timestamp() * 1_000_000)


@pytest.mark.usefixtures("version")
def test_nobody_sees_a_comment_before_its_address_is_verified(client, rapporteur):
    made = written(client)
    assert made.state == Comment.State.UNVERIFIED
    assert WRITTEN["text"] not in client.get(f"{VERSION}comments/").content.decode()
    assert WRITTEN["text"] not in rapporteur.get(f"{WORK}comments/?show=all").content.decode()
    mail = Mail.objects.get()
    assert mail.to == "ana@example.org"
    assert WRITTEN["text"] not in mail.text
    assert "http" not in mail.text
    link = link_in(mail)
    assert b"Yes, send it" in client.get(link).content
    made.refresh_from_db()
    assert made.state == Comment.State.UNVERIFIED
    client.post(link)
    client.post(link)
    made.refresh_from_db()
    assert made.state == Comment.State.WAITING


@pytest.mark.usefixtures("version")
def test_another_code_verifies_nothing(client):
    made = written(client)
    wrong = f"{VERSION}comments/verify/{made.pk}/{'0' * 16}/"
    assert client.get(wrong).status_code == 404
    assert client.post(wrong).status_code == 404
    made.refresh_from_db()
    assert made.state == Comment.State.UNVERIFIED


@pytest.mark.usefixtures("version")
def test_the_same_form_sent_ten_times_is_one_comment_and_one_mail(client):
    key = re.search(r'name="key" value="([^"]+)"', client.get(ON_SENTENCE).content.decode())[1]
    for _ in range(10):
        assert client.post(ON_SENTENCE, {**WRITTEN, "key": key}).status_code == 302
    assert Comment.objects.count() == 1
    assert Mail.objects.count() == 1


@pytest.mark.usefixtures("version")
def test_no_mailbox_is_flooded(client):
    for _ in range(6):
        written(client)
    key = re.search(r'name="key" value="([^"]+)"', client.get(ON_SENTENCE).content.decode())[1]
    again = client.post(ON_SENTENCE, {**WRITTEN, "key": key})
    assert b"try again later" in again.content
    assert Comment.objects.count() == 6


def test_a_version_that_is_closed_takes_none(version, client):
    key = re.search(r'name="key" value="([^"]+)"', client.get(ON_SENTENCE).content.decode())[1]
    PaperVersion.objects.update(comments_until=stamp())
    done = client.post(ON_SENTENCE, {**WRITTEN, "key": key})
    assert b"not open for comment any more" in done.content
    assert WRITTEN["text"] in done.content.decode()
    assert not Comment.objects.exists()
    assert version.comments.count() == 0


@pytest.mark.usefixtures("version")
def test_what_is_nowhere_in_the_text_cannot_be_commented_on(client):
    for place in ("s-ffffffffff", "p99", "x1", "p"):
        assert client.get(f"{VERSION}comments/on/{place}/").status_code == 404


@pytest.mark.usefixtures("version")
def test_a_comment_is_decided_answered_and_recorded_in_public(client, rapporteur):
    made = confirmed(client)
    queue = rapporteur.get(f"{WORK}comments/").content.decode()
    assert WRITTEN["text"] in queue
    work = f"{WORK}comments/{made.pk}/"
    assert rapporteur.post(work, {"act": "publish"}).status_code == 302
    page = client.get(f"{VERSION}comments/1/").content.decode()
    assert WRITTEN["text"] in page
    assert "Not answered yet." in page
    assert "ana@example.org" not in page
    before = Mail.objects.count()
    sent = {"act": "answer", "outcome": "partly taken up", "answer": "Reworded in part."}
    assert rapporteur.post(work, sent).status_code == 302
    page = client.get(f"{VERSION}comments/1/").content.decode()
    assert "Reworded in part." in page
    assert "partly taken up" in page
    mail = Mail.objects.latest("pk")
    assert Mail.objects.count() == before + 1
    assert "/igf/2026/papers/1/v1/comments/1/" in mail.text
    assert [one.kind for one in RecordedLeaf.objects.all()] == ["comment", "answer"]
    assert "1 comment" in client.get(VERSION).content.decode()
    assert "1 comment" in client.get("/en/igf/2026/papers/").content.decode()


def test_a_verified_comment_is_public_at_once_where_the_version_says_so(version, client):
    PaperVersion.objects.update(comments_at_once=True)
    made = confirmed(client)
    assert (made.state, made.number) == (Comment.State.PUBLISHED, 1)
    assert made.version == version
    assert WRITTEN["text"] in client.get(f"{VERSION}comments/").content.decode()


@pytest.mark.usefixtures("version")
def test_a_refused_comment_is_not_shown_and_its_author_is_told_why(client, rapporteur):
    made = confirmed(client)
    work = f"{WORK}comments/{made.pk}/"
    assert rapporteur.post(work, {"act": "refuse", "reason": ""}).status_code == 200
    assert rapporteur.post(work, {"act": "refuse", "reason": "Advertising"}).status_code == 302
    assert "Advertising" in Mail.objects.latest("pk").text
    assert WRITTEN["text"] not in client.get(f"{VERSION}comments/").content.decode()
    again = rapporteur.post(work, {"act": "publish"})
    assert b"does not wait for a decision" in again.content


@pytest.mark.usefixtures("version")
def test_numbers_count_within_the_paper_in_the_order_of_publication(client, rapporteur):
    first, second = confirmed(client), confirmed(client, text="Another remark.")
    for made in (second, first):
        rapporteur.post(f"{WORK}comments/{made.pk}/", {"act": "publish"})
    numbers = dict(Comment.objects.values_list("pk", "number"))
    assert numbers == {second.pk: 1, first.pk: 2}


def test_a_comment_on_a_paragraph_is_on_no_sentence(version, client):
    made = written(client, f"{VERSION}comments/on/p2/")
    assert (made.paragraph, made.sentence) == ("2", "")
    assert made.version == version
    assert Contribution.objects.exists()

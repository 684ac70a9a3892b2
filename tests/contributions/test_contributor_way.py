"""From the call to the receipt, without an account, a cookie or a script."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.conf import settings as site_settings

from conspectus.contributions.models import Contribution, DeskItem, Document, Redaction, Version
from conspectus.core.clock import STAMP_HEADER
from conspectus.core.keys import make_keys
from conspectus.core.models import Mail, RecordedLeaf
from conspectus.core.receipts import receipt_file
from conspectus.core.secret_links import text_to_send
from conspectus.core.sequencer import settle
from conspectus.people.models import StakeholderGroup
from conspectus.record.verify_record import check
from tests.contributions.contributor import (
    EMAIL,
    TEXT,
    Contributor,
    a_file,
    errors,
    mailed_path,
    quick_form,
    run_jobs,
    the_contribution,
)
from tests.core.record_desk import holds
from tests.factories_site import a_call

pytestmark = pytest.mark.django_db
UTC = dt.UTC
CLOSES = dt.datetime(2026, 6, 30, 16, 0, tzinfo=UTC)


@pytest.fixture
def call(home):
    """An open call in an installation of the test's own."""
    return a_call(titles={"en": f"Call in {home.name}"})


@pytest.fixture
def somebody(call):
    return Contributor(base=f"/en/igf/2026/calls/{call.slug}/")


def test_a_call_says_what_it_asks_and_leads_to_the_form(call, client):
    call.questions.create(texts={"en": "What worked well?"})
    page = client.get("/en/igf/2026/calls/first/").content.decode()
    assert "What worked well?" in page
    assert "/en/igf/2026/calls/first/contribute/" in page
    assert "Set-Cookie" not in client.get("/en/igf/2026/calls/first/").headers


def test_a_call_costs_three_queries_whatever_it_asks(call, client, django_assert_num_queries):
    for order in range(50):
        call.questions.create(texts={"en": f"Question {order}?"}, order=order)
    with django_assert_num_queries(3):
        client.get("/en/igf/2026/calls/first/")


def test_a_pasted_text_and_files_become_a_numbered_contribution(somebody):
    somebody.start(organisations="Example Society\nOther Society", country="France")
    somebody.write(
        text=TEXT,
        text_title="Our view",
        file=[
            a_file("points.txt", "Schools should be connected first.\n\nThen libraries."),
            a_file("more.md", "# Cost\n\nPrices should fall."),
        ],
    )
    assert "being read" in somebody.get("check/")
    run_jobs()
    page = somebody.get("check/")
    assert "Schools should be connected first." in page
    assert "It should be affordable." in page
    somebody.confirm()
    somebody.send()
    contribution = the_contribution()
    assert (contribution.number, contribution.state, contribution.late) == (1, "received", False)
    version = contribution.versions.get()
    assert version.signed == "Example Society and Other Society"
    assert [str(one) for one in version.documents.all()] == ["points", "more", "Our view"]
    page = somebody.get()
    assert "Contribution no. 1" in page
    assert version.leaf.entry.hex() in page
    run_jobs()
    version.refresh_from_db()
    assert version.country.code == "FR"
    assert [str(party) for party in version.parties.all()] == ["Example Society", "Other Society"]


def test_the_receipt_is_a_file_that_holds_against_the_record(somebody, home):
    make_keys(home)
    somebody.client.post(f"{somebody.base}contribute/quick/", quick_form())
    settle()
    leaf = RecordedLeaf.objects.get(kind="contribution")
    assert holds(home, receipt_file(leaf)) == leaf.index
    assert leaf.subject == "/igf/2026/contributions/1/v1/"
    assert not leaf.public
    somebody.at = mailed_path("receipt").rsplit("verify/")[0]
    assert receipt_file(leaf).decode() == somebody.get("receipts/v1.json")


def test_the_mail_has_the_key_with_which_the_receipt_is_checked_without_the_site(
    somebody, home, tmp_path
):
    make_keys(home)
    somebody.client.post(f"{somebody.base}contribute/quick/", quick_form())
    settle()
    said = text_to_send(Mail.objects.get(kind="receipt").text)
    key = re.search(r"^\S+/record\+[0-9a-f]{8}\+\S+$", said, re.MULTILINE)[0]
    assert f"{site_settings.PUBLIC_ADDRESS}/en/record/" in said.splitlines()
    kept = tmp_path / "my-receipt.json"
    kept.write_bytes(receipt_file(RecordedLeaf.objects.get(kind="contribution")))
    assert check(tmp_path, key, [], [kept]) == []


def test_what_was_typed_stays_where_something_is_wrong_and_after_a_break(somebody):
    somebody.start()
    page = somebody.post("what/", {"title": "", "summary": "Kept words", "language": "en"}, 200)
    assert "Title: This field is required." in errors(page)
    assert "Kept words" in page
    assert "Kept words" in somebody.get("what/")
    page = somebody.post("who/", {"email": "wrong", "organisations": "Still Here"}, 200)
    assert "Still Here" in somebody.get("who/")


def test_a_wrong_field_does_not_lose_the_files_beside_it(somebody):
    somebody.start()
    somebody.post("what/", {"title": "", "file": a_file("a.txt", "Some words.")}, 200)
    assert Document.objects.get().file_name == "a.txt"


def test_documents_are_ordered_and_removed_without_a_script(somebody):
    somebody.start()
    somebody.write(file=[a_file("a.txt", "First words."), a_file("b.txt", "Second words.")])
    first, second = Document.objects.order_by("order")
    somebody.write(do=f"up-{second.pk}")
    assert [one.file_name for one in Document.objects.order_by("order")] == ["b.txt", "a.txt"]
    somebody.write(do=f"remove-{first.pk}")
    assert [one.file_name for one in Document.objects.all()] == ["b.txt"]


def test_the_contributor_corrects_what_was_read(somebody):
    somebody.start()
    somebody.write(file=a_file("a.txt", "Conneted schools."))
    run_jobs()
    document = Document.objects.get()
    assert "Conneted schools." in somebody.get(f"check/{document.pk}/")
    somebody.post(f"check/{document.pk}/", {"text": "# Schools\r\n\r\nConnected schools."})
    document.refresh_from_db()
    assert (document.text, document.corrected) == ("Schools\n\nConnected schools.", True)
    assert document.extracted == "Conneted schools."


def test_personal_data_is_removed_where_the_contributor_leaves_the_mark(somebody):
    somebody.start()
    somebody.write(text="Call +41 22 917 12 34.\n\nWrite to office@example.org.")
    telephone, _mail = Redaction.objects.all()
    somebody.confirm(redact=[telephone.pk])
    somebody.send()
    document = Document.objects.get()
    assert document.text == ("Call [telephone number removed].\n\nWrite to office@example.org.")
    (applied,) = document.redactions.filter(state="applied")
    assert document.text[applied.start : applied.end] == "[telephone number removed]"


def test_nothing_is_sent_before_it_is_confirmed(somebody):
    somebody.start()
    somebody.write(text=TEXT)
    page = somebody.send(status=200)
    assert "confirm" in errors(page)
    assert the_contribution().number is None


def test_answers_are_texts_of_their_own_with_a_stance(call, somebody):
    question = call.questions.create(texts={"en": "A new body?"}, asks_stance=True)
    somebody.start()
    q = f"q{question.pk}"
    somebody.write(**{f"{q}-text": "Not yet.", f"{q}-stance": "against"})
    somebody.write(**{f"{q}-text": "Never.", f"{q}-stance": "against"})
    answer = Version.objects.get().answers.get()
    assert (answer.stance, answer.document.text, answer.document.title) == (
        "against",
        "Never.",
        "A new body?",
    )
    somebody.confirm()
    somebody.send()
    assert the_contribution().number == 1


def test_the_same_form_sent_ten_times_is_one_contribution(somebody):
    places = {
        somebody.client.post(f"{somebody.base}contribute/quick/", quick_form()).headers["Location"]
        for _ in range(10)
    }
    assert len(places) == 1
    assert Contribution.objects.count() == 1
    assert Mail.objects.filter(kind="receipt").count() == 1


def test_a_draft_started_twice_by_one_form_and_sent_twice_is_one_contribution(somebody):
    somebody.start(key="one")
    somebody.start(key="one")
    somebody.write(text=TEXT)
    somebody.confirm()
    somebody.send()
    somebody.send()
    assert the_contribution().versions.count() == 1
    assert RecordedLeaf.objects.count() == 1


def submitted_at(client, when, key):
    return client.post(
        "/en/igf/2026/calls/first/contribute/quick/",
        quick_form(key=key),
        **{STAMP_HEADER: when},
    )


def test_the_stamp_of_the_request_decides_whether_it_is_in_time(client):
    a_call(closes=CLOSES, late_until=CLOSES + dt.timedelta(days=1))
    moment = dt.timedelta(microseconds=1)
    assert submitted_at(client, CLOSES - moment, "in time").status_code == 302
    assert submitted_at(client, CLOSES, "late").status_code == 302
    after = submitted_at(client, CLOSES + dt.timedelta(days=1), "too late")
    assert "closed on 2026-07-01 16:00:00 (UTC)" in errors(after.content.decode())
    assert TEXT.split()[-1] in after.content.decode()
    assert [(one.number, one.late) for one in Contribution.objects.order_by("number")] == [
        (1, False),
        (2, True),
    ]
    assert DeskItem.objects.filter(kind="late").count() == 1


def test_a_draft_stays_when_the_call_closes(call, somebody):
    somebody.start()
    somebody.write(text=TEXT)
    somebody.confirm()
    call.cycle.phases.update(opens=CLOSES - dt.timedelta(days=9), closes=CLOSES)
    page = somebody.client.post(
        somebody.at + "send/",
        {"publish": "named", "agree": "on"},
        **{STAMP_HEADER: CLOSES},
    ).content.decode()
    assert "your draft stays" in errors(page)
    assert Document.objects.get().text.startswith("Access")


def test_an_address_is_verified_by_the_link_in_the_mail_and_by_nothing_else(somebody):
    somebody.start()
    link = mailed_path("draft")
    assert link.startswith(somebody.at)
    somebody.get("what/")  # whoever has the link that is shown on the page has proved nothing
    assert the_contribution().email_verified is None
    somebody.client.get(link)  # nor has a machine that opens every link of a mail
    assert the_contribution().email_verified is None
    somebody.client.post(link)
    assert the_contribution().email_verified is not None
    somebody.get("verify/wrong-code/", status=404)


def test_a_contribution_is_received_before_its_address_is_verified(somebody, settings):
    answer = somebody.client.post(f"{somebody.base}contribute/quick/", quick_form())
    somebody.at = answer.headers["Location"]
    assert "address not verified" in somebody.get()
    assert "sends no mail yet" in somebody.get()
    settings.EMAIL_HOST = "mail.example.org"
    assert "Please open the link that was mailed to you" in somebody.get()
    assert the_contribution().state == "received"
    somebody.client.post(mailed_path("receipt"))
    assert "address not verified" not in somebody.get()


def test_no_row_holds_the_secret_and_no_mail_before_its_sending(somebody):
    somebody.start()
    secret = somebody.at.rstrip("/").rsplit("/", 1)[1]
    assert secret not in Mail.objects.get().text
    assert secret not in str(list(Contribution.objects.values()))
    assert secret in mailed_path("draft")


def test_one_mailbox_is_not_flooded(somebody):
    for number in range(12):
        somebody.start(key=f"form {number}")
    assert Contribution.objects.count() == 12
    assert Mail.objects.filter(to=EMAIL).count() == 6


def test_a_draft_is_nobody_elses(somebody, client):
    somebody.start()
    assert client.get(f"/en/igf/2026/drafts/{'0' * 32}/what/").status_code == 404


def test_these_pages_need_no_cookie_and_are_never_stored(somebody):
    somebody.start()
    answer = somebody.client.get(f"{somebody.at}what/")
    assert not somebody.client.cookies
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_the_group_is_one_of_the_forums_own(call, somebody):
    StakeholderGroup.objects.create(tree=call.cycle.forum.group_tree, slug="users")
    somebody.start(group="users")
    assert Version.objects.get().group.slug == "users"

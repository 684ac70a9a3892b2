"""After receipt: a second version, what changed, withdrawal, refusal, what joins another."""

from __future__ import annotations

import pytest

from conspectus.contributions.models import Contribution, DeskItem, Document
from conspectus.contributions.services.answering import accept_items
from conspectus.contributions.services.publishing import publish_version
from conspectus.contributions.services.withdrawing import (
    REFUSALS,
    mark_duplicate,
    refuse_contribution,
    withdraw_contribution,
)
from conspectus.core.errors import SiteError
from conspectus.core.models import Mail, RecordedLeaf
from tests.contributions.contributor import (
    Contributor,
    mailed_path,
    quick_form,
    run_jobs,
    the_contribution,
)
from tests.factories_site import a_call, a_contribution, an_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(home):
    """A contributor whose contribution no. 1 is received and whose jobs are done."""
    call = a_call(titles={"en": home.name})
    somebody = Contributor(base=f"/en/igf/2026/calls/{call.slug}/")
    answer = somebody.client.post(f"{somebody.base}contribute/quick/", quick_form())
    somebody.at = answer.headers["Location"]
    run_jobs()
    return somebody


def second_version(somebody, text):
    somebody.post("version/", {})
    document = Document.objects.filter(version__k=2).get()
    somebody.post(f"check/{document.pk}/", {"text": text})
    somebody.confirm()
    somebody.send()
    run_jobs()


def test_a_second_version_is_prefilled_and_the_first_is_kept(sent):
    sent.post("version/", {})
    assert "Affordable access" in sent.get("what/")
    assert "Example Society" in sent.get("who/")
    sent.confirm()
    sent.send()
    contribution = the_contribution()
    assert [version.k for version in contribution.versions.all()] == [1, 2]
    assert contribution.number == 1
    assert RecordedLeaf.objects.filter(kind="version", subject__endswith="/1/v2/").count() == 1
    assert "version 2" in sent.get()


def test_a_second_version_of_what_is_public_is_a_question_at_the_desk(sent):
    publish_version(the_contribution().versions.get(), by="test")
    second_version(sent, "# Access\n\nIt must be affordable.")
    (item,) = DeskItem.objects.filter(kind="second version")
    assert {"do": "publish", "version": 2} in item.proposal["options"]
    assert the_contribution().current.k == 1


def test_what_changed_is_shown_word_by_word_with_labels(sent, client):
    publish_version(the_contribution().versions.get(), by="test")
    second_version(sent, "# Access\n\nIt must be affordable.\n\n- cables\n- licences\n\nNow.")
    address = "/en/igf/2026/contributions/1/v2/changes/"
    assert client.get(address).status_code == 404
    publish_version(the_contribution().versions.get(k=2), by="test")
    page = client.get(address).content.decode()
    assert "</span>should<span" in page
    assert "</span>must<span" in page
    assert "[removed:" in page
    assert "[added:" in page
    assert "</span>Now.<span" in page


def test_an_address_is_asked_before_publication_is_proposed(sent):
    item = DeskItem.objects.get(kind="to publish")
    assert item.proposal["options"][0] == {"do": "leave"}
    sent.client.post(mailed_path("receipt"))
    item.refresh_from_db()
    assert item.proposal["options"][0] == {"do": "publish", "version": 1}


def test_withdrawal_takes_three_clicks_from_the_mail(sent):
    contribution = the_contribution()
    Contribution.objects.update(email_verified=contribution.received)
    page = sent.get()  # the link in the mail
    assert f"{sent.at}withdraw/" in page
    assert "Withdraw it" in sent.get("withdraw/")  # the second
    sent.post("withdraw/", {})  # the third
    contribution.refresh_from_db()
    assert contribution.state == "withdrawn"
    assert "withdrawn" in sent.get()
    leaf = RecordedLeaf.objects.get(kind="withdrawal")
    assert leaf.subject == "/igf/2026/contributions/1/"
    assert Mail.objects.filter(kind="withdrawal").count() == 1
    assert not DeskItem.objects.filter(state="waiting").exists()


def test_what_is_withdrawn_takes_no_new_version_and_no_second_withdrawal(sent):
    withdraw_contribution(the_contribution(), by="test")
    sent.post("version/", {})
    assert the_contribution().versions.count() == 1
    with pytest.raises(SiteError, match="cannot be withdrawn"):
        withdraw_contribution(the_contribution(), by="test")


def test_a_refusal_needs_a_reason_from_the_public_list(sent):
    contribution = the_contribution()
    with pytest.raises(SiteError, match="Choose a reason"):
        refuse_contribution(contribution, reason="we do not like it", by="test")
    refuse_contribution(contribution, reason="advertising", by="test")
    assert REFUSALS["advertising"] in sent.get()
    assert REFUSALS["advertising"] in Mail.objects.get(kind="refusal").text


def test_what_is_public_is_not_refused(sent):
    publish_version(the_contribution().versions.get(), by="test")
    with pytest.raises(SiteError, match="not published"):
        refuse_contribution(the_contribution(), reason="advertising", by="test")
    assert "published" in sent.get()


def test_one_contribution_points_to_another_of_its_cycle(sent):
    one = the_contribution()
    other = a_contribution(one.call)
    mark_duplicate(one, of=other, by="test")
    assert (one.state, one.same_as) == ("duplicate", other)
    with pytest.raises(SiteError, match="stands by itself"):
        mark_duplicate(other, of=one, by="test")
    assert "duplicate" in sent.get()


def test_what_was_left_for_want_of_an_address_waits_again_when_it_is_confirmed(sent):
    item = DeskItem.objects.get(kind=DeskItem.Kind.TO_PUBLISH)
    assert item.proposal["options"][0] == {"do": "leave"}
    accept_items([item], by=an_account(role="secretariat"))
    assert not DeskItem.objects.filter(state=DeskItem.State.WAITING).exists()
    sent.client.post(mailed_path("receipt"), {})
    item.refresh_from_db()
    assert item.state == DeskItem.State.WAITING
    assert item.proposal["options"][0]["do"] == "publish"

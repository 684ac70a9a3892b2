"""Two windows, two clicks: what was sent stays as it was sent, what ended has ended once.

Each test takes the second request apart: what it had read before the first one was done is what
it writes with.
"""

from __future__ import annotations

import pytest

from conspectus.contributions.models import Contribution, Document, Event, Version
from conspectus.contributions.models.contributions import State
from conspectus.contributions.services import receiving
from conspectus.contributions.services.documents import (
    add_text,
    change_document,
    choose_redactions,
    correct_text,
    remove_document,
)
from conspectus.contributions.services.drafting import (
    keep_typed,
    save_answer,
    save_terms,
    save_what,
    save_who,
)
from conspectus.contributions.services.links import address_code
from conspectus.contributions.services.publishing import publish_version
from conspectus.contributions.services.receiving import send_version
from conspectus.contributions.services.verifying import verify_address
from conspectus.contributions.services.versions import begin_version
from conspectus.contributions.services.withdrawing import withdraw_contribution
from conspectus.contributions.views import draft
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.models import Mail, RecordedLeaf
from conspectus.core.turns import Turns
from tests.contributions.contributor import TEXT, Contributor, quick_form, the_contribution
from tests.factories_site import a_call

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(home):
    call = a_call(titles={"en": home.name})
    call.questions.create(texts={"en": "What worked?"})
    return call


@pytest.fixture
def somebody(call):
    one = Contributor(base=f"/en/igf/2026/calls/{call.slug}/")
    one.start()
    one.write(text=TEXT)
    one.confirm()
    return one


def as_read():
    """The version as a request reads it at its beginning."""
    return Version.objects.select_related("contribution__call", "contribution__cycle__scope").get()


EDITS = {
    "who": lambda version, _: save_who(version, email="other@example.org", who=None),
    "what": lambda version, _: save_what(version, title="Other", summary="", language="en"),
    "terms": lambda version, _: save_terms(version, publish="named"),
    "typed": lambda version, _: keep_typed(version, step="who", typed={"a": "b"}),
    "answer": lambda version, _: save_answer(
        version, question=version.contribution.call.questions.get(), text="Much.", stance=""
    ),
    "text": lambda version, _: add_text(version, text="More words."),
    "about": lambda _, one: change_document(one, title="Other", date=None, language=""),
    "correction": lambda _, one: correct_text(one, text="Other words."),
    "redactions": lambda version, _: choose_redactions(version, chosen=()),
    "removal": lambda _, one: remove_document(one),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_is_sent_is_not_written_over_by_an_edit_that_began_before(somebody, edit):
    version = as_read()
    document = version.documents.get()
    somebody.send()
    sent = Version.objects.values().get()
    texts = list(Document.objects.values())
    with pytest.raises(SiteError):
        EDITS[edit](version, document)
    assert Version.objects.values().get() == sent
    assert list(Document.objects.values()) == texts


class Meanwhile(Turns):
    """Another window saves the text while the sending of it waits for its turn."""

    def write(self, stamp, job):
        correct_text(Document.objects.get(), text="Corrected in another window.")
        return super().write(stamp, job)


def test_the_receipt_is_for_the_text_that_is_there(somebody, monkeypatch):
    monkeypatch.setattr(receiving, "turns", Meanwhile())
    sent = send_version(as_read(), at=stamp(), language="en")
    assert somebody.at
    assert Document.objects.get().text == "Corrected in another window."
    assert Document.objects.get().text_sha256 in bytes(sent.leaf.content).decode()


def test_a_text_is_not_corrected_at_the_desk_while_it_is_published(client, call):
    client.post(f"/en/igf/2026/calls/{call.slug}/contribute/quick/", quick_form())
    at_the_desk = Document.objects.select_related("version").get()
    publish_version(as_read(), by="somebody")
    with pytest.raises(SiteError):
        correct_text(at_the_desk, text="Other words.")
    assert "Other" not in Document.objects.get().text


def test_a_form_that_comes_too_late_leads_to_what_was_sent(somebody, monkeypatch):
    late = as_read()
    somebody.send()
    monkeypatch.setattr(draft, "draft_of", lambda _contribution: late)
    form = {"email": "x@example.org", "capacity": "organisation", "organisations": "Other"}
    assert somebody.post("who/", form) == somebody.at
    assert "has been sent already" in somebody.get()


def test_two_withdrawals_are_one(client, call):
    client.post(f"/en/igf/2026/calls/{call.slug}/contribute/quick/", quick_form())
    first, second = the_contribution(), the_contribution()
    withdraw_contribution(first, by="contributor")
    with pytest.raises(SiteError):
        withdraw_contribution(second, by="contributor")
    assert RecordedLeaf.objects.filter(kind="withdrawal").count() == 1
    assert Mail.objects.filter(kind="withdrawal").count() == 1
    assert Event.objects.filter(kind=State.WITHDRAWN).count() == 1


def test_what_is_withdrawn_takes_no_version_that_was_begun_before(client, call):
    client.post(f"/en/igf/2026/calls/{call.slug}/contribute/quick/", quick_form())
    version = begin_version(the_contribution())
    version.confirmed = stamp()
    version.save()
    contribution = the_contribution()
    withdraw_contribution(contribution, by="contributor")
    version = Version.objects.select_related("contribution__cycle__scope").get(k=2)
    with pytest.raises(SiteError):
        send_version(version, at=stamp(), language="en")
    assert not RecordedLeaf.objects.filter(kind="version").exists()
    assert Version.objects.get(k=2).received is None


def test_no_address_is_verified_with_the_code_of_another(somebody):
    reading = the_contribution()
    code = address_code(reading.key, reading.email)
    Contribution.objects.update(email="stranger@example.org")
    verify_address(reading, code=code)
    assert the_contribution().email_verified is None

"""What the secretariat does with one contribution: reads it, publishes it, ends its way."""

from __future__ import annotations

import io
import re

import pytest

from conspectus.contributions.models import DeskItem
from conspectus.contributions.models.contributions import State
from conspectus.contributions.paths import contribution_path
from conspectus.contributions.services.asking import ask
from conspectus.contributions.services.files import keep_file
from conspectus.contributions.services.register import list_again
from conspectus.contributions.services.versions import begin_version
from conspectus.contributions.services.withdrawing import REFUSALS, withdraw_contribution
from conspectus.core.keys import make_keys
from conspectus.core.models import Mail, RecordedLeaf
from conspectus.core.recording import record
from tests.factories_site import a_call, a_contribution, a_cycle, a_forum, an_account

pytestmark = pytest.mark.django_db
LIST = "/en/igf/2026/desk/contributions/"


@pytest.fixture
def call(home):
    return a_call(a_cycle(a_forum()))


@pytest.fixture
def secretariat(signed_in, call):
    return signed_in(an_account("desk@example.org", role="secretariat", scope=call.cycle.scope))


@pytest.fixture
def received(call):
    return a_contribution(call=call, published=False, title="On access", text="Access for all.")


def _page(client, one, rest=""):
    return client.get(f"{LIST}{one.number}/{rest}").content.decode()


def _sent(client, one, act, **data):
    answer = client.post(f"{LIST}{one.number}/{act}/", data)
    one.refresh_from_db()
    return answer


def test_all_that_was_received_is_listed_whatever_became_of_it(secretariat, call, received):
    published = a_contribution(call=call, title="On trust")
    page = secretariat.get(LIST).content.decode()
    assert "2 contributions" in page
    assert page.index("On trust") < page.index("On access")
    narrowed = secretariat.get(f"{LIST}?state=received").content.decode()
    assert "On access" in narrowed
    assert "On trust" not in narrowed
    found = secretariat.get(f"{LIST}?q={published.number}").content.decode()
    assert "On trust" in found
    assert "On access" not in found
    assert "Nothing was found." in secretariat.get(f"{LIST}?q=nobody").content.decode()


def test_its_text_is_read_before_anything_is_decided(secretariat, received):
    ask(received, kind=DeskItem.Kind.COUNTRY, question="Frence", options=[{"do": "leave"}])
    item = received.desk.get()
    page = _page(secretariat, received)
    assert "Access for all." in page
    assert (
        f'<a href="/en/igf/2026/desk/{item.pk}/">Country not known: <bdi>Frence</bdi></a>' in page
    )
    assert (
        f'href="{LIST}{received.number}/"'
        in secretariat.get(f"/en/igf/2026/desk/{item.pk}/").content.decode()
    )


def test_a_version_is_published_from_here(secretariat, received):
    secretariat.post(f"{LIST}{received.number}/", {"publish": "1"})
    received.refresh_from_db()
    assert received.state == State.PUBLISHED
    assert 'name="publish"' not in _page(secretariat, received)
    again = secretariat.post(f"{LIST}{received.number}/", {"publish": "1"}, follow=True)
    assert "is published already" in again.content.decode()
    none = secretariat.post(f"{LIST}{received.number}/", {"publish": "7"}, follow=True)
    assert "no such version" in none.content.decode()


def test_a_long_text_comes_in_parts(secretariat, call):
    text = "\n\n".join(f"Paragraph {n}: {hash_words(n)}" for n in range(400))
    one = a_contribution(call=call, published=False, text=text)
    first = _page(secretariat, one)
    count = int(re.search(r"Part 1 of (\d+)", first)[1])
    assert count > 1
    assert "Paragraph 0:" in first
    assert "Paragraph 399:" not in first
    for asked in (count, 999):
        assert "Paragraph 399:" in _page(secretariat, one, f"?version=1&part={asked}")
    assert "Paragraph 0:" in _page(secretariat, one, "?part=0")


def hash_words(n: int) -> str:
    """Words that do not compress well, the same at each run."""
    return " ".join(f"w{(n * 7919 + k * 104729) % 1000003}" for k in range(30))


def test_a_file_is_handed_to_the_secretariat_before_it_is_public(secretariat, received):
    document = received.versions.get().documents.get()
    kept = keep_file(io.BytesIO(b"%PDF-1.4 words"), name='a "b".pdf')
    document.file, document.file_name, document.size = kept.path, 'a "b".pdf', 14
    document.media_type = "application/pdf"
    document.save()
    assert "a &#34;b&#34;.pdf" in _page(secretariat, received)
    answer = secretariat.get(f"{LIST}{received.number}/files/{document.pk}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 words"
    assert answer["Content-Disposition"].startswith("attachment")
    assert secretariat.get(f"{LIST}{received.number + 1}/files/{document.pk}/").status_code == 404


def test_refusal_needs_a_reason_of_the_public_list(secretariat, client, received):
    shown = _page(secretariat, received, "refuse/")
    assert all(reason in shown for reason in REFUSALS.values())
    call = client.get(f"/en/igf/2026/calls/{received.call.slug}/").content.decode()
    assert all(reason in call for reason in REFUSALS.values())
    wrong = _sent(secretariat, received, "refuse", reason="dislike")
    assert wrong.status_code == 200
    assert received.state == State.RECEIVED
    assert "Select a valid choice" in wrong.content.decode()
    assert _sent(secretariat, received, "refuse", reason="advertising").status_code == 302
    assert (received.state, received.refusal) == (State.REFUSED, "advertising")
    mail = Mail.objects.get(to="contributor@example.org")
    assert REFUSALS["advertising"] in mail.text
    assert RecordedLeaf.objects.filter(kind="decision").count() == 1
    page = _page(secretariat, received)
    assert "not accepted" in page
    assert REFUSALS["advertising"] in page
    assert "/refuse/" not in page
    public = client.get(f"/en/igf/2026/contributions/{received.number}/")
    assert public.status_code == 410
    assert REFUSALS["advertising"] in public.content.decode()
    assert "On access" not in public.content.decode()


def test_what_is_public_is_not_refused(secretariat, call):
    one = a_contribution(call=call)
    assert "cannot be done any more" in _page(secretariat, one, "refuse/")
    answer = _sent(secretariat, one, "refuse", reason="advertising")
    assert "Only what is received and not published can be refused." in answer.content.decode()
    assert one.state == State.PUBLISHED


def test_withdrawal_for_a_contributor_says_how_it_was_asked_for(secretariat, client, call):
    one = a_contribution(call=call, title="On trust")
    assert _sent(secretariat, one, "withdraw").status_code == 200
    assert _sent(secretariat, one, "withdraw", asked="By a letter of 3 May").status_code == 302
    assert one.state == State.WITHDRAWN
    assert "By a letter of 3 May" in _page(secretariat, one)
    public = client.get(f"/en/igf/2026/contributions/{one.number}/")
    assert public.status_code == 410
    assert "3 May" not in public.content.decode()


def test_one_is_the_same_as_another_that_stands_by_itself(secretariat, call, received):
    other, gone = a_contribution(call=call), a_contribution(call=call)
    withdraw_contribution(gone, by="contributor")
    page = _sent(secretariat, received, "join", number="999").content.decode()
    assert "No contribution of this cycle has this number." in page
    for number in (received.number, gone.number):
        page = _sent(secretariat, received, "join", number=str(number)).content.decode()
        assert "Choose another contribution" in page
    _sent(secretariat, received, "join", number=str(other.number))
    assert (received.state, received.same_as) == (State.DUPLICATE, other)
    page = _page(secretariat, received)
    assert f'href="{LIST}{other.number}/"' in page
    assert 'name="publish"' not in page
    _sent(secretariat, other, "join", number=str(received.number))
    assert other.state == State.PUBLISHED  # no circle


def test_a_copy_stands_again_when_what_it_was_counted_with_is_withdrawn(secretariat, client, call):
    first, second, third = (a_contribution(call=call, title=f"Title {n}") for n in range(3))
    enter_all(call)
    for one in (second, third):
        _sent(secretariat, one, "join", number=str(first.number))
    assert "Title 1" not in client.get("/en/igf/2026/contributions/").content.decode()
    _sent(secretariat, first, "withdraw", asked="By telephone")
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.state, second.same_as) == (State.PUBLISHED, None)
    assert (third.state, third.same_as) == (State.DUPLICATE, second)
    register = client.get("/en/igf/2026/contributions/").content.decode()
    assert "Title 1" in register
    assert "Title 2" not in register


def enter_all(call):
    """Lists what the factory made public."""
    for one in call.contributions.filter(current__isnull=False):
        list_again(one)


def test_an_older_version_does_not_follow_a_newer_one(secretariat, received):
    newer = begin_version(received)
    newer.received = newer.confirmed = received.received
    newer.save()
    secretariat.post(f"{LIST}{received.number}/", {"publish": "2"})
    assert 'name="publish"' not in _page(secretariat, received, "?version=1")
    page = secretariat.post(f"{LIST}{received.number}/", {"publish": "1"}, follow=True)
    assert "is older than what is public." in page.content.decode()
    received.refresh_from_db()
    assert received.current.k == 2


def test_what_is_not_to_be_published_is_kept_and_said_to_be(secretariat, received):
    received.versions.update(publish="not published")
    assert "Keep it, counted and not published" in _page(secretariat, received)
    page = secretariat.post(f"{LIST}{received.number}/", {"publish": "1"}, follow=True)
    assert "Published." not in page.content.decode()
    received.refresh_from_db()
    assert received.state == State.NOT_PUBLISHED
    assert 'name="publish"' not in _page(secretariat, received)


@pytest.mark.django_db(transaction=True)
def test_erasure_asks_for_a_reason_and_a_last_yes(secretariat, client, call, home):
    make_keys(home, address="https://forum.example")
    one = a_contribution(call=call, title="On trust", text="Unheard-of words.")
    record("publication", contribution_path(one), {"title": "On trust"})
    assert "Unheard-of words." in _page(secretariat, one)
    asked = _sent(secretariat, one, "erase", reason="By order of a court").content.decode()
    assert "This field is required" in asked
    assert one.state == State.PUBLISHED
    answer = _sent(secretariat, one, "erase", reason="By order of a court", sure="on")
    assert answer.status_code == 302
    assert one.state == State.ERASED
    page = _page(secretariat, one)
    assert "Unheard-of" not in page
    assert "On trust" not in page
    assert "erased" in page
    assert "/erase/" not in page
    tombstone = RecordedLeaf.objects.get(kind="erasure")
    assert b"By order of a court" in bytes(tombstone.content)
    assert client.get(f"/en/igf/2026/contributions/{one.number}/").status_code == 410

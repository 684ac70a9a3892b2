"""Registering for a meeting: confirmed by mail, places by time, taken back, counted, forgotten."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from conspectus.consultations.models import Registration
from conspectus.consultations.services.clearing_registrations import clear_registrations
from conspectus.consultations.services.registration import (
    MOST_MAILS_IN_ALL,
    cancel,
    change,
    confirm,
    note_attendance,
    register,
)
from conspectus.consultations.services.registration_links import code_of
from conspectus.core.errors import SiteError
from conspectus.core.models import Mail
from conspectus.core.secret_links import text_to_send
from conspectus.people.rules import Role
from tests.factories_meetings import a_meeting
from tests.factories_registration import a_registration, a_wish, registered, terms
from tests.factories_site import an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

PAGE = "/en/igf/2026/meetings/first/"


@pytest.fixture
def meeting(monkeypatch):
    """Registration is open: the clock stands a day before the meeting."""
    made = a_meeting()
    monkeypatch.setattr("conspectus.consultations.services.registration.stamp", lambda: made.starts)
    return made


def confirmed(meeting, email: str, **fields) -> Registration:
    one = registered(meeting, email, **fields)
    return confirm(one, code=code_of(one))


def states(meeting) -> list[str]:
    return [one.state for one in Registration.objects.filter(meeting=meeting)]


def subjects(to: str) -> list[str]:
    return [one.subject.partition(":")[0] for one in Mail.objects.filter(to=to).order_by("pk")]


def test_a_stranger_has_no_place_before_the_address_is_confirmed(meeting):
    terms(meeting, seats=1)
    one = registered(meeting, "ana@example.org")
    assert one.state == "unconfirmed"
    with pytest.raises(SiteError, match="not complete"):
        confirm(one, code="wrong")
    confirm(one, code=code_of(one))
    one.refresh_from_db()
    assert one.state == "placed"
    assert subjects("ana@example.org") == ["Please confirm your registration", "You are registered"]
    mail = Mail.objects.filter(to="ana@example.org").last()
    assert code_of(one) not in mail.text
    assert f"/igf/2026/meetings/first/register/{one.pk}/{code_of(one)}/" in text_to_send(mail.text)


def test_nobody_learns_from_the_form_who_is_registered(meeting, client):
    terms(meeting)
    confirmed(meeting, "ana@example.org", name="Ana")
    registered(meeting, "ana@example.org", name="Somebody Else", minutes=5)
    (one,) = Registration.objects.all()
    assert one.name == "Ana"
    assert subjects("ana@example.org")[-1] == "You are registered"


def test_a_stranger_neither_changes_nor_crowds_out_what_an_address_has_not_confirmed(meeting):
    terms(meeting, seats=5)
    one = registered(meeting, "ana@example.org", name="Ana")
    bad = registered(meeting, "ana@example.org", name="Bad Words", listed=True, minutes=5)
    assert code_of(one) != code_of(bad)
    one.refresh_from_db()
    assert (one.name, one.listed, one.state) == ("Ana", False, "unconfirmed")
    confirm(one, code=code_of(one))
    assert confirm(bad, code=code_of(bad)) == one  # whoever reads her mails is she
    bad.refresh_from_db()
    assert bad.state == "unconfirmed"
    account = an_account("bea@example.org")
    registered(meeting, "bea@example.org", name="Bad Words", listed=True)
    own = registered(meeting, "bea@example.org", name="Bea", account=account, minutes=5)
    assert (own.name, own.listed, own.state) == ("Bea", False, "placed")
    assert own.account == account
    assert subjects("bea@example.org")[-1] == "You are registered"


def test_a_flood_of_forms_uses_up_no_mail_of_who_is_registered(meeting):
    terms(meeting, seats=0)
    one = confirmed(meeting, "ana@example.org")
    for minute in range(1, MOST_MAILS_IN_ALL + 1):
        registered(meeting, "ana@example.org", name="Bad Words", minutes=minute)
    for n in range(MOST_MAILS_IN_ALL):
        other = a_meeting(meeting.cycle, slug=f"more-{n}")
        terms(other)
        registered(other, "ana@example.org", name="Bad Words")
    assert len(subjects("ana@example.org")) <= MOST_MAILS_IN_ALL + 2
    terms(meeting, seats=1)
    one.refresh_from_db()
    assert one.state == "placed"
    assert subjects("ana@example.org")[-1] == "You are registered"


def test_one_network_sends_few_forms_for_one_address_and_many_for_many(meeting, client):
    terms(meeting, closes=None)
    meeting.ends = None
    meeting.starts = meeting.starts.replace(year=2999)
    meeting.save()
    form = {"name": "Ana", "capacity": "personal", "channel": "room", "email": "ana@example.org"}
    hall = {"REMOTE_ADDR": "192.0.2.1"}
    answers = [
        client.post(f"{PAGE}register/", {**form, "key": str(n)}, **hall).status_code
        for n in range(7)
    ]
    assert answers == [302] * 6 + [200]
    refused = client.post(f"{PAGE}register/", {**form, "key": "x"}, **hall).content.decode()
    assert "Several forms with this address came from your network" in refused
    for n in range(20):
        other = {**form, "key": f"o{n}", "email": f"p{n}@example.org"}
        assert client.post(f"{PAGE}register/", other, **hall).status_code == 302


def test_a_mistyped_address_is_put_right_in_the_same_form(meeting, client):
    terms(meeting, closes=None)
    meeting.ends = None
    meeting.starts = meeting.starts.replace(year=2999)
    meeting.save()
    form = {"key": "abc", "name": "Ana", "capacity": "personal", "channel": "room"}
    client.post(f"{PAGE}register/", {**form, "email": "anna@example.org"})
    client.post(f"{PAGE}register/", {**form, "email": "ana@example.org"})
    assert subjects("ana@example.org") == ["Please confirm your registration"]


def test_a_form_sent_again_for_another_address_changes_nothing(meeting):
    terms(meeting)
    one = registered(meeting, "ana@example.org", name="Ana")
    account = an_account("bea@example.org")
    register(
        meeting,
        a_wish("Bea"),
        email=account.email,
        account=account,
        key=one.key,
        language="en",
        at=one.asked,
    )
    one = Registration.objects.get()
    assert (one.name, one.account, one.state) == ("Ana", None, "unconfirmed")


def test_places_go_by_the_time_of_asking_in_the_room_and_from_afar(meeting):
    terms(meeting, seats=1, remote_seats=None)
    late = registered(meeting, "late@example.org", minutes=9)
    first = confirmed(meeting, "first@example.org", minutes=1)
    second = confirmed(meeting, "second@example.org", minutes=2)
    confirm(late, code=code_of(late))
    afar = confirmed(meeting, "afar@example.org", minutes=20, channel="remote")
    for one, state in ((first, "placed"), (second, "waiting"), (late, "waiting"), (afar, "placed")):
        one.refresh_from_db()
        assert one.state == state, one
    cancel(first)
    second.refresh_from_db()
    assert second.state == "placed"
    assert subjects("second@example.org")[-1] == "You are registered"
    terms(meeting, seats=2)
    late.refresh_from_db()
    assert late.state == "placed"


def test_another_channel_is_a_new_wish_behind_those_who_wait(meeting):
    terms(meeting, seats=1, remote_seats=5)
    afar = confirmed(meeting, "afar@example.org", channel="remote")
    confirmed(meeting, "in@example.org", minutes=1)
    waits = confirmed(meeting, "waits@example.org", minutes=2)
    change(afar, a_wish("Afar", channel="room"))
    afar.refresh_from_db()
    assert (afar.state, afar.name) == ("waiting", "Afar")
    assert afar.asked > waits.asked


def test_registration_is_open_between_its_times_alone(meeting):
    with pytest.raises(SiteError, match="not open"):
        registered(meeting, "ana@example.org")
    terms(meeting, opens=meeting.starts)
    with pytest.raises(SiteError, match="not open"):
        registered(meeting, "ana@example.org")
    with pytest.raises(SiteError, match="closes after"):
        terms(meeting, opens=meeting.starts, closes=meeting.starts)


def test_the_public_page_counts_everybody_and_names_who_agreed(meeting, client):
    terms(meeting)
    for number, is_listed in enumerate((True, False, True)):
        confirmed(meeting, f"p{number}@example.org", name=f"Person {number}", listed=is_listed)
    page = client.get(f"{PAGE}participants/").content.decode()
    assert "Person 0" in page
    assert "Person 1" not in page
    assert "example.org" not in page.partition("<main")[2]
    meeting.registration_terms.refresh_from_db()
    assert meeting.registration_terms.figures["registered"] == 3
    came = {one.pk: one.name == "Person 2" for one in Registration.objects.all()}
    assert note_attendance(meeting, came) == 3
    page = client.get(f"{PAGE}participants/").content.decode()
    assert "Of those who came" in page
    assert "Person 0" not in page
    assert "designations" in page


def test_a_meeting_without_attribution_lists_nobody(meeting, client):
    terms(meeting)
    confirmed(meeting, "ana@example.org", name="Ana Hidden", listed=True)
    meeting.mode = meeting.Mode.NON_ATTRIBUTION
    meeting.save()
    page = client.get(f"{PAGE}participants/").content.decode()
    assert "Ana Hidden" not in page
    assert "nobody is listed" in page


def test_the_way_of_a_stranger_and_of_the_secretariat_on_pages(meeting, client, signed_in):
    terms(meeting, closes=None)
    meeting.ends = None
    meeting.starts = meeting.starts.replace(year=2999)
    meeting.save()
    assert f'href="{PAGE}register/"' in client.get(PAGE).content.decode()
    form = {"key": "abc", "name": "=Ana", "capacity": "personal", "channel": "room"}
    form |= {"email": "Ana@Example.org", "country": "Nowhereland", "needs": "A ramp."}
    refused = client.post(f"{PAGE}register/", form).content.decode()
    assert "is not in the table of countries" in refused
    assert "A ramp." in refused
    assert client.post(f"{PAGE}register/", {**form, "country": ""}).status_code == 302
    one = Registration.objects.get()
    own = f"{PAGE}register/{one.pk}/{code_of(one)}/"
    assert client.get(own.replace(code_of(one), "x")).status_code == 404
    assert client.post(own, {"do": "confirm"}).status_code == 302
    assert "There is a place for you" in client.get(own).content.decode()

    signed_in(an_account("s@example.org", role=Role.SECRETARIAT, scope=meeting.cycle.scope))
    listed = reverse("attendance", kwargs={"forum": "igf", "cycle": "2026", "meeting": "first"})
    assert "A ramp." in client.get(listed).content.decode()
    client.post(listed, {f"came-{one.pk}": "yes", "came-x": "yes"})
    rows = list(csv.DictReader(io.StringIO(client.get(f"{listed}export.csv").content.decode())))
    assert [(row["name"], row["came"], row["needs"]) for row in rows] == [
        ("'=Ana", "yes", "A ramp.")
    ]
    client.post(f"{listed}terms/", {"seats": "0", "lists": "on"})
    meeting.registration_terms.refresh_from_db()
    assert meeting.registration_terms.seats == 0
    assert client.post(own, {"do": "cancel"}).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.needs) == ("cancelled", "")


def test_the_link_from_afar_is_theirs_alone_who_may_follow(meeting, client):
    terms(meeting)
    meeting.remote, meeting.admission = "https://example.org/room", "registered"
    meeting.mode = meeting.Mode.OBSERVERS
    meeting.save()
    page = client.get(PAGE).content.decode()
    assert "https://example.org/room" not in page
    assert "Whoever has registered" in page
    assert "observers whom the chair invites" in page
    one = confirmed(meeting, "ana@example.org", channel="remote")
    own = client.get(f"{PAGE}register/{one.pk}/{code_of(one)}/").content.decode()
    assert "https://example.org/room" in own
    for path in ("calendar.ics", "export.json"):
        assert b"example.org/room" not in client.get(f"{PAGE}{path}").content


def test_needs_of_access_go_when_the_meeting_is_over():
    meeting = a_meeting()  # long ago
    one = a_registration(meeting)
    a_registration(meeting, key="b", email="b@example.org", needs="", confirmed=None, placed=None)
    assert clear_registrations() == 2
    one.refresh_from_db()
    assert one.needs == ""
    assert Registration.objects.count() == 1


def test_an_address_that_is_typed_for_many_meetings_gets_so_many_mails_an_hour(meeting):
    for n in range(MOST_MAILS_IN_ALL + 1):
        one = a_meeting(meeting.cycle, slug=f"more-{n}")
        terms(one)
        at, email = one.starts - dt.timedelta(days=1), "ana@example.org"
        register(one, a_wish(), email=email, account=None, key=f"{n}", language="en", at=at)
    assert len(subjects("ana@example.org")) == MOST_MAILS_IN_ALL
    terms(meeting)
    registered(meeting, "bo@example.org")
    assert len(subjects("bo@example.org")) == 1

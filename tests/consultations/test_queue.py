"""A speaking queue at work: asking, calling, doing otherwise, what is public and what is not."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse

from conspectus.consultations.models import Intervention, Meeting, QueueChange, QueueRequest
from conspectus.consultations.queries.queue import standing_of
from conspectus.consultations.services.captions import begin, end
from conspectus.consultations.services.queue import (
    call_next,
    call_point,
    close_forgotten,
    close_queue,
    end_current,
    open_item,
    open_queue,
    override,
    own_request_path,
    take_in,
    withdraw,
)
from conspectus.consultations.services.queue_options import publish_options
from conspectus.core.errors import SiteError
from conspectus.core.models import LiveEvent, RecordedLeaf
from conspectus.people.rules import Role
from tests.factories_meetings import a_meeting
from tests.factories_queue import a_request, after, an_open_queue, chosen, of
from tests.factories_site import BEFORE, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

HERE = {"forum": "igf", "cycle": "2026", "meeting": "first"}
PAGE = "/en/igf/2026/meetings/first/queue/"


def names(queue, seconds=600):
    return [one.request.name for one in standing_of(queue, now=after(seconds)).lines]


def a_group(meeting):
    groups = meeting.cycle.forum.group_tree.groups
    return groups.create(slug="gondoliers", names={"en": "Gondoliers"})


def log_of(client):
    return client.get(f"{PAGE}log/").content.decode()


def test_options_are_public_before_the_queue_opens_and_change_then_with_a_reason_only(client):
    meeting = a_meeting()
    queue = publish_options(meeting, chosen=chosen(limit_s=300), by=None, at=BEFORE)
    assert "at most 5:00" in client.get(PAGE).content.decode()
    with pytest.raises(SiteError, match="not open"):
        a_request(queue, "Ana", 1)
    publish_options(meeting, chosen=chosen(limit_s=240), by=None, at=BEFORE)
    open_queue(of(meeting), at=BEFORE)
    with pytest.raises(SiteError, match="write why") as refused:
        publish_options(meeting, chosen=chosen(first_turns=True), by=None, at=BEFORE)
    assert refused.value.field == "reason"
    publish_options(
        meeting, chosen=chosen(first_turns=True), by=None, at=BEFORE, reason="Many ask."
    )
    assert "Many ask." in log_of(client)
    leaves = RecordedLeaf.objects.filter(kind="queue options")
    assert [json.loads(bytes(one.content))["edition"] for one in leaves] == [1, 2, 3]


def test_one_list_for_room_remote_and_text_and_the_next_is_called_by_time():
    queue = an_open_queue()
    a_request(queue, "Far", 2, channel="remote")
    a_request(queue, "Near", 1)
    a_request(queue, "Writes", 3, channel="text", text="Libraries first.")
    assert names(queue) == ["Near", "Far", "Writes"]
    assert call_next(queue, at=after(10)) == 2
    with pytest.raises(SiteError, match="has changed"):
        call_next(queue, at=after(11), shown=2)  # pressed twice
    found = standing_of(queue, now=after(100))
    assert (found.speaking.name, found.left_s, found.next.request.name) == ("Near", 90, "Far")
    call_next(queue, at=after(110), shown=1)
    end_current(queue, at=after(140))
    found = standing_of(queue, now=after(600))
    assert dict(found.by_channel) == {"room": 100, "remote": 30, "text": 0}
    assert [seconds for _group, seconds in found.by_group] == [130]
    said = [row.payload["act"] for row in LiveEvent.objects.order_by("pk")]
    assert said == ["options", "opened", *["asked"] * 3, "called", "called", "ended"]


def test_who_has_spoken_waits_behind_first_turns_whatever_account_or_name_they_use():
    queue = an_open_queue(first_turns=True)
    account = an_account()
    a_request(queue, "Ana", 1, account=account)
    call_next(queue, at=after(5))
    end_current(queue, at=after(6))
    a_request(queue, "Ana B.", 7, account=account)
    a_request(queue, "Bo", 8)
    a_request(queue, "  ANA ", 9, kind="reply")
    assert names(queue) == ["Bo", "Ana B.", "  ANA "]


def test_one_open_request_a_person_and_item():
    queue = an_open_queue()
    a_request(queue, "Ana", 1, item=1)
    with pytest.raises(SiteError, match="already") as refused:
        a_request(queue, "ana", 2, item=1)
    assert refused.value.field == "name"
    a_request(queue, "Ana", 3, item=2)
    with pytest.raises(SiteError, match="no such item"):
        a_request(queue, "Bo", 4, item=3)
    open_item(queue, item=2)
    assert call_next(of(queue.meeting), at=after(5)) == 2


def test_a_point_of_order_interrupts_and_who_spoke_goes_on_with_the_time_that_was_left():
    queue = an_open_queue()
    for name, seconds in (("Ana", 1), ("Bo", 2)):
        a_request(queue, name, seconds)
    assert call_point(queue, at=after(3)) == 0
    call_next(queue, at=after(10))
    a_request(queue, "Cy", 11, kind="point", by_chair=True)
    assert call_point(queue, at=after(40)) == 3
    assert names(queue) == ["Ana", "Bo"]
    call_next(queue, at=after(60))
    found = standing_of(queue, now=after(70))
    assert (found.speaking.name, found.left_s) == ("Ana", 180 - 30 - 10)
    assert QueueRequest.objects.get(name="Cy").ended == after(60)


def test_each_override_has_a_reason_that_everybody_reads_and_a_leaf_that_names_nobody(client):
    queue = an_open_queue()
    for name, seconds in (("Ana", 1), ("Bo", 2), ("Cy", 3)):
        a_request(queue, name, seconds)
    by = an_account()
    with pytest.raises(SiteError, match="Write the reason"):
        override(queue, number=3, act="move", reason=" ", by=by, at=after(4))
    override(queue, number=3, act="move", reason="Cy has to leave.", by=by, at=after(4), place=2)
    override(queue, number=1, act="skip", reason="Not here.", by=by, at=after(5))
    assert names(queue) == ["Bo", "Cy", "Ana"]
    override(queue, number=1, act="now", reason="Here again.", by=by, at=after(6))
    assert standing_of(queue, now=after(7)).speaking.name == "Ana"
    page = log_of(client)
    assert all(said in page for said in ("Cy has to leave.", "to place 2", "Not here.", "again."))
    leaves = [bytes(one.content) for one in RecordedLeaf.objects.filter(kind="queue override")]
    assert len(leaves) == QueueChange.objects.count() == 3
    assert b"Cy" not in b"".join(leaves)


def test_what_was_written_is_an_intervention_once_it_is_read_out_or_taken_in(client):
    queue = an_open_queue()
    for number in (1, 2):
        a_request(queue, f"P{number}", number, channel="text", text=f"Words {number}.", item=2)
    with pytest.raises(SiteError, match="writes what"):
        a_request(queue, "Empty", 3, channel="text")
    call_next(queue, at=after(10))
    end_current(queue, at=after(20))
    take_in(queue, number=2, at=after(30))
    said = Intervention.objects.order_by("number")
    assert [(one.text, one.speaker.name, one.channel, one.item, one.page) for one in said] == [
        ("Words 1.", "P1", "text", 2, 1),
        ("Words 2.", "P2", "text", 2, 1),
    ]
    assert not QueueRequest.objects.exclude(text="").exists()
    assert "Words 2." in client.get("/en/igf/2026/meetings/first/i/2/").content.decode()


def test_a_meeting_without_attribution_shows_nobody_and_keeps_nobody(client):
    queue = an_open_queue(a_meeting(mode=Meeting.Mode.NON_ATTRIBUTION))
    fields = {"capacity": "Librarian", "on_behalf_of": "Quokkas"}
    a_request(queue, "Anahita", 1, account=an_account(), **fields)
    a_request(queue, "Bolormaa", 2, channel="text", text="Words.")
    call_next(queue, at=after(10))
    pages = "".join(
        client.get(f"{PAGE}{part}").content.decode() for part in ("", "screen/", "queue.json")
    )
    assert "Request 1" in pages
    assert not any(word in pages for word in ("Anahita", "Bolormaa", "Librarian", "Quokkas"))
    call_next(queue, at=after(20))
    close_queue(queue, at=after(30))
    assert not QueueRequest.objects.exists()
    assert Intervention.objects.get().speaker is None


def test_without_attribution_the_queue_tells_no_group_class_channel_or_time_of_a_turn(client):
    meeting = a_meeting(mode=Meeting.Mode.NON_ATTRIBUTION)
    queue = an_open_queue(meeting, classes=["Quokkas"], shares=True, remote_delay_s=7)
    group = a_group(meeting)
    fields = {"group": group, "precedence": "Quokkas", "channel": "remote"}
    for number in (1, 2, 3):
        a_request(queue, f"P{number}", number, **fields)
    a_request(queue, "Bo", 4)
    call_next(queue, at=after(10))
    call_next(queue, at=after(20))
    assert names(queue) == ["P3", "Bo"]
    told = client.get(f"{PAGE}queue.json").json()
    rows = [told["speaking"], *told["waiting"], *told["spoken"]]
    private = ("group", "channel", "called", "ended", "spent_s")
    assert {row[one] or "" for row in rows for one in private} == {""}
    assert {row["why"][:8] for row in told["waiting"]} == {"asked at"}
    waiting = client.get(PAGE).content.decode()
    assert "Speaking time" not in waiting
    for page in (waiting.split("How the order")[0], client.get(f"{PAGE}screen/").content.decode()):
        assert not any(
            said in page for said in ("Quokkas", "From afar", "its group", "counted", "no class")
        )
        assert "Gondoliers" not in page
    withdraw(QueueRequest.objects.get(name="P3"), at=after(25))
    assert set(QueueRequest.objects.filter(name="").values_list("precedence", flat=True)) == {""}
    close_queue(queue, at=after(30))
    assert not QueueRequest.objects.exists()


def test_without_attribution_shares_of_groups_count_until_the_queue_is_closed():
    meeting = a_meeting(mode=Meeting.Mode.NON_ATTRIBUTION)
    queue = an_open_queue(meeting, shares=True)
    group = a_group(meeting)
    for name, seconds in (("Ana", 1), ("Bo", 2)):
        a_request(queue, name, seconds, group=group)
    a_request(queue, "Cy", 3)
    call_next(queue, at=after(10))
    end_current(queue, at=after(20))
    assert names(queue) == ["Cy", "Bo"]
    close_queue(queue, at=after(30))
    assert not QueueRequest.objects.exclude(group=None).exists()


def test_of_whoever_takes_a_request_back_or_is_never_called_nothing_is_kept():
    queue = an_open_queue()
    for name, seconds in (("Ana", 1), ("Bo", 2)):
        a_request(queue, name, seconds)
    withdraw(QueueRequest.objects.get(name="Ana"), at=after(3))
    close_queue(queue, at=after(4))
    assert set(QueueRequest.objects.values_list("name", "speaker")) == {("", "")}
    with pytest.raises(SiteError, match="not open"):
        call_next(of(queue.meeting), at=after(5))


def test_a_queue_that_nobody_closed_is_closed():
    queue = an_open_queue()
    a_request(queue, "Ana", 1)
    assert close_forgotten() == 1
    assert QueueRequest.objects.get().name == ""
    assert close_forgotten() == 0


def test_a_stranger_asks_by_a_phone_sees_the_place_and_why_and_takes_it_back(client):
    queue = an_open_queue()
    a_request(queue, "Ana", 1)
    form = client.get(f"{PAGE}ask/")
    assert not form.cookies
    (key,) = re.findall(r'name="key" value="([^"]+)"', form.content.decode())
    sent = {"name": "Bo", "channel": "remote", "kind": "intervention", "item": "2", "key": key}
    answer = client.post(f"{PAGE}ask/", sent)
    assert client.post(f"{PAGE}ask/", sent)["Location"] == answer["Location"]
    own = client.get(answer["Location"])
    assert not own.cookies
    own = own.content.decode()
    assert '<p class="huge">2</p>' in own
    assert "asked at " in own
    assert client.get(answer["Location"].replace("/own/2/", "/own/1/")).status_code == 404
    assert client.post(answer["Location"]).status_code == 302
    assert "was taken back" in client.get(answer["Location"]).content.decode()
    assert own_request_path(queue.requests.get(number=1)) not in client.get(PAGE).content.decode()


def test_the_chair_gives_the_floor_by_one_button(client, signed_in):
    queue = an_open_queue()
    scope = queue.meeting.cycle.forum.scope
    chair = signed_in(an_account("chair@example.org", role="chair", scope=scope))
    a_request(queue, "Ana", 1)
    where = reverse("queue-chair", kwargs=HERE)
    answer = chair.post(where, {"do": "point"})
    assert answer["Location"].endswith("/add/?kind=point")
    assert 'value="point" selected' in chair.get(answer["Location"]).content.decode()
    assert 'name="shown" value="1"' in chair.get(where).content.decode()
    chair.post(where, {"do": "next", "shown": "1"})
    chair.post(where, {"do": "next", "shown": "1"})
    page = chair.get(f"{where}?every=10")
    assert "has changed" in page.content.decode()
    assert page["Refresh"] == "10"
    assert QueueRequest.objects.get().is_speaking


def test_the_chair_takes_any_request_back_with_a_reason_that_the_log_shows(client, signed_in):
    queue = an_open_queue()
    scope = queue.meeting.cycle.forum.scope
    chair = signed_in(an_account("chair@example.org", role="chair", scope=scope))
    a_request(queue, "Nobody", 1, kind="point", text="Words.")
    where = reverse("queue-request", kwargs={**HERE, "number": 1})
    chair.post(where, {"act": "withdraw", "reason": " "})
    assert QueueRequest.objects.get().is_waiting
    assert chair.post(where, {"act": "withdraw", "reason": "Invented."}).status_code == 302
    row = QueueRequest.objects.get()
    assert row.withdrawn
    assert (row.name, row.speaker, row.text) == ("", "", "")
    assert names(queue) == []
    page = log_of(client)
    assert "taken back" in page
    assert "Invented." in page
    assert client.get(f"{PAGE}changes.json").json()["changes"][0]["act"] == "withdraw"
    assert RecordedLeaf.objects.filter(kind="queue override").count() == 1


def test_a_full_queue_still_takes_whom_the_chair_adds(monkeypatch):
    monkeypatch.setattr("conspectus.consultations.services.queue.FULL", 1)
    queue = an_open_queue()
    a_request(queue, "Ana", 1)
    with pytest.raises(SiteError, match="full"):
        a_request(queue, "Bo", 2)
    a_request(queue, "Cy", 3, kind="point", by_chair=True)
    assert names(queue) == ["Cy", "Ana"]


def a_silent_queue(**fields):
    meeting = a_meeting(mode=Meeting.Mode.NON_ATTRIBUTION, **fields)
    return an_open_queue(meeting)


def test_of_a_meeting_without_attribution_totals_alone_are_left(client):
    queue = a_silent_queue()
    a_request(queue, "Ana", 1, channel="remote")
    a_request(queue, "Bo", 2)
    override(queue, number=2, act="now", reason="A plane.", by=None, at=after(3))
    call_next(queue, at=after(100))
    assert "By channel" not in client.get(PAGE).content.decode()
    assert not RecordedLeaf.objects.filter(kind="queue override").exists()
    assert {one.payload["number"] for one in LiveEvent.objects.filter(payload__kind="queue")} == {0}
    close_queue(queue, at=after(400))
    assert not QueueRequest.objects.exists()
    leaf = RecordedLeaf.objects.get(kind="queue override")  # its own time is that of the end
    assert json.loads(bytes(leaf.content)).keys() & {"request", "at", "place"} == set()
    change = QueueChange.objects.get()
    assert (change.request, change.at, change.reason) == (None, None, "A plane.")
    assert [one.payload["act"] for one in LiveEvent.objects.all()] == ["closed"]
    assert of(queue.meeting).totals == {"remote": 300, "room": 120}
    assert "By channel" in client.get(PAGE).content.decode()
    assert "A plane." in log_of(client)
    told = client.get(f"{PAGE}changes.json").json()
    assert told["changes"][0]["at"] is None
    open_queue(of(queue.meeting), at=after(500))  # it was no end
    a_request(of(queue.meeting), "Cy", 501)
    call_next(of(queue.meeting), at=after(510))
    close_queue(of(queue.meeting), at=after(570))
    assert of(queue.meeting).totals == {"remote": 300, "room": 180}


def test_the_end_of_a_meeting_closes_its_queue():
    queue = a_silent_queue()
    begin(queue.meeting)
    a_request(queue, "Ana", 1)
    end(queue.meeting)
    assert of(queue.meeting).closed is not None
    assert not QueueRequest.objects.exists()
    assert [one.payload["kind"] for one in LiveEvent.objects.all()] == ["state"]


def test_a_silent_queue_that_nobody_closed_is_closed_the_day_after():
    a_request(a_silent_queue(), "Ana", 1)  # of a meeting long ago
    assert close_forgotten() == 1
    assert not QueueRequest.objects.exists()


def test_who_types_the_name_of_an_account_takes_nothing_of_it():
    queue = an_open_queue(first_turns=True)
    account = an_account()
    a_request(queue, "Ana", 1)  # a stranger
    a_request(queue, "Ana", 2, account=account)
    call_next(queue, at=after(3))
    end_current(queue, at=after(4))
    waiting = standing_of(queue, now=after(5)).lines
    assert [one.reasons[0].why for one in waiting] == ["first"]
    with pytest.raises(SiteError, match="already"):
        a_request(queue, "Ana B.", 6, account=account)
    a_request(queue, "\u0410na", 7)  # a Cyrillic letter in front, drawn as the Latin one
    with pytest.raises(SiteError, match="already"):
        a_request(queue, "ana", 8)


def test_the_chair_sees_whose_name_was_only_typed(client, signed_in):
    queue = an_open_queue()
    a_request(queue, "Ana", 1)
    a_request(queue, "Bo", 2, account=an_account())
    a_request(queue, "Cy", 3, by_chair=True)
    chair = an_account("c@example.org", role=Role.CHAIR, scope=queue.meeting.cycle.scope)
    assert "not verified" not in client.get(PAGE).content.decode()
    signed_in(chair)
    page = client.get(reverse("queue-chair", kwargs=HERE)).content.decode()
    assert page.count("name typed, not verified") == 2  # Ana as next, and in the list
    assert "00:00:01" in page or ":01" in page


def test_public_pages_tell_minutes_and_the_own_place_seconds(client):
    queue = an_open_queue()
    one = a_request(queue, "Ana", 61)
    override(queue, number=1, act="skip", reason="Not here.", by=None, at=after(125))
    exact = re.compile(r"\d\d:\d\d:\d\d(?!Z)")
    for path in ("", "screen/", "log/"):
        shown = re.sub(r"<[^>]*>", " ", client.get(PAGE + path).content.decode())
        assert not exact.search(shown.partition("How the order")[0]), path
    for name in ("queue.json", "changes.json"):
        assert not exact.search(client.get(PAGE + name).content.decode()), name
    assert exact.search(client.get(f"/en{own_request_path(one)}").content.decode())


def test_a_flood_of_points_of_order_is_stopped_and_nobody_else(client, signed_in):
    queue = an_open_queue()
    hall = {"REMOTE_ADDR": "192.0.2.1"}

    def asked(name, kind="point", **more):
        form = {"name": name, "channel": "remote", "kind": kind, "key": f"{name} {kind}"}
        return client.post(f"{PAGE}ask/", form, **{**hall, **more})

    assert [asked(f"P {n}x").status_code for n in range(11)] == [302] * 10 + [200]
    assert "try again in ten minutes" in asked("Pat").content.decode()
    assert asked("Ana", kind="intervention").status_code == 302
    assert asked("Far", REMOTE_ADDR="198.51.100.9").status_code == 302
    a_request(queue, "Bo", 1, kind="point", item=1)
    with pytest.raises(SiteError, match="already"):  # one at a time, whatever the item
        a_request(queue, "Bo", 2, kind="point", item=2)
    signed_in(an_account("d@example.org"))
    page = client.get(f"{PAGE}ask/").content.decode()
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)[1]
    form = {"name": "Dee", "channel": "room", "kind": "point", "key": "dee"}
    answer = client.post(f"{PAGE}ask/", {**form, "csrfmiddlewaretoken": token}, **hall)
    assert answer.status_code == 302

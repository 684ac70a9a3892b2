"""Who takes part, versions of the minutes and what is to be done, as their pages tell it."""

from __future__ import annotations

import datetime as dt

import pytest

from conspectus.consultations.models import MinutesPoint
from conspectus.consultations.services.registration import count
from tests.factories_meetings import a_meeting
from tests.factories_minutes import written_minutes
from tests.factories_registration import a_registration, terms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

ALL = "/api/v1/forums/igf/cycles/2026/meetings"


def test_only_those_who_agreed_are_named_and_all_are_counted(client):
    meeting = a_meeting()
    assert client.get(f"{ALL}/first/participants").status_code == 404  # nobody can register
    made = terms(meeting)
    a_registration(meeting)
    a_registration(meeting, key="b", email="b@example.org", name="Bo", listed=False)
    count(meeting, made)
    answer = client.get(f"{ALL}/first/participants").json()
    assert [one["name"] for one in answer["items"]] == ["Adwoa Mensah"]
    assert (answer["registered"], answer["waiting"], answer["came"]) == (2, 0, None)
    assert answer["channels"] == [{"channel": "room", "count": 2}]
    assert answer["groups"] == [{"name": None, "count": 2}]
    assert answer["next"] is None


def test_nobody_is_named_in_a_meeting_without_attribution(client):
    meeting = a_meeting(mode="non-attribution")
    assert not meeting.is_attributed
    count(meeting, terms(meeting))
    a_registration(meeting)
    assert client.get(f"{ALL}/first/participants").json()["items"] == []


def test_an_action_point_that_was_done_since_is_done(client):
    meeting = a_meeting()
    assert client.get(f"{ALL}/first/minutes").status_code == 404
    version = written_minutes(meeting)
    [one] = client.get(f"{ALL}/first/minutes").json()["items"]
    assert (one["number"], one["sha256"], one["erased"]) == (1, version.sha256, None)
    assert one["address"].endswith("/igf/2026/meetings/first/minutes/v1/")
    MinutesPoint.objects.filter(kind="action").update(done=dt.date(2026, 7, 1))
    [point] = client.get(f"{ALL}/actions").json()["items"]
    assert (point["text"], point["owner"]) == ("Send the list.", "The secretariat")
    assert (point["meeting"], point["done"]) == ("first", "2026-07-01")

"""A captioner's program sends what is said in a meeting, with a token for nothing else."""

from __future__ import annotations

import pytest

from conspectus.consultations.models import Caption
from conspectus.consultations.services.captions import begin
from conspectus.site.api.limits import CAPTIONS, WRITING, windows
from tests.factories_meetings import a_meeting
from tests.factories_site import an_account
from tests.site.api.test_sending import a_token, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

MEETING = "/api/v1/forums/igf/cycles/2026/meetings/first"
SENT = f"{MEETING}/captions"


@pytest.fixture
def meeting():
    made = a_meeting()
    begin(made)
    return made


@pytest.fixture
def headers(meeting):
    account = an_account(role="secretariat", scope=meeting.cycle.forum.scope)
    return a_token(account, "captions:igf")[0]


def test_captions_are_sent_corrected_and_read(client, headers):
    said = {"text": "Axes for all.", "speaker": "ANA", "channel": "remote", "key": "1"}
    first = post(client, SENT, said, headers)
    assert (first.status_code, first.json()) == (201, {"number": 1, "place": 1})
    again = post(client, SENT, said, headers)
    assert (again.status_code, again.json()) == (200, {"number": 1, "place": 1})
    better = post(client, SENT, {"text": "Access for all.", "replaces": 1}, headers)
    assert better.json() == {"number": 2, "place": 1}
    assert [one["text"] for one in client.get(f"{MEETING}/live/captions").json()["items"]] == [
        "Access for all."
    ]
    live = client.get(f"{MEETING}/live").json()
    assert (live["is_on"], live["speaker"], live["last"]) == (True, "ANA", 2)


def test_a_token_for_something_else_sends_no_caption(client, meeting):
    account = an_account(role="secretariat", scope=meeting.cycle.forum.scope)
    for scope in ("contribute", "manage:igf"):
        other, _ = a_token(account, scope)
        assert post(client, SENT, {"text": "Access."}, other).status_code == 403
    assert post(client, SENT, {"text": "Access."}, {}).status_code == 401
    assert not Caption.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [({"text": " "}, "text"), ({"item": 9}, "item"), ({"replaces": 5}, "replaces")],
)
def test_what_is_wrong_is_named_by_its_field(client, headers, change, field):
    answer = post(client, SENT, {"text": "Access.", **change}, headers)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == [field]


def test_a_captioner_may_send_more_often_than_other_programs(client, headers):
    windows.forget()
    answer = post(client, SENT, {"text": "Access."}, headers)
    assert answer["RateLimit-Policy"] == f'"captions";q={CAPTIONS};w=60'
    assert CAPTIONS >= 10 * WRITING

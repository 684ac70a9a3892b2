"""The meeting and the online forum of the demonstration, as the services make them."""

from __future__ import annotations

import json

import pytest

from conspectus import sample
from conspectus.cli.site.demo_voices import GROUPS, add_voices
from conspectus.consultations.models import Intervention, Meeting, MinutesVersion, QueueRequest
from conspectus.discussion.models import Category, OpinionDrawing, Post, Proposition, Response
from conspectus.discussion.services.mapping import make_map
from conspectus.people.models import Account
from tests.factories_site import a_cycle

pytestmark = pytest.mark.django_db

VOICES = sample.data_folder().parent / "voices"


def test_a_meeting_and_an_online_forum_are_there_to_be_read():
    cycle = a_cycle()
    account = Account.objects.create(email="secretariat@example.org")
    assert add_voices(cycle, VOICES, secretariat=account)
    meeting = Meeting.objects.get(cycle=cycle)
    said = Intervention.objects.filter(meeting=meeting, state=Intervention.State.PUBLISHED)
    assert [one.number for one in said.order_by("number")] == list(range(1, 9))
    assert said.get(number=3).speaker.name.startswith("Dhriti")
    assert MinutesVersion.objects.get(meeting=meeting).content["items"][1]["points"]
    assert {one.ended is not None for one in QueueRequest.objects.all()} == {True}
    assert Post.objects.filter(state=Post.State.PUBLISHED).count() == 5
    made = Proposition.objects.filter(state=Proposition.State.PUBLISHED)
    assert made.count() == 8
    assert Response.objects.count() == 8 * sum(GROUPS)
    make_map(Category.objects.get(cycle=cycle).pk)
    drawn = OpinionDrawing.objects.get()
    assert json.loads(drawn.told)["groups"]
    assert drawn.participants == sum(GROUPS)
    assert not add_voices(cycle, VOICES, secretariat=account)
    assert Meeting.objects.count() == 1

"""A meeting for which nobody has set up a speaking queue has its pages all the same."""

from __future__ import annotations

import pytest

from tests.factories_meetings import a_meeting
from tests.factories_site import an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def test_a_meeting_without_a_queue_is_read_and_worked_on(client, signed_in):
    meeting = a_meeting()
    scope = meeting.cycle.scope
    assert client.get(f"/en/{scope.path}/meetings/first/").status_code == 200
    secretariat = signed_in(an_account("s@example.org", role="secretariat", scope=scope))
    page = secretariat.get(f"/en/{scope.path}/meetings/work/").content.decode()
    assert "/meetings/work/first/" in page

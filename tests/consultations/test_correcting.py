"""A speaker's correction: asked in time, compared, refused with a reason or public as one."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from conspectus.consultations.models import Correction, Speaker
from conspectus.consultations.services.correcting import (
    TIME,
    ask_correction,
    decide_corrections,
    publish_corrigendum,
)
from conspectus.core.errors import SiteError
from conspectus.core.models import RecordedLeaf
from conspectus.core.search import search
from conspectus.people.models import Person
from tests.factories_meetings import a_transcript
from tests.factories_site import an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE = "/en/igf/2026/meetings/first/"
CORRECTED = "Access should be affordable for all.\nLibraries should be connected first."


@pytest.fixture
def spoken():
    """The transcript, Ana's account, and what she said second in the meeting."""
    made = a_transcript()
    account = an_account("ana@example.org")
    account.person = Person.objects.create(slug="ana", name="Ana Example")
    account.save()
    Speaker.objects.filter(name="ANA EXAMPLE").update(person=account.person)
    return made, account, made.interventions.get(number=2)


def asked(spoken, **fields):
    made, account, one = spoken
    said = {"by": account, "text": CORRECTED, "note": "At 1:02.", "at": made.published, **fields}
    return ask_correction(one, **said)


def test_only_the_speaker_is_heard_and_only_in_time(client, spoken):
    made, account, _one = spoken
    other = an_account("other@example.org")
    with pytest.raises(SiteError, match="Only the speaker"):
        asked(spoken, by=other)
    with pytest.raises(SiteError, match="time for corrections"):
        asked(spoken, at=made.published + TIME)
    with pytest.raises(SiteError, match="much longer"):
        asked(spoken, text="More words. " * 100)
    asked(spoken, at=made.published + TIME - dt.timedelta(microseconds=1))
    with pytest.raises(SiteError, match="already"):
        asked(spoken)
    client.force_login(other, backend=BACKEND)
    assert client.get(f"{PAGE}i/2/correct/").status_code == 403
    client.force_login(account, backend=BACKEND)
    assert "At 1:02." not in client.get(PAGE).content.decode()
    assert "is being looked at" in client.get(f"{PAGE}i/2/correct/").content.decode()


def test_a_refusal_says_why_and_changes_nothing(spoken):
    made, account, one = spoken
    correction = asked(spoken)
    with pytest.raises(SiteError, match="Write why") as refused:
        decide_corrections(made, by=account, decisions={correction.pk: ("refuse", " ")})
    assert refused.value.field == f"answer_{correction.pk}"
    decide_corrections(made, by=account, decisions={correction.pk: ("refuse", "It says so.")})
    with pytest.raises(SiteError, match="No correction"):
        publish_corrigendum(made)
    one.refresh_from_db()
    assert "affordable for everyone" in one.text
    asked(spoken)  # another may be asked for


def test_those_accepted_become_public_together_and_the_words_before_stay(client, spoken):
    made, _account, one = spoken
    correction = asked(spoken)
    staff = an_account(role="secretariat", scope=made.meeting.cycle.forum.scope)
    client.force_login(staff, backend=BACKEND)
    here = {"forum": "igf", "cycle": "2026", "meeting": "first", "transcript": 1}
    answer = client.post(
        reverse("transcript-corrections", kwargs=here),
        {f"do_{correction.pk}": "accept", f"answer_{correction.pk}": "", "do": "publish"},
    )
    assert answer.status_code == 302
    one.refresh_from_db()
    assert one.text == CORRECTED
    assert Correction.objects.get().was != CORRECTED
    page = client.get(f"{PAGE}corrigendum/").content.decode()
    assert "for everyone." in page
    assert "for all." in page
    assert "corrected" in client.get(f"{PAGE}i/2/").content.decode()
    assert not search(made.meeting.cycle.scope, "everyone").found
    assert RecordedLeaf.objects.filter(kind="transcript").count() == 2

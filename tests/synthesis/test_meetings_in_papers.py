"""A paper of a meeting alone, without any call; and what becomes of it under a corrigendum."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from conspectus.consultations.models import Speaker
from conspectus.consultations.services.correcting import (
    ask_correction,
    decide_corrections,
    publish_corrigendum,
)
from conspectus.consultations.services.meetings import draw_on
from conspectus.core.citable import words_of
from conspectus.core.clock import stamp
from conspectus.core.home import papers_folder
from conspectus.forums.models import Theme
from conspectus.people.models import Person
from conspectus.people.rules import Role
from conspectus.synthesis.models import Citation, PaperVersion
from conspectus.synthesis.services.corrigenda import look_again, look_at_what_was_left
from conspectus.synthesis.services.making import make_version
from conspectus.synthesis.services.papers import publish_paper
from tests.factories_meetings import a_meeting, a_transcript
from tests.factories_site import a_cycle, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

SAID = """\
>>ANA EXAMPLE: Internet access should be affordable for all people in rural areas.

>>BOB SECOND: Public libraries must offer free connections to every citizen.
"""
FIRST = "/igf/2026/meetings/first/i/1/"


@pytest.fixture
def meeting():
    cycle = a_cycle()
    Theme.objects.create(cycle=cycle, slug="access", names={"en": "Access"}, order=1)
    return a_meeting(cycle)


@pytest.fixture
def transcript(meeting):
    made = a_transcript(meeting, SAID)
    draw_on(meeting, is_drawn_on=True)
    return made


def a_draft(signed_in, scope) -> PaperVersion:
    """Asked for on the page, of the meeting alone."""
    account = an_account("r@example.org", role=Role.RAPPORTEUR, scope=scope)
    page = reverse("manage-papers", kwargs={"forum": "igf", "cycle": "2026"})
    client = signed_in(account)
    assert "First open consultation" in client.get(page).content.decode()
    asked = {"title": "What was said", "places": ["/igf/2026/meetings/first/"]}
    assert client.post(page, asked).status_code == 302
    version = PaperVersion.objects.get()
    assert make_version(version.pk), PaperVersion.objects.get().error
    version.refresh_from_db()
    return version


def corrected(transcript, text: str) -> None:
    """What Ana said is put right, and public."""
    account = an_account("ana@example.org")
    account.person = Person.objects.create(slug="ana", name="Ana Example")
    account.save()
    Speaker.objects.filter(name="ANA EXAMPLE").update(person=account.person)
    one = transcript.interventions.select_related("speaker", "meeting").get(number=1)
    made = ask_correction(one, by=account, text=text, note="", at=transcript.published)
    decide_corrections(transcript, by=account, decisions={made.pk: ("accept", "")})
    publish_corrigendum(transcript)


def test_a_verification_that_failed_is_shown_and_run_again(transcript, meeting, client, signed_in):
    version = a_draft(signed_in, meeting.cycle.scope)
    publish_paper(version, status="working draft")
    source = next(one for one, address in version.drawn_on.items() if address == FIRST)
    text = papers_folder() / version.folder / "sources" / f"{source}.txt"
    corrected(transcript, SAID.splitlines()[0][15:].replace("should", "should never"))
    work = "/en/igf/2026/papers/1/work/versions/"
    assert "are being verified again" in client.get(work).content.decode()
    assert look_at_what_was_left() == 0  # it has only just begun
    before = text.read_bytes()
    text.write_bytes(b"\xff")
    with pytest.raises(UnicodeDecodeError):
        look_again.func(version.pk)
    text.write_bytes(before)
    assert "could not be verified again" in client.get(work).content.decode()
    assert client.post(work, {"again": "1"}).status_code == 302
    assert "are being verified again" in client.get(work).content.decode()
    look_again.call(version.pk)
    assert "1 sentence no longer holds" in client.get(work).content.decode()


def test_a_verification_whose_job_was_lost_is_begun_again_with_the_next(
    transcript, meeting, signed_in, monkeypatch
):
    version = a_draft(signed_in, meeting.cycle.scope)
    corrected(transcript, SAID.splitlines()[0][15:].replace("should", "should never"))
    now = stamp()
    later = "conspectus.synthesis.queries.corrigenda.stamp"
    monkeypatch.setattr(later, lambda: now + dt.timedelta(hours=2))
    assert look_at_what_was_left() == 1
    look_again.call(version.pk)
    assert look_at_what_was_left() == 0


def test_a_paper_of_a_meeting_alone_is_verified_again_after_a_corrigendum(
    transcript, meeting, client, signed_in
):
    version = a_draft(signed_in, meeting.cycle.scope)
    assert version.paper.call is None
    assert set(version.drawn_on.values()) == {FIRST, FIRST.replace("/1/", "/2/")}
    publish_paper(version, status="working draft")
    cited = Citation.objects.get(address=FIRST)
    paper = "/en/igf/2026/papers/1/v1/"
    evidence = client.get(f"{paper}s/{cited.sentence.sentence}/").content.decode()
    assert f'<a href="/en{FIRST}">Intervention 1, transcript of a meeting</a>' in evidence
    assert "corrected since" not in evidence
    before = cited.sentence.data

    corrected(transcript, SAID.splitlines()[0][15:].replace("should", "should never"))
    look_again.call(version.pk)
    version.refresh_from_db()
    (noted,) = version.front["corrigenda"]
    (line,) = noted["sentences"]
    assert (noted["address"], noted["checked"]) == (FIRST, True)
    assert (line[0], line[2]) == (cited.sentence.sentence, "fails")
    assert line[3]
    assert "never" in words_of("intervention", [FIRST])[FIRST]
    assert Citation.objects.get(address=FIRST).sentence.data == before

    work = client.get("/en/igf/2026/papers/1/work/versions/").content.decode()
    assert "1 sentence no longer holds" in work
    assert f"{paper}s/{line[0]}/" in work
    client.logout()
    shown = client.get(paper).content.decode()
    assert "has a corrigendum since" in shown
    assert "no longer holds" not in shown
    assert "corrected since" in client.get(f"{paper}s/{line[0]}/").content.decode()

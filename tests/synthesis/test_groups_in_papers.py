"""A meeting without attribution in a paper: said in the group, by nobody, and not counted."""

from __future__ import annotations

import html
import json

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from conspectus.consultations.models import Meeting
from conspectus.consultations.services.erasing import erase_interventions
from conspectus.consultations.services.meetings import draw_on, edit_meeting
from conspectus.core.errors import SiteError
from conspectus.core.home import papers_folder
from conspectus.core.models import RecordedLeaf
from conspectus.forums.models import Theme
from conspectus.people.rules import Role
from conspectus.synthesis.models import Citation, PaperHolder, PaperVersion, PositionRow
from conspectus.synthesis.services.making import make_version
from conspectus.synthesis.services.papers import ask_for_version, publish_paper
from tests.factories_meetings import a_meeting, a_transcript, announced
from tests.factories_site import a_cycle, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

SAID = """\
>>ANA EXAMPLE: Internet access should be affordable for all people in rural areas.

>>BOB SECOND: Public libraries must offer free connections to every citizen.
"""
CLOSED = """\
>>CARA THIRD: Every rural school should have access to affordable broadband.

>>DAN FOURTH: Access to community networks should be free for all schools.

>>CARA THIRD: Our ministry should pay for the access of every library in the capital.
"""
SCHOOL = "Every rural school should have access to affordable broadband."
NETWORKS = "Access to community networks should be free for all schools."
AT = "/igf/2026/meetings/closed/#said"
PAPER = "/en/igf/2026/papers/1/v1/"


@pytest.fixture
def open_meeting():
    cycle = a_cycle()
    Theme.objects.create(cycle=cycle, slug="access", names={"en": "Access"}, order=1)
    meeting = a_meeting(cycle)
    a_transcript(meeting, SAID)
    draw_on(meeting, is_drawn_on=True)
    return meeting


@pytest.fixture
def closed(open_meeting):
    meeting = a_meeting(
        open_meeting.cycle,
        "closed",
        mode=Meeting.Mode.NON_ATTRIBUTION,
        quotable=True,
        titles={"en": "Closed round"},
        chair="",
    )
    a_transcript(meeting, CLOSED)
    draw_on(meeting, is_drawn_on=True)
    return meeting


@pytest.fixture
def version(closed, signed_in) -> PaperVersion:
    account = an_account("r@example.org", role=Role.RAPPORTEUR, scope=closed.cycle.scope)
    page = reverse("manage-papers", kwargs={"forum": "igf", "cycle": "2026"})
    client = signed_in(account)
    places = ["/igf/2026/meetings/first/", "/igf/2026/meetings/closed/"]
    assert client.post(page, {"title": "What was said", "places": places}).status_code == 302
    made = PaperVersion.objects.get()
    assert make_version(made.pk), PaperVersion.objects.get().error
    made.refresh_from_db()
    return made


def bundle_of(version: PaperVersion) -> dict:
    return json.loads((papers_folder() / version.folder / "paper.json").read_bytes())


def texts(paper: dict) -> list[str]:
    return [
        sentence["text"]
        for section in paper["sections"]
        for paragraph in section["paragraphs"]
        for sentence in paragraph["sentences"]
    ]


def test_a_paper_says_what_was_said_in_the_group_and_names_nobody(version):
    assert version.checked
    paper = bundle_of(version)
    said = [one for one in texts(paper) if "in the group" in one]
    assert said == [
        f"It was said in the group (Closed round): “{NETWORKS}”",
        f"It was said in the group (Closed round): “{SCHOOL}”",
    ]
    source = next(one for one in paper["sources"] if one["channel"] == "unattributed")
    text = (papers_folder() / version.folder / "sources/group.closed.txt").read_text("utf-8")
    assert text.index(NETWORKS) < text.index(SCHOOL)
    assert (source["received"], source["files"]) == (None, [])
    whole = json.dumps(paper, ensure_ascii=False)
    for name in ("CARA", "Cara Third", "DAN", "Dan Fourth"):
        assert name not in whole
    assert version.drawn_on["group.closed"] == AT


def test_no_table_no_holder_and_no_letter_knows_the_group(version):
    assert not PositionRow.objects.filter(holder="group.closed").exists()
    assert not PaperHolder.objects.filter(holder="group.closed").exists()
    for annex in ("coverage", "speakers", "balance"):
        rows = version.annex_entries.filter(annex=annex).values_list("data", flat=True)
        assert "Closed round" not in json.dumps(list(rows))


def test_its_page_and_who_says_so_tell_that_nobody_is_named(version, client):
    publish_paper(version, status="working draft")
    cited = Citation.objects.filter(address=AT).order_by("start")
    assert [one.words for one in cited] == [NETWORKS, SCHOOL]
    parts = [client.get(f"{PAPER}part/{n}/").content.decode() for n in range(1, 9)]
    text = html.unescape("".join(parts))
    assert "It was said in the group (" in text
    assert NETWORKS in text
    evidence = client.get(f"{PAPER}s/{cited[0].sentence.sentence}/").content.decode()
    assert "Nobody is named or counted for these words" in evidence
    assert f'<a href="/en{AT}">What was said in the group, a meeting without' in evidence
    assert NETWORKS in evidence
    assert "/holders/group.closed" not in evidence
    assert client.get(f"{PAPER}holders/group.closed/").status_code == 404


def test_a_meeting_whose_words_may_not_be_cited_is_no_source(open_meeting):
    shut = a_meeting(open_meeting.cycle, "closed", mode=Meeting.Mode.NON_ATTRIBUTION)
    with pytest.raises(SiteError, match="nobody may be named"):
        draw_on(shut, is_drawn_on=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=shut.pk).update(drawn_on=True)


def test_an_objection_ends_it(closed):
    fields = {"mode": Meeting.Mode.NON_ATTRIBUTION, "titles": {"en": "Closed round"}, "chair": ""}
    both = announced(**fields, quotable=True, objected=True)
    with pytest.raises(SiteError, match="Somebody there objects"):
        edit_meeting(closed, said=both)
    assert not edit_meeting(closed, said=announced(**fields, objected=True)).drawn_on
    with pytest.raises(SiteError, match="Only words of a meeting without attribution"):
        edit_meeting(closed, said=announced(quotable=True))


def test_erasing_what_one_said_takes_the_words_of_the_group_out_of_papers(version, closed):
    publish_paper(version, status="working draft")
    one = closed.interventions.get(text=SCHOOL)
    RecordedLeaf.objects.update(index=F("pk"))  # the record has them
    erase_interventions([one], reason="as asked")
    version.refresh_from_db()
    paper = bundle_of(version)
    assert not [text for text in texts(paper) if "in the group" in text]
    whole = json.dumps(paper, ensure_ascii=False)
    assert SCHOOL not in whole
    assert "Closed round" not in "".join(one["name"] for one in paper["holders"])
    assert not Citation.objects.filter(address=AT).exists()


def test_the_secretariat_says_so_on_the_form(open_meeting, signed_in):
    account = an_account("s@example.org", role=Role.SECRETARIAT, scope=open_meeting.cycle.scope)
    client = signed_in(account)
    page = reverse("meetings-work", kwargs={"forum": "igf", "cycle": "2026"}) + "new/"
    form = client.get(page).content.decode()
    assert 'name="quotable"' in form
    assert 'name="objected"' in form


def test_programs_are_told_the_words_and_no_holder(version, client):
    publish_paper(version, status="working draft")
    cited = Citation.objects.filter(address=AT).order_by("start")[0]
    base = "/api/v1/forums/igf/cycles/2026/papers/1/versions/1/"
    sentence = f"{base}sentences/{cited.sentence.sentence}"
    told = client.get(sentence).json()
    assert (told["holders"], told["degree"]) == ([], None)
    [evidence] = client.get(f"{sentence}/evidence").json()["items"]
    assert (evidence["holder"], evidence["words"]) == ("", NETWORKS)
    assert evidence["address"].endswith(AT)
    for listed in ("holders", "positions"):
        assert "group.closed" not in client.get(f"{base}{listed}").content.decode()


def test_the_rapporteur_sees_it_and_leaves_it_out(version, signed_in, client):
    row = Citation.objects.get(words=SCHOOL).sentence
    at = f"/en/igf/2026/papers/1/work/text/s/{row.sentence}/"
    page = client.get(at)
    assert page.status_code == 200
    assert SCHOOL in page.content.decode()
    many = {"do": "check", "text": row.data["text"].replace("It was", "By many it was")}
    assert (
        "The evidence carries it." not in client.post(at, {**many, "base": "99"}).content.decode()
    )
    out = {"do": "leave-out", "out-why": "tells too much", "base": "99"}
    assert client.post(at, out).status_code == 302
    again = ask_for_version(version.paper, by=None)
    assert make_version(again.pk), PaperVersion.objects.get(k=2).error
    again.refresh_from_db()
    said = [one for one in texts(bundle_of(again)) if "in the group" in one]
    assert said == [f"It was said in the group (Closed round): “{NETWORKS}”"]
    assert again.checked

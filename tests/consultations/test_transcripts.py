"""From a file to interventions: read, reviewed, public, found, cited, taken away, erased."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from conspectus.consultations.citable import published_interventions
from conspectus.consultations.models import (
    Caption,
    Intervention,
    MinutesVersion,
    Speaker,
    Transcript,
)
from conspectus.consultations.services import personal_data
from conspectus.consultations.services.erasing import erase_interventions
from conspectus.consultations.services.importing import import_transcript, read_in_child
from conspectus.consultations.services.meetings import draw_on, edit_meeting
from conspectus.consultations.services.publishing import publish_transcript, settle_speakers
from conspectus.consultations.services.queue import take_in
from conspectus.core.errors import SiteError
from conspectus.core.file_store import drop_file, file_store
from conspectus.core.models import RecordedLeaf, SearchEntry
from conspectus.core.personal_holders import Whose, Wish
from conspectus.core.search import search
from conspectus.engine.corpus import Capacity, ForumSettings, HolderKind, SourceKind
from conspectus.people.models import Person
from tests.factories_meetings import CAPTIONS, a_meeting, a_transcript, announced
from tests.factories_queue import a_request, after, an_open_queue
from tests.factories_site import BEFORE, a_cycle, an_account, an_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HERE = {"forum": "igf", "cycle": "2026", "meeting": "first"}
PAGE = "/en/igf/2026/meetings/first/"
SETTINGS = ForumSettings()


def the_secretariat(client):
    meeting = a_meeting()
    staff = an_account(role="secretariat", scope=meeting.cycle.forum.scope)
    client.force_login(staff, backend=BACKEND)
    return meeting


def test_the_secretariat_uploads_reviews_on_one_page_and_makes_it_public(client):
    the_secretariat(client)
    society = an_organisation("Internet Society")
    ana = Person.objects.create(slug="ana-example", name="Ana Example")
    answer = client.post(
        reverse("transcript-upload", kwargs=HERE),
        {"file": SimpleUploadedFile("captions.txt", CAPTIONS.encode()), "language": "en"},
    )
    review = reverse("transcript-review", kwargs={**HERE, "transcript": 1})
    assert answer["Location"] == review
    assert client.get(f"{PAGE}transcript/").status_code == 404  # nothing is public before

    page = client.get(review).content.decode()
    assert f'value="person:{ana.pk}" selected' in page
    assert f'value="organisation:{society.pk}" selected' in page
    speakers = {one.name: one for one in Speaker.objects.all()}
    assert {name: one.turns for name, one in speakers.items()}["ANA EXAMPLE"] == 2

    choices = {f"speaker_{one.pk}": "written" for one in speakers.values()}
    choices[f"speaker_{speakers['ANA EXAMPLE'].pk}"] = f"person:{ana.pk}"
    choices[f"speaker_{speakers['INTERNET SOCIETY'].pk}"] = f"organisation:{society.pk}"
    assert client.post(review, {"do": "publish", **choices}).status_code == 302

    page = client.get(f"{PAGE}transcript/").content.decode()
    assert '<a href="/en/igf/people/ana-example/"><bdi>ANA EXAMPLE</bdi></a>' in page
    assert "Libraries should be connected first." in page
    assert "not an authoritative record" in page
    one = client.get(f"{PAGE}i/2/").content.decode()
    assert "Access should be affordable for everyone." in one
    assert client.get(f"{PAGE}i/99/").status_code == 404


def test_nothing_of_the_text_is_lost_and_what_is_left_out_is_listed(client):
    made = a_transcript()
    kept = "".join("".join(i.text for i in made.interventions.all()).split())
    assert made.said == len(kept)
    cut = "".join("".join(words for _why, words in made.removed).split())
    assert made.characters == len("".join(CAPTIONS.split())) == made.said + len(cut)
    page = client.get(f"{PAGE}transcripts/1/").content.decode()
    assert "Stage notes" in page
    assert "Applause" in page
    original = client.get(f"{PAGE}transcripts/1/file")
    assert b"".join(original.streaming_content) == CAPTIONS.encode()
    assert original["Content-Disposition"].startswith("attachment")


def test_it_is_recorded_and_found_with_its_speaker():
    made = a_transcript()
    leaf = RecordedLeaf.objects.get(kind="transcript")
    said = json.loads(bytes(leaf.content))
    assert said["file_sha256"] == made.sha256
    assert (said["first"], said["last"]) == (1, made.interventions.count())
    found = search(made.meeting.cycle.scope, "libraries").found
    assert [(one.address, one.holder) for one in found] == [
        ("/igf/2026/meetings/first/i/2/", "ANA EXAMPLE")
    ]


def test_papers_draw_on_chosen_meetings_and_only_on_what_is_certain():
    meeting = a_meeting()
    society = an_organisation("Internet Society")
    made = a_transcript(meeting)
    Speaker.objects.filter(name="INTERNET SOCIETY").update(organisation=society)
    assert published_interventions("igf/2026", "", SETTINGS).sources == ()
    draw_on(meeting, is_drawn_on=True)
    found = published_interventions("igf/2026", "", SETTINGS)
    texts = [source.text for source in found.sources]
    assert not any("inaudible" in text for text in texts)
    assert {source.kind for source in found.sources} == {SourceKind.INTERVENTION}
    assert {source.channel for source in found.sources} == {"room"}
    assert "Internet Society" in {holder.name for holder in found.holders}
    chaired = [one for one in found.sources if one.capacity is Capacity.CHAIR]
    assert [one.text for one in chaired] == [made.interventions.get(number=1).text]
    assert "/igf/2026/meetings/first/i/3/" in found.addresses.values()


def test_the_rapporteur_chooses_the_meetings_that_papers_draw_on(client):
    meeting = a_meeting()
    rapporteur = an_account(role="rapporteur", scope=meeting.cycle.forum.scope)
    client.force_login(rapporteur, backend=BACKEND)
    for wish, is_drawn_on in (("yes", True), ("no", False)):
        client.post(reverse("meeting-sources", kwargs=HERE), {"drawn_on": wish})
        meeting.refresh_from_db()
        assert meeting.drawn_on is is_drawn_on


def test_the_secretariat_announces_a_meeting_in_its_own_zone(client):
    cycle = a_cycle()
    staff = an_account(role="secretariat", scope=cycle.forum.scope)
    client.force_login(staff, backend=BACKEND)
    form = {
        "slug": "first",
        "kind": "session",
        "mode": "public",
        "title_en": "A session",
        "agenda_en": "Opening\n\n Access ",
        "starts": "2026-07-01T09:30",
        "ends": "2026-07-01T11:00",
        "time_zone": "Asia/Tokyo",
        "public": "on",
    }
    new = reverse("meeting-new", kwargs={"forum": "igf", "cycle": "2026"})
    assert b"no time zone" in client.post(new, {**form, "time_zone": "Mars/Base"}).content
    assert b"ends after" in client.post(new, {**form, "ends": "2026-07-01T09:00"}).content
    assert client.post(new, form).status_code == 302
    page = client.get(PAGE).content.decode()
    assert '<time datetime="2026-07-01T00:30:00Z">' in page
    assert "<li>Access</li>" in page
    assert client.post(new, form).status_code == 200  # the word is taken


def test_a_meeting_without_attribution_keeps_no_speaker_anywhere(client, home):
    meeting = a_meeting(mode="non-attribution", chair="")
    made = a_transcript(meeting)
    assert Speaker.objects.count() == 0
    assert (made.file, made.file_name, made.sha256, made.removed) == ("", "", "", [])
    assert {one.speaker for one in made.interventions.all()} == {None}
    pages = [
        "",
        "transcript/",
        "i/2/",
        "transcripts/",
        "transcripts/1/",
        "transcripts/1/export.json",
    ]
    pages += ["export.csv", "export.json"]
    said = "".join(client.get(PAGE + one).content.decode() for one in pages)
    said += "".join(bytes(leaf.content).decode() for leaf in RecordedLeaf.objects.all())
    said += "".join(f"{one.holder} {one.text}" for one in SearchEntry.objects.all())
    assert "Access should be affordable" in said
    assert "ANA EXAMPLE" not in said.upper()
    assert "INTERNET SOCIETY" not in said
    assert client.get(f"{PAGE}transcripts/1/file").status_code == 404
    assert not [one for one in home.rglob("files/*/*") if b"ANA" in one.read_bytes()]
    with pytest.raises(SiteError, match="without attribution"):
        draw_on(meeting, is_drawn_on=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(meeting).objects.filter(pk=meeting.pk).update(drawn_on=True)
    assert published_interventions("igf/2026", "", SETTINGS).sources == ()
    with pytest.raises(SiteError, match="mode stays"):
        edit_meeting(meeting, said=announced())


@pytest.mark.parametrize("kept", ["captions", "queue", "minutes", ""])
def test_nobody_who_was_named_becomes_a_promise_not_to_name_anybody(kept):
    meeting = a_meeting()
    if kept == "captions":
        Caption.objects.create(meeting=meeting, number=1, place=1, text="Yes.", received=BEFORE)
    elif kept == "queue":
        a_request(an_open_queue(meeting), "Ana", 1)
    elif kept == "minutes":
        MinutesVersion.objects.create(meeting=meeting, number=1, published=BEFORE)
    edit_meeting(meeting, said=announced(mode="observers"))
    silent = announced(mode="non-attribution")
    if not kept:
        assert not edit_meeting(meeting, said=silent).is_attributed
        return
    with pytest.raises(SiteError, match="mode stays"):
        edit_meeting(meeting, said=silent)


def test_what_an_account_without_a_person_wrote_is_handed_out_and_erased(client):
    account = an_account("ana@example.org")
    queue = an_open_queue()
    a_request(queue, "Ana Lopez", 1, channel="text", text="My words.", account=account)
    a_request(queue, "Bea Muster", 2, channel="text", text="Her words.")
    for number in (1, 2):
        take_in(queue, number=number, at=after(number + 2))
    whose = Whose(account=account.pk)
    assert account.person is None
    parts = {one.name: one.rows for one in personal_data.export(whose)}
    assert [one["text"] for one in parts["interventions"]] == ["My words."]
    RecordedLeaf.objects.update(index=F("pk"))  # the record has them
    personal_data.prepare(whose, Wish.ERASE)
    personal_data.erase(whose, Wish.ERASE)
    said = Intervention.objects.order_by("number")
    assert [(one.text, one.state) for one in said] == [("", "erased"), ("Her words.", "published")]
    assert [one.name for one in Speaker.objects.all()] == ["Bea Muster"]
    page = client.get(f"{PAGE}transcript/").content.decode()
    assert "Her words." in page
    assert "My words." not in page
    assert "Ana Lopez" not in page


def test_initials_are_proposed_as_another_file_of_the_meeting_names_them():
    meeting = a_meeting()
    listed = "Presenter: Kevin Example (KEX)\n\n"
    turns = "KEX: Access should be open.\n\nABC: Why should it be so?\n\n" * 4
    a_transcript(meeting, listed + turns, name="first.md")
    second = a_transcript(meeting, turns, name="second.md", published=False)
    one = second.speakers.get(name="KEX")
    ((key, name),) = [(it["key"], it["name"]) for it in one.proposals]
    assert name == "Kevin Example"
    settle_speakers(second, choices={one.pk: key})
    publish_transcript(second)
    draw_on(meeting, is_drawn_on=True)
    found = published_interventions("igf/2026", "", SETTINGS)
    # "ABC" may be a person or a body: nobody has said who it is.
    assert [(one.name, one.kind) for one in found.holders] == [("Kevin Example", HolderKind.PERSON)]


def test_what_was_said_is_taken_away_as_a_table_and_as_json(client):
    a_transcript(text=CAPTIONS.replace("Schools", "=Schools"))
    table = client.get(f"{PAGE}export.csv").content.decode()
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["speaker"] for row in rows][1:3] == ["ANA EXAMPLE", "INTERNET SOCIETY"]
    assert rows[3]["text"].startswith("'=Schools")
    said = json.loads(client.get(f"{PAGE}export.json").content)
    assert [one["number"] for one in said["interventions"]] == list(range(1, len(rows) + 1))
    left_out = json.loads(client.get(f"{PAGE}transcripts/1/export.json").content)
    assert ["stage note", "[ Applause ]"] in left_out["removed"]
    assert b"First open consultation" in client.get("/en/igf/2026/meetings/feed.atom").content
    entry = client.get(f"{PAGE}calendar.ics").content.decode()
    assert "DTSTART:20260101T000000Z" in entry


def test_an_erased_intervention_leaves_its_place_and_no_word():
    made = a_transcript()
    one = made.interventions.select_related("meeting__cycle__scope", "speaker").get(number=2)
    RecordedLeaf.objects.update(index=F("pk"))  # the record has them
    erase_interventions([one], reason="A court's order.")
    assert (one.state, one.text, one.speaker) == (Intervention.State.ERASED, "", None)
    assert Transcript.objects.get().file == ""
    leaves = RecordedLeaf.objects.filter(kind="transcript").order_by("pk")
    # The second is without those words.
    assert [bool(bytes(one.content)) for one in leaves] == [False, True]
    assert not search(made.meeting.cycle.scope, "libraries").found
    with pytest.raises(SiteError, match="once"):
        erase_interventions([one], reason="Again.")


def test_what_nobody_has_made_public_can_be_thrown_away_with_its_file(
    client, django_capture_on_commit_callbacks
):
    meeting = the_secretariat(client)
    made = a_transcript(meeting, published=False)
    review = reverse("transcript-review", kwargs={**HERE, "transcript": 1})
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(review, {"do": "drop"}).status_code == 302
    assert not Transcript.objects.exists()
    assert not file_store().has(made.file)


def test_what_a_contributor_sent_as_well_stays_until_nobody_names_it(client):
    made = a_transcript(the_secretariat(client))
    drop_file(made.file)
    assert file_store().has(made.file)
    path, made.file = made.file, ""
    made.save()
    drop_file(path)
    assert not file_store().has(path)


def test_a_file_without_turns_is_refused_with_a_sentence():
    with pytest.raises(SiteError, match="tells nobody's turns"):
        import_transcript(
            a_meeting(),
            io.BytesIO(b"Just some words."),
            name="notes.txt",
            language="en",
            read=read_in_child,
        )

"""A meeting goes on: captions come in, and the page shows them, with script or without."""

from __future__ import annotations

import json

import pytest
from django.db.models import F

from conspectus.consultations import rules
from conspectus.consultations.live_parts import BACK, MOST, Address, seen
from conspectus.consultations.models import Caption, Live, Meeting
from conspectus.consultations.services import personal_data
from conspectus.consultations.services.captions import (
    Heard,
    begin,
    discuss,
    end,
    remove_captions,
    take_caption,
)
from conspectus.consultations.services.erasing import erase_interventions
from conspectus.consultations.services.live_transcript import take_as_transcript
from conspectus.consultations.services.queue import call_next
from conspectus.core.errors import SiteError
from conspectus.core.models import LiveEvent, RecordedLeaf
from conspectus.core.personal_holders import Whose, Wish
from conspectus.people.models import Person
from tests.factories_meetings import a_caption, a_meeting, a_transcript, more_captions
from tests.factories_queue import a_request, after, an_open_queue
from tests.factories_site import an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

PAGE = "/en/igf/2026/meetings/first/live/"
WORK = "/en/igf/2026/meetings/work/first/live/"
HERE = Address("en", "igf", "2026", "first")


@pytest.fixture
def meeting():
    made = a_meeting()
    begin(made)
    return made


def events(address, after):
    """(kind, number, data) of all captions that are to be sent."""
    found = []
    for number, event in seen(address, after).captions:
        lines = dict(line.split(": ", 1) for line in event.decode().strip().splitlines())
        assert lines["id"] == str(number)
        found.append((lines["event"], number, json.loads(lines["data"])))
    return found


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (">>ANA: Good morning.", "ANA", "Good morning."),
        (">> ANA EXAMPLE : Good: morning.", "ANA EXAMPLE", "Good: morning."),
        (">>张三：你好", "张三", "你好"),
        (">> Thank you.", "", "Thank you."),
        ("We say: yes.", "", "We say: yes."),
    ],
)
def test_a_label_before_the_words_is_the_speaker(text, speaker, words):
    assert rules.parted_label(text) == (speaker, words)


def test_a_page_shows_as_many_captions_as_it_can_carry_and_one_at_least():
    assert rules.fitting([]) == 0
    assert rules.fitting([50_000, 1]) == 1
    assert rules.fitting([10] * 100) == rules.SHOWN_CAPTIONS
    assert rules.fitting([4_000] * 5) == rules.SHOWN_LETTERS // 4_000


def test_captions_are_numbered_and_told_without_their_words(meeting):
    first = a_caption(meeting, ">>ANA: Access\nfor all.", channel="remote", seconds=2.5)
    second = a_caption(meeting, "And for schools.")
    assert [(one.number, one.place) for one in (first, second)] == [(1, 1), (2, 2)]
    assert (first.speaker, first.text, first.channel) == ("ANA", "Access for all.", "remote")
    told = LiveEvent.objects.filter(channel="/igf/2026/meetings/first/").order_by("pk")
    assert list(told.values_list("payload", flat=True)) == [
        {"kind": "state"},
        {"kind": "caption", "number": 1},
        {"kind": "caption", "number": 2},
    ]
    assert Live.objects.get().speaker == "ANA"  # goes on until somebody else is named


def test_what_is_sent_twice_with_a_key_is_kept_once(meeting):
    one, is_new = take_caption(meeting, Heard(text="Access.", key="a-1"))
    again, is_new_again = take_caption(meeting, Heard(text="Access.", key="a-1"))
    assert (one, is_new, is_new_again) == (again, True, False)
    assert Caption.objects.count() == Live.objects.get().last == 1


def test_a_captioner_corrects_a_caption_and_the_earlier_words_are_kept(client, meeting):
    a_caption(meeting, "Axes for all.")
    better = a_caption(meeting, "Access for all.", replaces=1)
    best = a_caption(meeting, "Access for all, always.", replaces=2)
    assert [(one.number, one.place) for one in (better, best)] == [(2, 1), (3, 1)]
    assert Caption.objects.filter(current=False).count() == 2
    page = client.get(PAGE).content.decode()
    assert "Access for all, always." in page
    assert "Axes" not in page
    assert [(number, data["place"]) for _kind, number, data in events(HERE, 0)] == [(3, 1)]
    for gone in (1, 9):
        with pytest.raises(SiteError, match="replaced already"):
            a_caption(meeting, "Again.", replaces=gone)


def test_captions_are_taken_only_while_the_meeting_goes_on(meeting):
    end(meeting)
    with pytest.raises(SiteError, match="does not go on"):
        take_caption(meeting, Heard(text="Access."))
    begin(meeting)
    for wrong in ({"text": " \n "}, {"text": "x" * 2_001}, {"text": "x", "item": 3}):
        with pytest.raises(SiteError):
            take_caption(meeting, Heard(**wrong))
    assert not Caption.objects.exists()


def test_in_a_meeting_without_attribution_nothing_tells_who_spoke(client):
    made = a_meeting(mode=Meeting.Mode.NON_ATTRIBUTION)
    said = ">>ANA: Access for all. >>BO: Agreed."
    kept = a_caption(made, said, speaker="ANA", channel="remote", seconds=3.0)
    assert (kept.speaker, kept.channel, kept.seconds) == ("", "", None)
    assert kept.text == "Access for all. Agreed."
    assert Live.objects.get().speaker == ""
    assert "ANA" not in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (">>张三：你好", "你好"),
        ("你好 >>李四：再见", "你好 再见"),
        (">>Thank you.", "Thank you."),
        (">> >>ANA: Hello.", "Hello."),
        ("We say: yes.", "We say: yes."),
        ("ANA EXAMPLE: Hello.", "Hello."),
        ("NOTE WELL: Hello.", "NOTE WELL: Hello."),
        ("THE POINT IS: ACCESS.", "THE POINT IS: ACCESS."),
    ],
)
def test_without_attribution_labels_go_and_the_words_stay(text, kept):
    made = a_meeting(mode=Meeting.Mode.NON_ATTRIBUTION)
    assert a_caption(made, text).text == kept


def test_the_page_shows_item_speaker_and_the_last_captions(client, meeting):
    more_captions(meeting, 40)
    a_caption(meeting, "<b>Access</b> & all.", speaker="ANA")
    discuss(meeting, 2)
    page = client.get(PAGE).content.decode()
    assert "2. Access" in page
    assert "<bdi>ANA</bdi>" in page
    assert "&lt;b&gt;Access&lt;/b&gt; &amp; all." in page
    assert page.count('<li id="c') == rules.SHOWN_CAPTIONS
    assert 'data-events="/en/igf/2026/meetings/first/live/events?after=41"' in page
    earlier = client.get(f"{PAGE}before/12/").content.decode()
    assert [f'id="c{n}"' in earlier for n in (1, 11, 12)] == [True, True, False]
    assert client.get(f"{PAGE}before/1/").status_code == 404


def test_what_is_sent_is_what_a_reload_shows(client, meeting):
    for text in ("Access & <all>.", "Schools."):
        a_caption(meeting, text, speaker="ANA")
    page = client.get(PAGE).content.decode()
    assert all(data["html"] in page for _kind, _number, data in events(HERE, 0))
    state = json.loads(seen(HERE, 2).state.decode().split("data: ")[1])
    assert state["html"] in page
    assert not state["over"]
    assert 'data-number="1"' in events(HERE, 0)[0][2]["html"]


def test_nothing_is_left_out_between_two_looks(meeting):
    more_captions(meeting, MOST + 5)
    found = seen(HERE, 3)
    assert [number for number, _event in found.captions] == list(range(4, MOST + 4))
    assert (found.last, found.left_off) == (MOST + 3, True)
    assert [number for number, _ in seen(HERE, MOST + 3).captions] == [MOST + 4, MOST + 5]
    assert seen(HERE, None).after == MOST + 5 - BACK


def test_behind_another_server_the_events_come_once_and_are_asked_for_again(client, meeting):
    a_caption(meeting, "One.")
    a_caption(meeting, "Two.")
    told = client.get(f"{PAGE}events?after=0", headers={"Last-Event-ID": "1"})
    assert told["Content-Type"] == "text/event-stream"
    text = told.content.decode()
    assert "Two." in text
    assert "One." not in text
    assert client.get("/en/igf/2026/meetings/none/live/events").status_code == 404


def test_the_secretariat_leads_the_meeting_on_one_page(client, signed_in):
    made = a_meeting()
    signed_in(an_account(role="secretariat"))
    assert "Begin the meeting" in client.get(WORK).content.decode()
    client.post(WORK, {"do": "begin"})
    client.post(WORK, {"do": "item", "item": "2"})
    assert Live.objects.get().item == 2
    a_caption(made)
    refused = client.post(WORK, {"do": "remove"})
    assert "end it first" in refused.content.decode()
    client.post(WORK, {"do": "end"})
    live = Live.objects.get()
    assert (live.is_on, live.has_ended, live.item) == (False, True, None)
    assert client.post(WORK, {"do": "item", "item": "9"}).status_code == 200
    client.post(WORK, {"do": "remove"})
    assert not Caption.objects.exists()
    begin(made)
    assert a_caption(made).number == 2  # a number is never given again


def test_captions_become_the_draft_of_the_transcript(client, signed_in, meeting):
    a_caption(meeting, "Good morning.", speaker="Chair", channel="room", item=1, seconds=1.0)
    a_caption(meeting, "Access should be", speaker="Ana Example", channel="remote", seconds=9.0)
    a_caption(meeting, "affordable. (Applause)", item=2)
    a_caption(meeting, "Axes for schools.", item=2)
    a_caption(meeting, "Access for schools.", replaces=4, item=2)
    end(meeting)
    taken = take_as_transcript(Meeting.objects.get())
    assert taken.said + sum(len("".join(words.split())) for _why, words in taken.removed) == (
        taken.characters
    )
    assert (taken.form, taken.file_name, taken.published) == ("live", "live-captions.txt", None)
    said = taken.interventions.order_by("order")
    columns = ("speaker__name", "text", "channel", "item", "seconds")
    assert list(said.values_list(*columns)) == [
        ("CHAIR", "Good morning.", "room", 1, 1.0),
        ("ANA EXAMPLE", "Access should be", "remote", None, 9.0),
        ("ANA EXAMPLE", "affordable. Access for schools.", "remote", 2, None),
    ]
    signed_in(an_account(role="secretariat"))
    assert "Take them as the draft" in client.get(WORK).content.decode()
    assert client.post(WORK, {"do": "take"}).headers["Location"].endswith("/transcripts/2/")


def test_without_attribution_the_draft_has_the_words_alone():
    made = a_meeting(mode=Meeting.Mode.NON_ATTRIBUTION)
    a_caption(made, ">>ANA: Access for all.", speaker="ANA")
    with pytest.raises(SiteError, match="goes on"):
        take_as_transcript(Meeting.objects.get())
    end(made)
    taken = take_as_transcript(Meeting.objects.get())
    assert (taken.file, taken.speakers.count()) == ("", 0)
    assert [one.text for one in taken.interventions.all()] == ["Access for all."]


def test_where_words_are_erased_the_captions_of_the_meeting_go_too(meeting):
    said = a_transcript(meeting).interventions.get(number=2)
    a_caption(meeting, said.text)
    RecordedLeaf.objects.update(index=F("pk"))  # the record has them
    erase_interventions([said], reason="a court's order")
    assert not Caption.objects.exists()


def test_a_meeting_that_is_not_public_cannot_begin():
    made = a_meeting(is_public=False)
    with pytest.raises(SiteError, match="not public"):
        begin(made)
    assert remove_captions(made) == 0


def test_the_speaking_queue_stands_on_the_live_page_and_is_sent_as_it_changes(client, meeting):
    queue = an_open_queue(meeting)
    a_caption(meeting, "Good morning.", speaker="Zoé Chair")
    for n, name in enumerate(("Ana Example", "Bo Example", "Cy Example")):
        a_request(queue, name, n)
    before = seen(HERE, 1).state
    call_next(queue, at=after(10))
    page = client.get(PAGE).content.decode()
    state = seen(HERE, 1).state.decode()
    assert state != before.decode()
    for words in ("<bdi>Ana Example</bdi>", "<bdi>Bo Example</bdi>", "2 wait"):
        assert words in page
        assert words in state.replace('\\"', '"')
    assert "Cy Example" not in page
    assert "Zoé Chair" not in page.split('id="captions"')[0].split("<main")[1]


def test_captions_say_their_language_and_the_draft_has_it(meeting, client):
    for text, language in (("Good morning.", ""), ("Bonjour à toutes et à tous.", "fr")):
        take_caption(meeting, Heard(text=f">>ANA: {text}", language=language))
    take_caption(meeting, Heard(text="Merci.", language="fr-CA"))
    take_caption(meeting, Heard(text="Hm.", language="x-klingon"))
    page = client.get(PAGE).content.decode()
    assert '<span lang="fr" dir="auto">Bonjour' in page
    assert '<span lang="fr" dir="auto">Merci' in page
    assert '<span lang="en" dir="auto">Good' in page
    assert '<span lang="en" dir="auto">Hm.' in page
    end(meeting)
    made = take_as_transcript(meeting)
    assert made.language == "fr"
    said = made.interventions.order_by("order")
    assert [(one.language, one.text[:4]) for one in said] == [
        ("en", "Good"),
        ("fr", "Bonj"),
        ("en", "Hm."),
    ]


def test_a_person_gets_and_erases_captions_under_the_own_label_and_no_others(meeting):
    for text in (">>ANA: One.", "Two.", ">>BO: Three."):
        take_caption(meeting, Heard(text=text))
    end(meeting)
    made = take_as_transcript(meeting)
    person = Person.objects.create(slug="ana", name="Ana")
    namesake = Person.objects.create(slug="bo", name="Bo")  # called so, and tied to nothing
    made.speakers.filter(name="ANA").update(person=person)
    rows = {one.name: one.rows for one in personal_data.export(Whose(person=person.pk))}
    assert [row["text"] for row in rows["captions"]] == ["One."]
    other = Whose(person=namesake.pk, name="Bo")
    assert {one.name: one.rows for one in personal_data.export(other)}["captions"] == []
    personal_data.erase(other, Wish.ERASE)
    personal_data.erase(Whose(person=person.pk), Wish.ERASE)
    kept = Caption.objects.order_by("number").values_list("speaker", "text")
    assert list(kept) == [("", "…"), ("", "…"), ("BO", "Three.")]


def test_who_is_refused_a_stream_is_told_what_to_do(meeting, client):
    page = client.get(PAGE).content.decode()
    assert 'data-refused="Very many have this page open' in page
    assert "Load the page again" in page

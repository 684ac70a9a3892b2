"""Minutes: notes with revisions, texts written at the same time, points, publication."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from dataclasses import replace

import pytest
from django.db.models import F
from django.urls import reverse

from conspectus.consultations.minutes_pages import pages
from conspectus.consultations.models import (
    ItemNotes,
    MinutesPoint,
    MinutesVersion,
    NotesRevision,
    Registration,
)
from conspectus.consultations.names_in_text import names_in
from conspectus.consultations.rules import PAGE_WEIGHT
from conspectus.consultations.services import minutes_personal_data
from conspectus.consultations.services.clearing_notes import clear_notes
from conspectus.consultations.services.meetings import edit_meeting
from conspectus.consultations.services.minutes import (
    LONGEST,
    Kept,
    Typed,
    save_notes,
    settle_aside,
    take_theirs,
)
from conspectus.consultations.services.minutes_erasing import erase_minutes
from conspectus.consultations.services.minutes_points import (
    KNOWN,
    Written,
    add_point,
    drop_point,
    edit_point,
)
from conspectus.consultations.services.minutes_publishing import Said, publish_minutes
from conspectus.core.errors import SiteError
from conspectus.core.models import RecordedLeaf
from conspectus.core.personal_holders import Whose
from conspectus.core.search import search
from conspectus.people.models import Person
from tests.factories_meetings import a_caption, a_meeting, a_transcript, announced
from tests.factories_registration import a_registration
from tests.factories_site import BEFORE, an_account, an_organisation

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HERE = {"forum": "igf", "cycle": "2026", "meeting": "first"}
PAGE = "/en/igf/2026/meetings/first/minutes/"
ITEM = "/en/igf/2026/meetings/work/first/minutes/items/1/"


@pytest.fixture
def meeting(home, db):
    return a_meeting()


@pytest.fixture
def ana(meeting):
    return an_account("ana@example.org", role="rapporteur", scope=meeting.cycle.forum.scope)


@pytest.fixture
def bo(meeting):
    return an_account("bo@example.org", role="chair", scope=meeting.cycle.forum.scope)


def save(meeting, by, text, base, tab=None):
    typed = Typed(text=text, base=base, tab=tab or by.email)
    return save_notes(meeting, item=1, typed=typed, by=by)


def texts():
    return list(NotesRevision.objects.order_by("number").values_list("text", flat=True))


def later(**by):
    """Everything that was saved was saved so long ago."""
    for one in NotesRevision.objects.all():
        one.began, one.saved = one.began - dt.timedelta(**by), one.saved - dt.timedelta(**by)
        one.save()


class TestNotes:
    def test_saves_without_a_pause_are_one_revision(self, meeting, ana):
        assert save(meeting, ana, "A", 0) == Kept(1)
        assert save(meeting, ana, "Ab", 1) == Kept(2)
        assert texts() == ["Ab"]

    def test_a_pause_and_another_editor_begin_one(self, meeting, ana, bo):
        save(meeting, ana, "A", 0)
        later(minutes=2)
        save(meeting, ana, "Ab", 1)
        save(meeting, bo, "Abc", 2)
        assert texts() == ["A", "Ab", "Abc"]
        assert [one.by for one in NotesRevision.objects.order_by("number")] == [ana, ana, bo]

    def test_who_writes_without_end_leaves_a_revision_every_few_minutes(self, meeting, ana):
        save(meeting, ana, "A", 0)
        NotesRevision.objects.update(
            began=NotesRevision.objects.get().began - dt.timedelta(hours=1)
        )
        save(meeting, ana, "Ab", 1)
        assert texts() == ["A", "Ab"]

    def test_a_text_on_an_older_one_is_kept_beside_it(self, meeting, ana, bo):
        save(meeting, ana, "Common.", 0)
        save(meeting, bo, "Common. Bo.", 1)
        kept = save(meeting, ana, "Common. Ana.", 1)
        assert (kept.serial, bool(kept.aside)) == (2, True)
        assert ItemNotes.objects.get().text == "Common. Bo."
        assert texts() == ["Common.", "Common. Bo.", "Common. Ana."]
        save(meeting, ana, "Common. Ana writes on.", 1)
        assert texts()[-1] == "Common. Ana writes on."
        assert len(texts()) == 3

    def test_the_writer_joins_or_takes_the_other_text_and_both_stay_revisions(
        self, meeting, ana, bo
    ):
        save(meeting, bo, "Bo.", 0)
        save(meeting, ana, "Ana.", 0)
        save(meeting, ana, "Bo. Ana.", 1)
        assert ItemNotes.objects.get().text == "Bo. Ana."
        assert not NotesRevision.objects.filter(aside=True, settled=None).exists()
        save(meeting, bo, "Bo again.", 1)
        take_theirs(meeting, item=1, typed=Typed(text="", base=2, tab=bo.email))
        assert ItemNotes.objects.get().text == "Bo. Ana."
        assert {"Bo.", "Ana.", "Bo again."} <= set(texts())
        assert not NotesRevision.objects.filter(aside=True, settled=None).exists()

    def test_a_save_whose_answer_was_lost_is_no_conflict_with_itself(self, meeting, ana):
        save(meeting, ana, "A", 0)
        later(minutes=2)
        save(meeting, ana, "Ab", 1)
        assert save(meeting, ana, "Abc", 0) == Kept(3)
        assert ItemNotes.objects.get().text == "Abc"

    def test_two_pages_of_one_editor_are_two(self, meeting, ana):
        save(meeting, ana, "A", 0, tab="one")
        assert save(meeting, ana, "B", 0, tab="two").aside

    def test_a_serial_that_the_notes_never_had_overwrites_nothing(self, meeting, ana):
        save(meeting, ana, "A", 0)
        assert save(meeting, ana, "B", 7).aside

    def test_the_same_text_twice_is_nothing_new(self, meeting, ana, bo):
        save(meeting, ana, "A", 0)
        assert save(meeting, bo, "A", 0) == Kept(1)
        assert texts() == ["A"]

    def test_no_item_that_has_notes_can_be_taken_off_the_agenda(self, meeting, ana):
        save(meeting, ana, "A", 0)
        with pytest.raises(SiteError, match="notes already"):
            edit_meeting(meeting, said=announced(agenda=[{"en": "Opening"}]))

    def test_what_is_too_long_is_refused_in_words(self, meeting, ana):
        with pytest.raises(SiteError, match="20000"):
            save(meeting, ana, "x" * (LONGEST + 1), 0)
        assert texts() == []


class TestPages:
    def test_without_a_script_both_texts_stand_on_the_page(self, client, meeting, ana, bo):
        client.force_login(ana, backend=BACKEND)
        form = {"text": "Ana's notes.", "base": "0", "tab": "a", "do": "save"}
        assert client.post(ITEM, form).status_code == 302
        save(meeting, bo, "Ana's notes. And Bo's.", 1)
        answer = client.post(ITEM, {**form, "text": "Ana wrote on.", "base": "1"})
        assert answer["Location"] == f"{ITEM}?aside=3"
        page = client.get(answer["Location"]).content.decode()
        field = page.partition("<textarea")[2].partition("</textarea>")[0]
        assert "Ana wrote on." in field
        assert "And Bo" in page.replace(field, "")
        assert 'name="base" value="2"' in page
        both = {**form, "base": "2", "aside": "3"}
        page = client.post(ITEM, {**both, "text": "Mine.", "do": "join"}).content.decode()
        assert "And Bo" in page.partition("<textarea")[2].partition("</textarea>")[0]
        client.post(ITEM, {**both, "text": "Joined.", "tab": "c"})
        assert ItemNotes.objects.get().text == "Joined."
        assert not NotesRevision.objects.filter(aside=True, settled=None).exists()

    def test_an_editor_joins_or_settles_what_somebody_left_beside_the_notes(
        self, client, meeting, ana, bo
    ):
        client.force_login(ana, backend=BACKEND)
        save(meeting, ana, "Ana.", 0)
        for n in (2, 3):
            assert save(meeting, bo, f"Bo {n}.", 0, tab=str(n)).aside == n
        assert client.get(ITEM).content.count(b"?aside=") == 2
        client.post(ITEM, {"do": "settle", "revision": "2"})
        client.post(ITEM, {"text": "Ana. Bo 3.", "base": "1", "tab": "b", "aside": "3"})
        page = client.get(ITEM).content
        assert b"?aside=" not in page
        assert b"Ana. Bo 3." in page

    def test_the_script_asks_what_is_new_and_gets_nothing_twice(self, client, meeting, ana, bo):
        client.force_login(ana, backend=BACKEND)
        save(meeting, bo, "Bo.", 0)
        save(meeting, ana, "Ana.", 0, tab="other")
        answer = client.get(f"{ITEM}state?tab=a")
        said = answer.json()
        assert (said["serial"], said["text"], said["by"]) == (1, "Bo.", "bo@example.org")
        assert [one["text"] for one in said["asides"]] == ["Ana."]
        again = client.get(f"{ITEM}state?tab=a", headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        sent = {"text": "Mine.", "base": "0", "tab": "a"}
        assert client.post(f"{ITEM}state", sent).json()["text"] == "Bo."
        assert client.post(f"{ITEM}state", {**sent, "base": "1"}).json() == {
            "serial": 2,
            "aside": 0,
        }
        assert client.post(f"{ITEM}state", {"text": "x"}).status_code == 422
        long = {**sent, "text": "x" * (LONGEST + 1), "base": "2"}
        assert "characters" in client.post(f"{ITEM}state", long).json()["error"]

    def test_revisions_say_who_wrote_what(self, client, meeting, ana, bo):
        client.force_login(bo, backend=BACKEND)
        save(meeting, ana, "The meeting began.\n\nAll agreed.", 0)
        save(meeting, bo, "The meeting began late.\n\nAll agreed.", 1)
        page = client.get(f"{ITEM}revisions/").content.decode()
        assert page.index("bo@example.org") < page.index("ana@example.org")
        page = client.get(f"{ITEM}revisions/2/").content.decode()
        assert "<ins>" in page
        assert "1 paragraph is the same" in page
        assert client.get(f"{ITEM}revisions/9/").status_code == 404
        assert client.get(ITEM.replace("items/1", "items/3")).status_code == 404


class TestPoints:
    def test_an_owner_is_tied_only_where_an_editor_says_so_and_one_is_known(self, meeting):
        society = an_organisation("Internet Society")
        said = {"kind": "action", "text": "Send the list.", "owner": "Internet Society"}
        assert add_point(meeting, written=Written(**said)).organisation is None
        tied = add_point(meeting, written=Written(**said, owner_is=KNOWN))
        assert (tied.number, tied.organisation) == (2, society)
        with pytest.raises(SiteError, match="nobody"):
            add_point(meeting, written=Written(**{**said, "owner": "X"}, owner_is=KNOWN))
        for n in range(2):
            Person.objects.create(slug=f"ana-{n}", name="Ana Example")
        with pytest.raises(SiteError, match="more than one"):
            add_point(meeting, written=Written(**{**said, "owner": "Ana Example"}, owner_is=KNOWN))
        with pytest.raises(SiteError, match="who"):
            add_point(meeting, written=Written(kind="action", text="Send it."))

    def test_open_points_of_a_cycle_stand_first_and_are_done_on_a_day(self, client, meeting, ana):
        first, second = (
            add_point(
                meeting,
                written=Written(kind="action", text=text, owner="Bo", due=dt.date(2026, 7, day)),
            )
            for text, day in (("Send the list.", 1), ("Book a room.", 2))
        )
        here = "/en/igf/2026/meetings/actions/"
        assert "Send the list." not in client.get(here).content.decode()
        publish_minutes(meeting, said=Said(language="en", prepared_by="Ana"), by=ana)
        edit_point(
            MinutesPoint.objects.get(pk=first.pk),
            written=Written(
                kind="action", text="Send all lists.", owner="Cy", done=dt.date(2026, 7, 3)
            ),
        )
        page = client.get(here).content.decode()
        assert page.index("Book a room.") < page.index("Send the list.")
        assert "2026-07-03" in page
        assert "<bdi>Cy</bdi>" not in page  # words and owner wait for the next version
        drop_point(MinutesPoint.objects.get(pk=second.pk))
        assert "Book a room." in client.get(here).content.decode()
        said = Said(language="en", prepared_by="Ana", note="Point 2 is gone.")
        publish_minutes(meeting, said=said, by=ana)
        page = client.get(here).content.decode()
        assert "Book a room." not in page
        assert "Send all lists." in page


class TestPublication:
    def test_versions_are_frozen_recorded_found_and_taken_away(self, client, meeting, ana):
        save(meeting, ana, "# Access\n\n- Libraries come first.\n\nAll agreed.", 0)
        add_point(meeting, written=Written(kind="decision", text="=Meet again.", item=1))
        client.force_login(ana, backend=BACKEND)
        publish = reverse("minutes-publish", kwargs=HERE)
        form = {"language": "en", "prepared_by": "The secretariat"}
        assert client.get(PAGE).status_code == 404
        assert client.post(publish, form)["Location"] == PAGE
        assert b"say already" in client.post(publish, form).content
        save(meeting, ana, "Nothing was agreed.", 1)
        assert b"Write what has changed" in client.post(publish, form).content
        client.post(publish, {**form, "note": "The end."})

        first, newest = client.get(f"{PAGE}v1/"), client.get(PAGE)
        assert "<li>Libraries come first.</li>" in first.content.decode()
        assert "There is a newer version" in first.content.decode()
        assert "Nothing was agreed." in newest.content.decode()
        assert "The end." in client.get(f"{PAGE}versions/").content.decode()

        exported = client.get(f"{PAGE}v1/export.json").content
        leaf = RecordedLeaf.objects.filter(kind="minutes").order_by("pk")[0]
        said = json.loads(bytes(leaf.content))
        assert said["sha256"] == hashlib.sha256(exported).hexdigest()
        assert said["subject"] == "/igf/2026/meetings/first/minutes/v1/"
        table = client.get(f"{PAGE}v1/export.csv").content.decode()
        (point,) = csv.DictReader(io.StringIO(table))
        assert (point["item"], point["text"]) == ("1", "'=Meet again.")
        found = search(meeting.cycle.scope, "agreed").found
        assert [one.address for one in found] == ["/igf/2026/meetings/first/minutes/"]

    def test_nothing_is_published_while_a_text_waits_beside_the_notes(self, meeting, ana, bo):
        save(meeting, bo, "Bo.", 0)
        aside = save(meeting, ana, "Ana.", 0).aside
        said = Said(language="en", prepared_by="Ana")
        with pytest.raises(SiteError, match="waits"):
            publish_minutes(meeting, said=said, by=ana)
        settle_aside(meeting, item=1, number=aside)
        assert publish_minutes(meeting, said=said, by=ana).number == 1

    def test_nothing_noted_is_nothing_to_publish(self, meeting, ana):
        with pytest.raises(SiteError, match="Nothing is noted"):
            publish_minutes(meeting, said=Said(language="en", prepared_by="Ana"), by=ana)

    def test_a_name_in_minutes_without_names_is_shown_before(self, client, meeting, ana):
        a_transcript(meeting)  # of another meeting of the cycle: who may have been here too
        closed = a_meeting(meeting.cycle, "closed", mode="non-attribution", chair="")
        Registration.objects.create(
            meeting=closed, key="d", name="Dee Dover", asked=BEFORE, confirmed=BEFORE
        )
        text = "Somebody, perhaps Ana Example, asked for more. Dover agreed."
        typed = Typed(text=text, base=0, tab="a")
        save_notes(closed, item=1, typed=typed, by=ana)
        client.force_login(ana, backend=BACKEND)
        publish = reverse("minutes-publish", kwargs={**HERE, "meeting": "closed"})
        assert "<bdi>ANA EXAMPLE</bdi>" in client.get(publish).content.decode()
        form = {"language": "en", "prepared_by": "The secretariat"}
        assert (
            b"these names stand in the text: ANA EXAMPLE, Dee Dover"
            in client.post(publish, form).content
        )
        assert not MinutesVersion.objects.exists()
        assert client.post(publish, {**form, "knows_names": "on"}).status_code == 302


class TestErasure:
    def test_the_words_of_a_version_go_with_their_revisions(self, client, meeting, ana, bo):
        save(meeting, ana, "Words that must go.", 0)
        said = Said(language="en", prepared_by="Ana")
        first = publish_minutes(meeting, said=said, by=ana)
        save(meeting, bo, "What may stay.", 1)
        publish_minutes(meeting, said=Said(language="en", prepared_by="A", note="Less."), by=ana)
        RecordedLeaf.objects.update(index=F("pk"))
        staff = an_account(role="secretariat", scope=meeting.cycle.forum.scope)
        client.force_login(staff, backend=BACKEND)
        erase = reverse("minutes-erase", kwargs={**HERE, "version": 1})
        assert client.post(erase, {"why": "Asked for by law."}).status_code == 302
        answer = client.get(f"{PAGE}v1/")
        assert answer.status_code == 410
        assert b"must go" not in answer.content
        assert client.get(f"{PAGE}v1/export.json").status_code == 404
        assert texts() == ["What may stay."]
        assert b"What may stay." in client.get(PAGE).content
        first.leaf.refresh_from_db()
        assert first.leaf.erased_by is not None
        with pytest.raises(SiteError, match="already"):
            erase_minutes(MinutesVersion.objects.get(number=1), reason="Again.")

    def test_a_person_who_is_erased_is_printed_and_led_to_no_more(self, client, meeting, ana):
        person = Person.objects.create(slug="cy-example", name="Cy Example")
        point = {"kind": "action", "text": "Send it.", "owner": "Cy Example", "owner_is": KNOWN}
        add_point(meeting, written=Written(**point))
        publish_minutes(meeting, said=Said(language="en", prepared_by="Ana"), by=ana)
        assert b"/people/cy-example/" in client.get(PAGE).content
        minutes_personal_data.erase(Whose(person=person.pk), "keep")
        page = client.get(PAGE).content
        assert (b"Cy Example" in page, b"cy-example" in page) == (True, False)
        newest = RecordedLeaf.objects.filter(kind="minutes").order_by("-pk")[0]
        exported = client.get(f"{PAGE}v1/export.json").content
        said = json.loads(bytes(newest.content))
        assert said["sha256"] == hashlib.sha256(exported).hexdigest()

    def test_a_person_who_wants_more_to_go_is_no_owner_anywhere(self, client, meeting, ana):
        person = Person.objects.create(slug="cy-example", name="Cy Example")
        point = {"kind": "action", "text": "Send it.", "owner": "Cy Example"}
        made = add_point(meeting, written=Written(**point))
        said = Said(language="en", prepared_by="Ana")
        publish_minutes(meeting, said=said, by=ana)
        edit_point(made, written=Written(**point, owner_is=KNOWN))
        add_point(meeting, written=Written(**{**point, "owner": "Dee Dover"}))
        first = publish_minutes(meeting, said=replace(said, note="Who it is."), by=ana)
        RecordedLeaf.objects.update(index=F("pk"))
        minutes_personal_data.erase(Whose(person=person.pk), "withdraw")
        for version in (1, 2):
            exported = client.get(f"{PAGE}v{version}/export.json").content
            assert (b"Cy Example" in exported, b"erased person" in exported) == (False, True)
            assert b"cy-example" not in exported
            kept = MinutesVersion.objects.get(number=version)
            assert kept.sha256 == hashlib.sha256(exported).hexdigest()
            assert json.loads(bytes(kept.leaf.content))["redacted"]
        first.leaf.refresh_from_db()
        assert (bytes(first.leaf.content), first.leaf.erased_by is None) == (b"", False)
        assert b"Dee Dover" in client.get(PAGE).content
        scope = meeting.cycle.scope
        assert [bool(search(scope, name).found) for name in ("Dover", "Cy")] == [True, False]
        assert [one.owner for one in MinutesPoint.objects.all()] == ["erased person", "Dee Dover"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("asked by ANA EXAMPLE.", ["Ana Example"]),
        ("Mr Example said", ["Ana Example"]),
        ("for example, this", []),
        ("Zoe Chair presided", ["Zoé Chair"]),
        ("The Internet is for all", []),
        ("李明说", []),
    ],
)
def test_names_are_found_whole_or_by_the_family_name_with_a_capital(text, found):
    assert names_in(text, ["Ana Example", "Zoé Chair", "Li Ming"]) == found


def test_long_minutes_stand_on_pages_none_of_which_is_too_heavy():
    words = "".join(hashlib.sha256(str(n).encode()).hexdigest() + " " for n in range(150))
    items = [
        {"item": n, "titles": {"en": f"Item {n}"}, "text": f"{words}\n\n{words}", "points": []}
        for n in (1, 2)
    ]
    made = pages(items)
    assert len(made) > 2
    said = " ".join(piece.text for page in made for part in page for piece in part.pieces)
    assert said.split() == f"{words}{words}{words}{words}".split()
    assert [part.continued for page in made for part in page if part.item == 1][:2] == [False, True]
    assert max(sum(len(p.text) for part in page for p in part.pieces) for page in made) < 2 * (
        PAGE_WEIGHT
    )


def test_earlier_texts_go_a_year_after_the_minutes_are_public(meeting, ana, bo):
    for base, text in enumerate(("A", "Ab", "Abc")):
        save(meeting, ana, text, base)
        later(minutes=2)
    later(days=400)
    assert clear_notes() == 0  # nothing is public yet
    publish_minutes(meeting, said=Said(language="en", prepared_by="The secretariat"), by=ana)
    save(meeting, bo, "Beside", 0)
    assert clear_notes() == 2
    assert texts() == ["Abc", "Beside"]
    assert clear_notes() == 0


def test_minutes_without_names_have_none_of_who_was_heard_or_is_registered(meeting, ana):
    a_caption(meeting, speaker="MILDRED PLUM")
    a_registration(meeting, name="Confirmed Person")
    a_registration(meeting, key="b", email="b@example.org", name="The", confirmed=None)
    meeting.mode = meeting.Mode.NON_ATTRIBUTION
    meeting.save()
    save(meeting, ana, "The people heard Mildred Plum and Confirmed Person.", 0)
    with pytest.raises(SiteError) as refused:
        publish_minutes(meeting, said=Said(language="en", prepared_by="S"), by=ana)
    assert "MILDRED PLUM" in str(refused.value)
    assert "Confirmed Person" in str(refused.value)
    assert "“The”" not in str(refused.value)

"""Phases, documents, mandate, glossary and groups, as the secretariat keeps them."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from conspectus.core.errors import SiteError
from conspectus.core.models import RecordedLeaf
from conspectus.forums.models import CycleDocument, GlossaryEntry, MandateParagraph, Phase
from conspectus.forums.services.documents import edit_document, publish_document
from conspectus.forums.services.phases import add_phase, edit_phase
from conspectus.people.models import GroupDeclaration, StakeholderGroup
from conspectus.people.services.groups import create_tree, declare_group
from tests.factories_site import BEFORE, a_cycle, a_forum, an_account, an_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def secretariat(signed_in):
    return signed_in(an_account("chief@example.org", role="secretariat"))


def contents(kind):
    leaves = RecordedLeaf.objects.filter(kind=kind).order_by("pk")
    return [json.loads(bytes(leaf.content)) for leaf in leaves]


def test_times_are_read_and_shown_on_the_clock_of_the_forum(secretariat):
    a_cycle(a_forum(time_zone="Asia/Kathmandu"))
    given = {"action": "comment", "opens": "2026-03-01T09:00", "closes": "2026-03-06T18:00"}
    secretariat.post("/en/igf/manage/cycles/2026/phases/new/", given)
    phase = Phase.objects.get()
    assert phase.opens == dt.datetime(2026, 3, 1, 3, 15, tzinfo=dt.UTC)
    page = secretariat.get(f"/en/igf/manage/cycles/2026/phases/{phase.pk}/").content.decode()
    assert 'value="2026-03-01T09:00"' in page
    assert "Asia/Kathmandu" in page
    assert 'name="action"' not in page


def test_dates_of_a_phase_that_were_changed_stay_in_the_record():
    phase = add_phase(a_cycle(), action="submit", opens=BEFORE, closes=BEFORE + HOUR)
    edit_phase(phase, opens=BEFORE, closes=BEFORE + 2 * HOUR, late_until=BEFORE + 3 * HOUR)
    set_, changed = contents("decision")
    assert (set_["decision"], changed["decision"]) == ("phase set", "phase changed")
    assert set_["closes"] == "2026-01-01T01:00:00+00:00"
    assert changed["late until"] == "2026-01-01T03:00:00+00:00"


@pytest.mark.parametrize(
    ("closes", "late", "field"),
    [(-1, None, "closes"), (0, None, "closes"), (1, 1, "late_until"), (None, 1, "late_until")],
)
def test_times_out_of_order_are_refused(closes, late, field):
    cycle = a_cycle()
    with pytest.raises(SiteError) as refused:
        add_phase(
            cycle,
            action="submit",
            opens=BEFORE,
            closes=None if closes is None else BEFORE + closes * HOUR,
            late_until=None if late is None else BEFORE + late * HOUR,
        )
    assert refused.value.field == field
    assert not cycle.phases.exists()


def test_a_document_is_public_from_its_publication_and_corrections_are_recorded(secretariat):
    a_cycle()
    given = {
        "kind": "agenda",
        "date": "2026-02-01",
        "titles_en": "Draft agenda",
        "texts_en": "One.",
    }
    secretariat.post("/en/igf/manage/cycles/2026/documents/new/", given)
    document = CycleDocument.objects.get()
    assert document.slug == "2026-02-01-draft-agenda"
    assert document.published is None
    edit_document(document, kind="agenda", titles={"en": "Agenda"}, texts={}, date=document.date)
    assert contents("announcement") == []
    address = f"/en/igf/manage/cycles/2026/documents/{document.slug}/publish/"
    secretariat.post(address)
    secretariat.post(address)
    document.refresh_from_db()
    edit_document(
        document, kind="agenda", titles={"en": "Agenda"}, texts={"en": "Two."}, date=document.date
    )
    published, corrected = contents("announcement")
    assert (published["act"], corrected["act"]) == ("published", "corrected")
    assert published["sha256"] != corrected["sha256"]
    with pytest.raises(SiteError, match="public already"):
        publish_document(document)


def test_publishing_is_no_matter_of_following_a_link(secretariat):
    CycleDocument.objects.create(cycle=a_cycle(), slug="agenda", date=BEFORE.date())
    address = "/en/igf/manage/cycles/2026/documents/agenda/publish/"
    assert secretariat.get(address).status_code == 405


def test_a_paragraph_of_the_mandate_stands_once(secretariat):
    a_forum()
    given = {"instrument": "Tunis Agenda", "number": "para. 72 (b)", "texts_en": "Facilitate …"}
    for _ in range(2):
        page = secretariat.post("/en/igf/manage/mandate/new/", given)
    assert 'href="#id_number"' in page.content.decode()
    paragraph = MandateParagraph.objects.get()
    assert paragraph.slug == "tunis-agenda-para-72-b"
    given["texts_en"] = "Facilitate discourse …"
    secretariat.post(f"/en/igf/manage/mandate/{paragraph.slug}/", given)
    assert MandateParagraph.objects.get().texts == {"en": "Facilitate discourse …"}


def test_a_term_that_is_written_again_gets_the_new_meaning_and_can_be_taken_out(secretariat):
    a_forum()
    for meaning in ("the Forum", "the Internet Governance Forum"):
        given = {"language": "en", "term": "IGF", "meaning": meaning}
        secretariat.post("/en/igf/manage/glossary/", given)
    entry = GlossaryEntry.objects.get()
    assert entry.meaning == "the Internet Governance Forum"
    secretariat.post(f"/en/igf/manage/glossary/{entry.pk}/remove/")
    assert not GlossaryEntry.objects.exists()


def test_the_secretariat_confirms_a_group_or_another(secretariat):
    forum = a_forum()
    create_tree("unused")
    groups = {
        slug: StakeholderGroup.objects.create(
            tree=forum.group_tree, slug=slug, names={"en": slug.title()}
        )
        for slug in ("academia", "users")
    }
    organisation = an_organisation()
    declaration = declare_group(organisation, group=groups["academia"], by="form")
    page = secretariat.get("/en/igf/manage/groups/").content.decode()
    assert "Internet Society" in page
    secretariat.post(f"/en/igf/manage/declarations/{declaration.pk}/confirm/", {"group": "users"})
    organisation.refresh_from_db()
    assert organisation.group == groups["users"]
    history = GroupDeclaration.objects.order_by("pk")
    assert [row.confirmed is not None for row in history] == [False, True]
    assert "Internet Society" not in secretariat.get("/en/igf/manage/groups/").content.decode()


def test_all_that_a_page_shows_are_confirmed_as_declared(secretariat):
    forum = a_forum()
    users = StakeholderGroup.objects.create(
        tree=forum.group_tree, slug="users", names={"en": "Users"}
    )
    rows = [declare_group(an_organisation(name), group=users, by="form") for name in ("One", "Two")]
    page = secretariat.get("/en/igf/manage/groups/").content.decode()
    assert page.count('type="hidden" name="key"') == 2
    keys = [row.pk for row in rows]
    answer = secretariat.post("/en/igf/manage/declarations/confirm/", {"key": keys}, follow=True)
    assert "The groups are confirmed." in answer.content.decode()
    assert not GroupDeclaration.objects.filter(confirmed__isnull=True).exists()
    secretariat.post("/en/igf/manage/declarations/confirm/", {"key": [*keys, "x", 99]})


def test_a_group_gets_a_name_in_each_language_and_a_place_in_the_tree(secretariat):
    forum = a_forum(languages=["en", "fr"])
    parent = StakeholderGroup.objects.create(tree=forum.group_tree, slug="civil-society")
    given = {"names_en": "Youth", "names_fr": "Jeunes", "parent": parent.pk, "order": 3}
    secretariat.post("/en/igf/manage/groups/new/", given)
    group = StakeholderGroup.objects.get(slug="youth")
    assert (group.names, group.parent, group.order) == (
        {"en": "Youth", "fr": "Jeunes"},
        parent,
        3,
    )
    given = {"names_en": "Civil society", "parent": group.pk, "order": 0}
    page = secretariat.post("/en/igf/manage/groups/civil-society/", given).content.decode()
    assert 'href="#id_parent"' in page

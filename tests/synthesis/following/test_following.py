"""A paper follows an earlier one of the forum: what became of that one's views."""

from __future__ import annotations

import csv
import io
import json

import pytest

from conspectus.engine.revision.kinship import Kinship
from conspectus.people.models import Organisation
from conspectus.synthesis.models import PositionRow, ViewChange
from conspectus.synthesis.services.following import keep_kinship, renew_view_changes
from conspectus.synthesis.services.making import make_version
from conspectus.synthesis.services.papers import publish_paper
from tests.factories_paper_rows import SENTENCE, a_paper_version
from tests.factories_site import a_call, a_contribution, a_cycle, an_account, an_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

SINCE = "/en/igf/2026/papers/1/v1/since/"
WORK = "/en/igf/2026/papers/1/work/following/"


@pytest.fixture
def earlier():
    """The paper of 2025: of its views v-0 is in the text, v-1 to v-3 are in the table."""
    call = a_call(a_cycle(slug="2025"), "first")
    return a_paper_version(a_contribution(call), entries=3)


@pytest.fixture
def later(earlier):
    """The paper of 2026 in the same forum."""
    call = a_call(a_cycle(earlier.paper.cycle.forum, "2026"), "first")
    return a_paper_version(a_contribution(call), entries=3)


def compared(later, earlier, *same: str, **other) -> list[tuple[str, str, str]]:
    keep_kinship(later, earlier, Kinship(same=tuple((one, one) for one in same), **other))
    later.save()
    return [(one.kind, one.wording, one.was_wording) for one in later.view_changes.all()]


def test_what_is_in_one_of_the_two_papers_only_is_new_or_held_by_nobody_any_more(later, earlier):
    PositionRow.objects.filter(version=later, view="v-0").update(wording="New words")
    assert compared(later, earlier) == [
        ("new", "New words", ""),
        ("gone", "", "Access number 0 comes first"),
    ]
    assert later.front["follows"]["unlisted"] == 6  # three views each that no sentence gives


def test_a_view_that_words_of_this_cycle_still_carry_is_not_gone(later, earlier):
    found = compared(later, earlier, still_held=(("", "v-0"),), held_before=(("v-0", "v-2"),))
    assert found == []


def test_more_holders_make_a_view_stronger_and_fewer_weaker(later, earlier):
    row = PositionRow.objects.get(version=later, view="v-0")
    row.pk, row.order, row.holder, row.name = None, 99, "b-1", "Brel 1"
    row.save()
    assert [one[0] for one in compared(later, earlier, "v-0", "v-1", "v-2", "v-3")] == ["stronger"]
    line = later.view_changes.get()
    assert (line.was_n, line.n, line.joined, line.left) == (1, 2, ["Brel 1"], [])
    assert (line.sentence, line.was_sentence) == (SENTENCE, SENTENCE)
    assert [one[0] for one in compared(earlier, later, "v-0", "v-1", "v-2", "v-3")] == ["weaker"]


def test_who_is_no_contributor_of_the_later_paper_has_not_given_up_a_view(later, earlier, client):
    PositionRow.objects.filter(version=later, view="v-0").delete()
    compared(later, earlier)
    line = later.view_changes.get(kind="gone")
    assert (line.left, line.absent) == (["Arda Union"], [])
    later.holders.filter(name="Arda Union").delete()
    compared(later, earlier)
    line = later.view_changes.get(kind="gone")
    assert (line.left, line.absent) == ([], ["Arda Union"])
    page = client.get(f"{SINCE}?kind=gone").content.decode()
    assert "Not among the contributors of this paper:" in page


def test_of_as_many_holders_the_degree_word_decides(later, earlier):
    row = later.sentences.get(sentence=SENTENCE)
    row.data["degree"] = {"word": "most", "n": 1, "of": 1}
    row.save()
    assert [one[0] for one in compared(later, earlier, "v-0", "v-1", "v-2", "v-3")] == ["stronger"]


def test_each_line_leads_to_both_sentences_and_the_paper_leads_there(later, earlier, client):
    compared(later, earlier)
    page = client.get(SINCE).content.decode()
    assert f"/en/igf/2026/papers/1/v1/s/{SENTENCE}/" in page
    assert f"/en/igf/2025/papers/1/v1/s/{SENTENCE}/" in page
    assert 'href="/en/igf/2025/papers/1/v1/"' in page
    assert f'href="{SINCE}"' in client.get("/en/igf/2026/papers/1/v1/").content.decode()
    only = client.get(f"{SINCE}?kind=gone").content.decode()
    assert f"2025/papers/1/v1/s/{SENTENCE}/" in only
    assert f"2026/papers/1/v1/s/{SENTENCE}/" not in only


def test_it_is_there_as_open_data(later, earlier, client):
    compared(later, earlier)
    body = client.get(f"{SINCE}views.csv").getvalue().decode()
    assert [row["kind"] for row in csv.DictReader(io.StringIO(body))] == ["new", "gone"]
    told = json.loads(client.get(f"{SINCE}views.json").getvalue())
    assert told["follows"]["at"] == "/igf/2025/papers/1/v1/"
    assert [one["kind"] for one in told["views"]] == ["new", "gone"]
    assert client.get(f"{SINCE}views.xml").status_code == 404


@pytest.mark.usefixtures("earlier")
def test_a_paper_that_follows_none_has_no_such_page(later, client):
    assert later.follows is None
    assert client.get(SINCE).status_code == 404


def test_what_is_erased_from_the_earlier_paper_is_gone_from_the_comparison(later, earlier):
    compared(later, earlier)
    PositionRow.objects.filter(version=earlier).delete()
    renew_view_changes(earlier)
    assert list(ViewChange.objects.exclude(was_wording="")) == []
    later.refresh_from_db()
    assert later.front["follows"]["counts"]["gone"] == 0


def test_erased_words_hold_no_view_any_more(later, earlier):
    for version in (later, earlier):
        version.drawn_on = {"1": "/igf/x/contributions/1/v1/", "2": "/igf/x/contributions/2/v1/"}
        version.save()
    PositionRow.objects.filter(version=later, view="v-0").update(wording="New words")
    found = compared(
        *(later, earlier),
        still_held=(("", "v-0"),),
        held_before=(("v-0", ""),),
        sources_now={"v-0": ("1", "2")},
        sources_then={"v-0": ("1", "2")},
    )
    assert found == []
    for version, erased, kinds in (
        (later, "1", []),
        (later, "2", ["gone"]),
        (earlier, "1", ["gone"]),
        (earlier, "2", ["new", "gone"]),
    ):
        version.drawn_on.pop(erased)
        version.save(update_fields=["drawn_on"])
        renew_view_changes(version)
        assert [one.kind for one in later.view_changes.all()] == kinds


def test_words_that_can_never_be_erased_always_count(later, earlier):
    assert compared(
        later, earlier, still_held=(("", "v-0"),), sources_now={"v-0": ("agenda",)}
    ) == [("new", "Access number 0 comes first", "")]


def test_the_rapporteur_chooses_a_public_paper_of_the_forum_only(later, earlier, signed_in):
    client = signed_in(an_account("r@example.org", role="rapporteur"))
    saved = client.post(WORK, {"follows": str(earlier.pk)}, follow=True)
    assert "Saved. The choice counts" in saved.content.decode()
    later.paper.refresh_from_db()
    assert later.paper.follows == earlier
    page = client.get(WORK).content.decode()
    assert "2025 · 1. A paper · v1" in page
    for other in (str(later.pk), "0", "x"):
        assert client.post(WORK, {"follows": other}).status_code == 200
    assert client.post(WORK, {"follows": "", "csrf": "x"}).status_code == 302
    later.paper.refresh_from_db()
    assert later.paper.follows is None


@pytest.mark.long
def test_from_the_contributions_of_two_cycles_to_the_page(public, signed_in, client):
    """The engine's own drafts: one view is held by more, one by nobody, one is new."""
    cycle = a_cycle(public.paper.cycle.forum, "2027")
    said = {
        "Arda Union": "Public libraries must offer free connections to every citizen.",
        "Grove": "We believe that public libraries must offer free connections to every citizen.",
        "Hill": "Public libraries must offer free connections to every citizen.",
        "Isle": "Public libraries must offer free connections to every citizen.",
        "Juniper Network": "Cables should be laid along the old canal by those who use them.",
    }
    call = a_call(cycle, "first")
    for name, text in said.items():
        known = Organisation.objects.filter(name=name).first()
        a_contribution(call, text=text, organisation=known or an_organisation(name))
    rapporteur = signed_in(an_account("r@example.org", role="rapporteur"))
    sent = {"title": "The next paper", "follows": str(public.pk)}
    address = "/en/igf/2027/manage/papers/"
    assert rapporteur.post(address, sent).status_code == 302
    made = cycle.papers.get().versions.get()
    assert make_version(made.pk)
    made.refresh_from_db()
    kinds = {one.kind: one.wording or one.was_wording for one in made.view_changes.all()}
    assert "free connections" in kinds["stronger"]
    assert "old canal" in kinds["new"]
    gone = [one.was_wording for one in made.view_changes.filter(kind="gone")]
    assert any("moonlit heron" in one for one in gone)
    assert not any("free connections" in one for one in gone)
    published = publish_paper(made, status="working draft")
    sentence = next(
        row.data["text"]
        for row in published.sentences.all()
        if "/igf/2026/papers/1/v1/" in row.data["text"]
    )
    assert "/igf/2027/papers/1/v1/since/" in sentence
    client.logout()
    assert "old canal" in client.get("/en/igf/2027/papers/1/v1/since/").content.decode()

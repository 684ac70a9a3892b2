"""The pages of the map: what they show, how they answer, what they cost."""

from __future__ import annotations

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conspectus.contributions.models import Contribution
from conspectus.people.models import Account
from conspectus.site.static_files import static_files
from conspectus.synthesis.models import Correction, MappedPassage, PaperVersion, Question
from conspectus.synthesis.services.correcting import Given, correct
from conspectus.synthesis.services.deciding import keys_of_views
from tests.contracts.kept_world import world_of
from tests.contracts.permission_world import DRAFT
from tests.factories_map_rows import THEME, VIEW, add_passages, add_questions, add_views

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

WORK = "/en/igf/2026/papers/1/work/"
OTHER = "v-000000000000"
PAGES = [
    "",
    f"themes/{THEME}/",
    f"themes/{THEME}/?show=unreflected",
    f"themes/{THEME}/?show=shared&q=access",
    f"views/{VIEW}/",
    f"views/{VIEW}/?q=access",
    "queue/",
    "queue/?kind=merge%3F",
    "corrections/",
    "corrections/?state=new&kind=wording",
    "corrections/upload/",
]


@pytest.fixture
def world(home, db, kept):
    return world_of(kept, home)


@pytest.fixture
def client(world):
    return world.clients["rapporteur"]


@pytest.fixture
def draft(world):
    return PaperVersion.objects.get(k=DRAFT)


def kinds():
    return list(Correction.objects.order_by("number").values_list("kind", flat=True))


def fill(draft, count=49):
    contribution = Contribution.objects.order_by("number")[0]
    add_views(draft, contribution, [f"v-{n:012}" for n in range(1, count + 1)])
    add_passages(draft, contribution, VIEW, count)
    add_questions(draft, count)
    for n in range(count):
        given = Given(kind="wording", view_of=f"1:p{n}", text="x", why="because")
        correct(draft.paper, given, by=None, base=10**6)


def test_each_page_costs_the_same_with_fifty_rows_and_fits_the_first_window(client, draft):
    style = len(gzip.compress(static_files()["site.css"].content, 6))
    costs = {}
    for page in PAGES:
        client.get(WORK + page)
        with CaptureQueriesContext(connection) as found:
            assert client.get(WORK + page).status_code == 200, page
        costs[page] = len(found)
    fill(draft)
    for page in PAGES:
        with CaptureQueriesContext(connection) as found:
            answer = client.get(WORK + page)
        assert len(found) <= min(10, costs[page]), page
        assert style + len(gzip.compress(answer.content, 6)) <= 14_000, page


def test_a_view_shows_its_passages_with_why_they_are_here(client):
    page = client.get(f"{WORK}views/{VIEW}/").content.decode()
    assert "<mark>access should be affordable for everyone</mark>" in page
    assert "80 % of the wording" in page
    assert "/en/igf/2026/contributions/1/v1/p1/" in page
    assert client.get(f"{WORK}views/v-ffffffffffff/").status_code == 404


@pytest.mark.parametrize(
    ("data", "made"),
    [
        ({"do": "not_a_claim", "passages": ["1:p0"]}, ["not_a_claim"]),
        ({"do": "relayed", "passages": ["1:p0"]}, ["relayed"]),
        ({"do": "quote", "passages": ["1:p0"]}, ["quote"]),
        ({"do": "exclude", "passages": ["1:p0"], "why": "off topic"}, ["exclude"]),
        ({"do": "not_held_ticked", "passages": ["1:p0"]}, ["not_held"]),
        ({"do": "stance", "passages": ["1:p0"], "stance": "against"}, ["stance"]),
        ({"do": "split", "passages": ["1:p0"]}, ["not_held"]),
        ({"do": "split", "passages": ["1:p0", "1:p1"]}, ["not_held", "not_held", "same"]),
        ({"do": "theme", "theme": THEME}, ["theme"]),
        ({"do": "theme", "theme": THEME, "passages": ["1:p0"]}, ["not_held", "theme"]),
        ({"do": "wording", "text": "access should be cheap"}, ["wording"]),
        ({"do": "same", "other": OTHER}, ["same"]),
        ({"do": "oppose", "other": OTHER}, ["oppose"]),
    ],
)
def test_each_correction_of_a_view_is_made_by_a_form(client, draft, data, made):
    add_passages(draft, Contribution.objects.order_by("number")[0], VIEW, 2)
    answer = client.post(f"{WORK}views/{VIEW}/", data)
    assert answer.status_code == 302, answer.content.decode()
    assert kinds() == made
    row = Correction.objects.order_by("number")[0]
    assert row.why == data.get("why", "")
    assert "1 correction" in client.get(WORK).content.decode() or len(made) > 1


def test_a_view_is_named_by_passages_that_nobody_has_taken_out_since(client, draft):
    contribution = Contribution.objects.order_by("number")[0]
    add_passages(draft, contribution, VIEW, 8)
    address = f"{WORK}views/{VIEW}/"
    keys = keys_of_views(draft, [VIEW])[VIEW]
    PaperVersion.objects.filter(pk=draft.pk).update(corrected=0)
    client.post(address, {"do": "relayed", "passages": [keys[0]]})
    client.post(address, {"do": "wording", "text": "access should be cheap"})
    client.post(address, {"do": "theme", "theme": THEME})
    client.post(address, {"do": "stance", "passages": [keys[1]], "stance": "against"})
    relayed, worded, moved, stance = Correction.objects.order_by("number")
    assert relayed.passages == keys[:1]
    assert [worded.view_of, *worded.passages] == keys[1:6]
    assert moved.passages == keys[1:6]
    assert stance.view_of == keys[2]
    client.post(address, {"do": "same", "other": OTHER})
    merged = Correction.objects.order_by("number").last()
    assert set(keys[2:]) < set(merged.passages)
    assert set(keys[:2]).isdisjoint(merged.passages)  # nobody's, and the one against it


def test_words_that_nobody_said_are_shown_before_they_are_kept(client, draft):
    add_passages(draft, Contribution.objects.order_by("number")[0], VIEW, 2)
    rows = MappedPassage.objects.filter(version=draft, view=VIEW)
    rows.update(words="Access should be free.", language="en")
    address = f"{WORK}views/{VIEW}/"
    wrong = {"do": "wording", "text": "access should not be free", "why": "shorter"}
    page = client.post(address, wrong).content.decode()
    assert kinds() == []
    assert "denies." in page
    assert "access should not be free" in page
    assert 'value="wording_kept"' in page
    assert client.post(address, {**wrong, "do": "wording_kept"}).status_code == 302
    assert kinds() == ["wording"]
    assert client.post(address, {**wrong, "text": "access should be free"}).status_code == 302
    assert kinds() == ["wording", "wording"]


def test_who_holds_a_view_by_other_words_too_is_told_at_once_and_taken_out_in_one_act(
    client, draft
):
    contribution = Contribution.objects.order_by("number")[0]
    add_passages(draft, contribution, VIEW, 3)
    rows = MappedPassage.objects.filter(version=draft, view=VIEW)
    rows.filter(key__in=["1:p1", "1:p2"]).update(holder="brel", name="Brel Society")
    rows.filter(key="1:p2").update(words="Nobody should pay more for it.")
    address = f"{WORK}views/{VIEW}/"
    asked = client.post(address, {"do": "not_held", "passages": ["1:p1"]}).content.decode()
    assert not kinds()
    told = asked.split('id="left"')[1].split("</div>")[0]
    assert "Brel Society" in told
    assert "Nobody should pay more for it." in told
    assert 'value="1:p1" checked' in asked
    client.post(address, {"do": "not_held_all", "passages": ["1:p1"]})
    made = Correction.objects.order_by("number")
    assert [(one.kind, one.passages) for one in made] == [
        ("not_held", ["1:p1"]),
        ("not_held", ["1:p2"]),
    ]
    assert len({one.view_of for one in made}) == 1
    assert not {one.view_of for one in made} & {"1:p1", "1:p2"}


@pytest.mark.parametrize(
    "data",
    [
        {"do": "exclude", "passages": ["1:p0"]},
        {"do": "split"},
        {"do": "split", "passages": ["1:p0", f"1:{VIEW}"]},
        {"do": "theme", "passages": ["1:p0"]},
        {"do": "wording", "text": " "},
        {"do": "same"},
        {"do": "magic", "passages": ["1:p0"]},
        {},
    ],
)
def test_what_lacks_something_is_told_beside_the_form_and_what_was_typed_stays(client, data):
    answer = client.post(
        f"{WORK}views/{VIEW}/", {**data, "why": "typed"} if "exclude" not in data.values() else data
    )
    assert answer.status_code == 200
    page = answer.content.decode()
    assert 'role="alert"' in page
    if "exclude" not in data.values():
        assert "typed" in page
    if "passages" in data:
        assert 'value="1:p0" checked' in page
    assert kinds() == []


def test_another_name_of_a_holder_is_given_on_a_page_of_its_own(client):
    page = f"{WORK}views/{VIEW}/names/"
    lacking = client.post(page, {"holder": "Arda Union", "names": "", "why": "typed"})
    assert lacking.status_code == 200
    assert 'role="alert"' in lacking.content.decode()
    assert "typed" in lacking.content.decode()
    assert kinds() == []
    given = {"holder": "Arda Union", "names": "Arda U.", "why": "as signed"}
    assert client.post(page, given).status_code == 302
    row = Correction.objects.get()
    assert (row.kind, row.names, row.why) == ("alias", ["Arda U."], "as signed")
    assert client.get(f"{WORK}views/v-ffffffffffff/names/").status_code == 404


def test_ticked_views_of_a_theme_become_one(client):
    page = f"{WORK}themes/{THEME}/"
    assert client.post(page, {"do": "same", "views": [VIEW, OTHER]}).status_code == 302
    (row,) = Correction.objects.all()
    assert set(row.passages) == {f"1:{VIEW}", "1:p0", f"1:{OTHER}"}
    assert client.post(page, {"do": "same", "views": [VIEW]}).status_code == 200
    assert client.post(page, {"do": "oppose", "views": [VIEW], "other": OTHER}).status_code == 200
    assert client.post(page, {"do": "theme", "views": [VIEW], "theme": THEME}).status_code == 302
    assert kinds() == ["same", "theme"]


def test_a_view_dropped_on_another_joins_it(client):
    page = f"{WORK}themes/{THEME}/"
    assert client.post(page, {"do": "same", "views": VIEW, "other": OTHER}).status_code == 302
    assert kinds() == ["same"]


def test_a_question_is_answered_once_and_the_estimate_falls(client):
    question = Question.objects.get()
    assert "Estimate of what is left: 1.5" in client.get(f"{WORK}queue/").content.decode()
    sent = {"answer": f"{question.pk}:0"}
    assert client.post(f"{WORK}queue/", sent).status_code == 302
    question.refresh_from_db()
    assert (question.state, question.answer.kind) == ("answered", "same")
    assert "Nothing waits" in client.get(f"{WORK}queue/").content.decode()
    client.post(f"{WORK}queue/", sent)
    assert kinds() == ["same"]


def test_a_question_waits_again_when_its_answer_is_taken_back(client):
    question = Question.objects.get()
    client.post(f"{WORK}queue/", {"answer": f"{question.pk}:1"})
    assert client.post(f"{WORK}corrections/", {"undo": "1"}).status_code == 302
    question.refresh_from_db()
    assert (question.state, question.answer) == ("waiting", None)
    (row,) = Correction.objects.all()
    assert row.undone is not None
    assert "taken back" in client.get(f"{WORK}corrections/?state=undone").content.decode()


def test_a_question_can_be_set_aside(client):
    question = Question.objects.get()
    client.post(f"{WORK}queue/", {"answer": f"{question.pk}:aside"})
    question.refresh_from_db()
    assert question.state == "set aside"
    assert kinds() == []


def test_two_at_once_see_both_and_choose(client, draft):
    other = Account.objects.create_user("other@example.org")
    page = f"{WORK}views/{VIEW}/"
    mine = {"do": "wording_kept", "text": "my words", "why": "mine", "base": "0"}
    keys = [f"1:{VIEW}", "1:p0"]
    theirs = [
        correct(
            draft.paper, Given(kind="wording", view_of=key, text="their words"), by=other, base=9
        )
        for key in keys
    ]
    answer = client.post(page, mine)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "their words" in shown
    assert 'name="text" value="my words"' in shown
    assert 'name="why" value="mine"' in shown
    assert len(kinds()) == 2
    again = {**mine, "base": str(theirs[-1].number), "undo_theirs": str(theirs[0].number)}
    assert client.post(page, again).status_code == 302
    assert Correction.objects.get(number=3).text == "my words"
    theirs[0].refresh_from_db()
    assert theirs[0].undone is not None


def test_a_split_keeps_what_was_merged_but_for_the_ticked(client, draft):
    add_passages(draft, Contribution.objects.order_by("number")[0], VIEW, 2)
    keys = [f"1:{VIEW}", "1:p0", "1:p1"]
    correct(draft.paper, Given(kind="same", passages=keys), by=None, base=9)
    client.post(f"{WORK}views/{VIEW}/", {"do": "split", "passages": ["1:p1"], "base": "1"})
    holding = Correction.objects.filter(undone__isnull=True).order_by("number")
    assert [(row.kind, row.passages) for row in holding] == [
        ("not_held", ["1:p1"]),
        ("same", keys[:2]),
    ]


def test_the_file_goes_out_is_looked_into_and_comes_in(client, draft):
    correct(draft.paper, Given(kind="quote", passages=["1:p0"], why="x"), by=None, base=0)
    answer = client.get(f"{WORK}corrections/corrections.toml")
    assert answer["Content-Disposition"].startswith("attachment")
    text = answer.content.decode()
    assert "[[quote]]" in text
    Correction.objects.all().delete()
    shown = client.post(f"{WORK}corrections/upload/", {"text": text}).content.decode()
    assert "1 is new" in shown
    assert kinds() == []
    sent = {"text": text, "do": "take"}
    assert client.post(f"{WORK}corrections/upload/", sent).status_code == 302
    assert kinds() == ["quote"]
    again = client.post(f"{WORK}corrections/upload/", {"text": text}).content.decode()
    assert "0 are new" in again
    bad = client.post(f"{WORK}corrections/upload/", {"text": "[[quote]]\n"})
    assert "needs the key passage" in bad.content.decode()


def test_an_older_draft_becomes_public_beside_a_newer_one_only_by_a_tick(client, draft):
    newer = PaperVersion.objects.create(
        paper=draft.paper, k=draft.k + 1, state=PaperVersion.State.READY, front=draft.front
    )
    page = reverse("paper-progress", args=("igf", "2026", draft.pk))
    assert f"Version {newer.k} is newer, and ready." in client.get(page).content.decode()
    sent = client.post(page, {"status": "working draft"}).content.decode()
    assert "Tick this, or make the newer version public." in sent
    draft.refresh_from_db()
    assert draft.published is None
    newest = reverse("paper-progress", args=("igf", "2026", newer.pk))
    assert "is newer, and ready" not in client.get(newest).content.decode()

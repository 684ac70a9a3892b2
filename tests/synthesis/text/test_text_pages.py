"""The text of a draft as its rapporteur works on it: check, save, move, add, leave out."""

from __future__ import annotations

import html

import pytest

from conspectus.engine.revision.acts import ActKind
from conspectus.synthesis.models import Correction
from conspectus.synthesis.services.checking_text import others
from conspectus.synthesis.services.correcting import Given, correct
from tests.factories_site import an_account
from tests.synthesis.text.conftest import BASE, acts_of, made_again, sentence_at, texts_of

pytestmark = pytest.mark.django_db

STATE = Correction.State
WRONG = [
    ("must offer", "must not offer", "V4"),
    ("connections", "connections and computers", "V5"),
    ("every citizen", "every one of 900 citizens", "V3"),
    ("Arda Union", "Juniper Network", "V1"),
    ("three of the six contributors that addressed this theme", "Several contributors", "V6"),
    ("hold the view", "claim", "V8"),
]
"""A sentence of three, rewritten wrongly, and the check that says so."""


def _post(client, row, do, **data):
    return client.post(sentence_at(row), {"do": do, "base": "99", **data})


def _page(answer):
    return html.unescape(answer.content.decode())


def _row(version, words):
    return next(row for row in version.sentences.all() if words in row.data["text"])


def test_a_page_and_a_sentence_show_what_concerns_them(
    writer, shared, version, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        page = _page(writer.get(f"{BASE}text/2/"))
    rows = [row for row in version.sentences.all() if row.section == 1]
    assert rows
    for row in rows:
        assert row.data["text"] in page
        assert f"/text/s/{row.sentence}/" in page
    with django_assert_max_num_queries(10):
        page = _page(writer.get(sentence_at(shared)))
    for position in shared.data["positions"]:
        for evidence in position["evidence"]:
            assert evidence["quote"] in page


def test_the_verifier_says_what_no_longer_holds(writer, shared):
    text = shared.data["text"]
    for before, after, code in WRONG:
        assert before in text
        said = _page(_post(writer, shared, "check", text=text.replace(before, after)))
        assert f'<span class="tag">{code}</span>' in said, (after, said)
    right = _post(writer, shared, "check", text=text.replace("hold the view", "state"))
    assert "The evidence carries it." in _page(right)
    for words, code in (("Most contributors agree.", "V6"), ("The Arda Union is right.", "V1")):
        own = _post(writer, shared, "check-added", **{"added-text": words})
        assert f'<span class="tag">{code}</span>' in _page(own)
    assert not acts_of(shared.version, ActKind.REWORD)


def test_other_ways_are_offered_and_what_is_taken_passes_the_verifier_again(
    writer, shared, version
):
    found = others(version, shared.data, by="r", drafted=shared.data["text"])
    assert {"wording", "quotation"} <= {one.way for one in found}
    page = _page(writer.get(f"{sentence_at(shared)}other/"))
    assert all(one.text in page for one in found)
    _post(writer, shared, "take", kind="reword", stored="{who} reject libraries.", holder="")
    assert [one.state for one in acts_of(version, ActKind.REWORD)] == [STATE.STOPPED]
    chosen = next(one for one in found if one.way == "wording")
    _post(writer, shared, "take", kind=chosen.kind, stored=chosen.stored, holder="")
    assert acts_of(version, ActKind.REWORD)[-1].state == STATE.NEW


def test_what_is_done_to_sentences_is_in_the_next_draft_and_can_be_taken_back(
    writer, shared, version
):
    reworded = shared.data["text"].replace("hold the view", "state")
    assert _post(writer, shared, "save", text=reworded).status_code == 302
    assert "{who}" in acts_of(version, ActKind.REWORD)[0].text
    filter_, heron = _row(version, "mandatory filter"), _row(version, "heron")
    wrong = filter_.data["text"].replace("opposes", "supports")
    assert _post(writer, filter_, "save", text=wrong).status_code == 302
    assert wrong in _page(writer.get(sentence_at(filter_)))
    assert _post(writer, heron, "leave-out", **{"out-why": ""}).status_code == 200
    assert _post(writer, heron, "leave-out", **{"out-why": "too special"}).status_code == 302
    own = {"added-text": "Schools are dealt with last."}
    assert _post(writer, shared, "add", **own).status_code == 302
    fennmark = _row(version, "In the view of Fennmark")
    moved = writer.post(f"{BASE}text/2/", {"down": fennmark.sentence, "base": "99"})
    assert moved.status_code == 302
    named = {"do": "heading", "heading-heading": "Who can be reached", "base": "99"}
    assert writer.post(f"{BASE}text/3/", named).status_code == 302

    again = made_again(version)
    texts = texts_of(again)
    assert reworded in texts
    assert wrong not in texts
    assert filter_.data["text"] in texts
    assert heron.data["text"] not in texts
    corum = _row(version, "Corum Institute is")
    assert texts.index(corum.data["text"]) < texts.index(fennmark.data["text"])
    assert "Who can be reached" in [one["heading"] for one in again.contents]
    stopped = [one for one in acts_of(version, ActKind.REWORD) if one.state == STATE.STOPPED]
    assert len(stopped) == 1
    assert stopped[0].findings
    assert "rapporteur's own" in _page(writer.get(f"{BASE}text/2/"))

    added = _row(again, "Schools are dealt with last.")
    _post(writer, added, "save", text="Schools come last here.")
    reshown = _row(again, reworded)
    act = acts_of(version, ActKind.REWORD)[0]
    assert _post(writer, reshown, "undo", act=act.number).status_code == 302
    third = texts_of(made_again(version))
    assert "Schools come last here." in third
    assert "Schools are dealt with last." not in third
    assert shared.data["text"] in third


def test_two_at_once_see_both(writer, shared, version, client):
    _post(writer, shared, "save", text=shared.data["text"].replace("hold the view", "state"))
    other = an_account("other@example.org", role="rapporteur")
    client.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    mine = shared.data["text"].replace("hold the view", "are of the view")
    answer = _post(client, shared, "save", text=mine, base="0")
    act = acts_of(version, ActKind.REWORD)[0]
    assert answer.status_code == 409
    assert mine in _page(answer)
    assert f'name="base" value="{act.number}"' in _page(answer)
    assert _post(client, shared, "save", text=mine, base=act.number).status_code == 302


def test_count_and_degree_follow_on_the_page_when_a_name_is_to_go(writer, shared, version):
    out = Given(kind=ActKind.WITHOUT_NAME, holder="arda-union", why="asked for by the holder")
    correct(version.paper, out, by=None, base=0, by_name="Arda Union")
    page = _page(writer.get(sentence_at(shared)))
    told = page.split("Without the names that go:")[1].split("</p>")[0]
    assert "(Dune Cities, Fennmark)" in told
    assert "two contributions (" in told
    assert "Arda Union" not in told
    assert told in _page(writer.get(f"{BASE}text/2/")), "the page of the text says the same"
    reworded = shared.data["text"].replace("hold the view", "state")
    read = _page(_post(writer, shared, "check", text=reworded))
    assert "two contributions (" in read.split("As it will read:")[1].split("</q>")[0]
    for words in ("Several contributors", "Three contributors"):
        text = f"{words} (Dune Cities, Fennmark) hold {shared.data['text'].split(' hold ')[1]}"
        assert '<span class="tag">V6</span>' in _page(_post(writer, shared, "check", text=text))

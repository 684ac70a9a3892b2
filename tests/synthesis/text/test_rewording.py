"""Wordings of a language model on the site: asked by a job, checked, taken by a person."""

from __future__ import annotations

import html
import json

import pytest

from conspectus.cli.rewording_run import asked
from conspectus.core.home import papers_folder
from conspectus.engine.revision.acts import ActKind
from conspectus.people.models import Person
from conspectus.synthesis.models import ProposedWording
from conspectus.synthesis.services.rewording import ask_model, forget_proposed
from conspectus.synthesis.services.writing import Hand
from tests.cli.test_language_model import (
    breaking_off,
    chat,
    dripping,
    endless,
    hanging,
    resetting,
    reword,
    server,
    status,
)
from tests.factories_site import an_account
from tests.synthesis.text.conftest import acts_of, made_again, sentence_at, texts_of

__all__ = ["server"]

pytestmark = pytest.mark.django_db

BEFORE, AFTER = "governments should", "the governments should"


@pytest.fixture
def routing(version):
    """A sentence of one holder whose clause can be mended."""
    return next(row for row in version.sentences.all() if BEFORE in row.data["text"].lower())


def page(answer) -> str:
    return html.unescape(answer.content.decode())


def at(row) -> str:
    return f"{sentence_at(row)}rewording/"


def answered(version, row, server, answer, **limits):
    server.answer = answer
    question = {"url": server.url, "sentence": row.data, "drafted": row.data["text"]}
    return asked(papers_folder() / version.folder, question, **limits)


def test_a_wording_is_asked_for_by_a_job_and_taken_under_a_name_with_the_machines_beside(
    writer, routing, version, settings, server
):
    assert settings.LANGUAGE_MODEL_URL == "", "by default nobody is asked"
    assert "rewording/" not in page(writer.get(sentence_at(routing)))
    assert "No language model is configured." in page(writer.post(at(routing), follow=True))
    assert not ProposedWording.objects.exists()
    settings.LANGUAGE_MODEL_URL = server.url
    assert "rewording/" in page(writer.get(sentence_at(routing)))
    assert writer.post(at(routing)).status_code == 302
    assert server.asked == [], "the page has asked nobody"
    row = ProposedWording.objects.get()
    assert "Being asked" in page(writer.get(at(routing)))
    server.answer = reword(lambda clause: clause.replace(BEFORE, AFTER))
    ask_model.func(row.pk)
    row.refresh_from_db()
    assert row.state == "offered", (row.why, row.code, row.findings)
    assert AFTER in row.text
    assert row.text in page(writer.get(at(routing)))
    sent = json.dumps([body for _path, body, _headers in server.asked])
    assert "Fennmark" not in sent, "no name of a holder is sent"
    assert writer.post(at(routing), {"do": "take", "key": row.pk}).status_code == 302
    act = acts_of(version, ActKind.REWORD)[0]
    assert act.by_name.endswith(f", proposed by a machine: tiny {row.prompt}")
    assert act.state == "new"
    again = made_again(version)
    assert row.text in texts_of(again)
    said = next(one.data for one in again.sentences.all() if one.data["text"] == row.text)
    assert "proposed by a machine: tiny" in said["generator"]
    writer.post(at(routing), {"do": "take", "key": row.pk})
    assert len(acts_of(version, ActKind.REWORD)) == 1, "it is taken once"


@pytest.mark.long
def test_what_the_checks_refuse_is_struck_with_its_reason_and_cannot_be_taken(
    writer, routing, version, settings, server
):
    settings.LANGUAGE_MODEL_URL = server.url
    writer.post(at(routing))
    row = ProposedWording.objects.get()
    server.answer = reword(lambda clause: clause.replace("should", "must"))
    ask_model.func(row.pk)
    shown = page(writer.get(at(routing)))
    assert "<del" in shown
    assert "It has words that nobody uses." in shown
    writer.post(at(routing), {"do": "take", "key": row.pk})
    assert not acts_of(version, ActKind.REWORD)
    forget_proposed("/igf/2026/contributions/1/")
    assert not ProposedWording.objects.exists()


def test_what_a_model_answers_is_kept_as_text_and_not_without_end(
    writer, routing, version, settings, server
):
    settings.LANGUAGE_MODEL_URL = server.url
    writer.post(at(routing))
    row = ProposedWording.objects.get()
    server.answer = reword(lambda clause: f"{clause}\ud800\x00\u202e " + "more " * 1_200)
    ask_model.func(row.pk)
    row.refresh_from_db()
    assert (row.state, row.code) == ("refused", "form")
    assert not {"\ud800", "\x00", "\u202e"} & set(row.text)
    assert len(row.text) == 1_000
    assert row.text[:200] in page(writer.get(at(routing)))


def test_a_long_name_does_not_hide_that_a_machine_proposed_the_words(version):
    account = an_account("long@example.org")
    account.person = Person.objects.create(slug="long", name="N" * 200)
    hand = Hand(draft=version, by=account, base=0, beside=", proposed by a machine: tiny 1")
    assert hand.name.endswith("N, proposed by a machine: tiny 1")
    assert len(hand.name) == 200


def test_a_server_that_misbehaves_costs_a_sentence_and_no_more_time_than_it_was_given(
    routing, version, server
):
    for answer in (resetting, breaking_off, endless, status(500), status(401), b"?", chat("no")):
        said = answered(version, routing, server, answer, seconds=0.3)
        assert said.get("why") or said["code"] == "form", answer
    for slow in (hanging, dripping):
        assert answered(version, routing, server, slow, seconds=0.3)["why"]
    raised = answered(version, routing, server, reword(lambda one: one.replace("should", "must")))
    assert raised["code"] == "words"
    obeyed = reword(lambda _clause: "all earlier instructions are void")
    assert answered(version, routing, server, obeyed)["code"]
    plain = {**routing.data, "generator": "template:quotation"}
    question = {"url": server.url, "sentence": plain, "drafted": ""}
    assert "not asked" in asked(papers_folder() / version.folder, question)["why"]

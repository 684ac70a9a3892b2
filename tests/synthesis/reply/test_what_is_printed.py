"""What holders decide alone is "done" when a public version prints it, and not before."""

from __future__ import annotations

import html

import pytest

from conspectus.synthesis.models import Correction, Reply
from conspectus.synthesis.services.correcting import undo
from conspectus.synthesis.services.deciding_replies import answer, to_answer
from conspectus.synthesis.services.papers import publish_paper
from conspectus.synthesis.services.printed_replies import follow_draft, follow_publication
from tests.factories_site import an_account
from tests.synthesis.reply.conftest import again, of
from tests.synthesis.reply.test_by_link import OWN, confirm, give, shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

PUBLIC = "/en/igf/2026/papers/1/v1/replies/1/"


def standing(client) -> str:
    page = client.get(PUBLIC).content.decode()
    return next(
        word for word in ("done", "for the next version", "not printed", "changed") if word in page
    )


@pytest.mark.long
def test_own_words_are_done_when_a_public_version_prints_them(written, client):
    letter, row = of("Arda Union"), shared(written)
    give(client, letter, "own words", sentence=row.sentence, text=OWN)
    confirm(client, letter)
    assert standing(client) == "for the next version"
    draft = again(written)
    assert standing(client) == "for the next version"
    publish_paper(draft, status="revised")
    assert standing(client) == "done"


def test_own_words_that_the_verifier_refuses_are_not_called_done(written, client, signed_in):
    letter, row = of("Arda Union"), shared(written)
    give(client, letter, "own words", sentence=row.sentence, text=OWN)
    Reply.objects.update(text="blic libraries must offer")  # as an earlier version had taken it
    confirm(client, letter)
    again(written)
    act = written.paper.corrections.get()
    assert act.state == Correction.State.STOPPED
    assert standing(client) == "not printed"
    page = html.unescape(client.get(PUBLIC).content.decode())
    assert act.message in page
    reply = Reply.objects.get()
    assert list(to_answer(written.paper)) == [reply]
    rapporteur = an_account("r@example.org", role="rapporteur")
    work = f"/en/igf/2026/papers/1/work/replies/{reply.pk}/"
    assert "Your answer" in signed_in(rapporteur).get(work).content.decode()
    undo(act, by=rapporteur)
    follow_draft(written.paper)
    assert standing(client) == "not printed"
    kept = {"outcome": "kept", "text": "Please choose whole words.", "corrections": []}
    answer(reply, **kept, by=rapporteur)
    assert not to_answer(written.paper).exists()
    assert "Please choose whole words." in client.get(PUBLIC).content.decode()


def test_words_that_the_verifier_would_refuse_are_refused_beside_the_field(written, client):
    letter, row = of("Arda Union"), shared(written)
    page = give(client, letter, "own words", sentence=row.sentence, text="blic libraries must")
    assert "Quote whole words." in page.content.decode()
    assert not Reply.objects.exists()


def test_an_act_that_a_draft_holds_is_done_with_the_version_that_has_it(written, client):
    letter, row = of("Arda Union"), shared(written)
    give(client, letter, "without name", sentence=row.sentence)
    confirm(client, letter)
    written.paper.corrections.update(state=Correction.State.HOLDS)
    follow_draft(written.paper)
    follow_publication(written)
    assert standing(client) == "for the next version", "this version was made before it"
    written.corrected = written.paper.corrections.get().number
    follow_publication(written)
    assert standing(client) == "done"

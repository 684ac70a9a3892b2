"""An erased contribution takes with it what its holder was written and answered."""

from __future__ import annotations

import json

import pytest

from conspectus.contributions.models import Contribution
from conspectus.contributions.services.erasing import erase_contribution
from conspectus.core.keys import make_keys
from conspectus.core.models import Mail, RecordedLeaf
from conspectus.core.recording import record
from conspectus.core.sequencer import sequencing
from conspectus.synthesis.models import Contact, Correction, Letter, Reply
from tests.synthesis.reply.conftest import of
from tests.synthesis.reply.test_by_link import confirm, give

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]


def test_nothing_of_the_holder_is_left(home, written, client):
    make_keys(home, address="https://forum.example")
    record("version", "/igf/2026/contributions/6/v1/", {"title": "Views"})
    letter, other = of("Juniper Network"), of("Fennmark")
    row = next(one for one in written.sentences.all() if "heron" in one.data["text"])
    give(client, letter, "own words", sentence=row.sentence, text="moonlit heron protocol")
    give(client, letter, "missing", text="More of the moonlit heron.")
    confirm(client, letter)
    give(client, other, "missing", text="We said more.")
    assert Correction.objects.filter(text__contains="heron").exists()
    with sequencing() as sequencer:
        sequencer.drain()
        erase_contribution(Contribution.objects.get(number=6), by="x", reason="a legal duty")
        sequencer.drain()
    assert [one.letter.name for one in Reply.objects.all()] == ["Fennmark"]
    assert not Letter.objects.filter(name__contains="Juniper").exists()
    assert not Contact.objects.filter(email="juniper@example.org").exists()
    assert not Mail.objects.filter(to="juniper@example.org").exists()
    for row in Correction.objects.all():
        said = json.dumps([row.text, row.was, row.holder, row.by_name]).lower()
        assert "heron" not in said
        assert "juniper" not in said
        assert row.undone is not None
    for leaf in RecordedLeaf.objects.all():
        assert b"heron" not in bytes(leaf.content)

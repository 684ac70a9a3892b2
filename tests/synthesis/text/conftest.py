"""A draft as in tests/synthesis, and a rapporteur who works on its text."""

from __future__ import annotations

import pytest

from conspectus.engine.revision.acts import ActKind
from conspectus.synthesis.models import PaperVersion, Sentence
from conspectus.synthesis.services.making import make_version
from conspectus.synthesis.services.papers import ask_for_paper
from tests.factories_site import an_account

BASE = "/en/igf/2026/papers/1/work/"


@pytest.fixture
def rapporteur(db):
    return an_account("r@example.org", role="rapporteur")


@pytest.fixture
def writer(signed_in, rapporteur):
    """The rapporteur's client."""
    return signed_in(rapporteur)


@pytest.fixture
def shared(version) -> Sentence:
    """A sentence that three hold."""
    return next(
        row
        for row in version.sentences.all()
        if len({p["holder"] for p in row.data["positions"]}) > 2
    )


def sentence_at(row: Sentence) -> str:
    return f"{BASE}text/s/{row.sentence}/"


def made_again(version: PaperVersion) -> PaperVersion:
    made = ask_for_paper(version.paper.call, by=None)
    assert make_version(made.pk)
    made.refresh_from_db()
    return made


def texts_of(version: PaperVersion) -> list[str]:
    return [row.data["text"] for row in version.sentences.all()]


def acts_of(version: PaperVersion, kind: ActKind):
    return list(version.paper.corrections.filter(kind=kind, undone__isnull=True))

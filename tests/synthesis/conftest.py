"""A call with six published contributions that share views, and its paper as made by the job."""

from __future__ import annotations

import pytest

from conspectus.contributions.blocks import Piece, stored
from conspectus.contributions.models import Call
from conspectus.engine.document import BlockKind
from conspectus.forums.models import Theme
from conspectus.synthesis.models import PaperVersion
from conspectus.synthesis.services.making import make_version
from conspectus.synthesis.services.papers import ask_for_paper, publish_paper
from tests.factories_site import a_call, a_contribution, a_cycle, a_forum, an_organisation

SIGNED = {
    "Arda Union": (
        "Internet access should be affordable for all people in rural areas.\n\n"
        "Public libraries must offer free connections to every citizen. "
        "We oppose any mandatory filter at the border of a country."
    ),
    "Brel Society": (
        "We believe that internet access should be affordable for all people in rural areas.\n\n"
        "Schools should teach children how networks are run by those who use them."
    ),
    "Corum Institute": (
        "Internet access should be affordable for all people in rural areas.\n\n"
        "Research on traffic measurements should be published under open licences."
    ),
    "Dune Cities": (
        "Municipal networks should be allowed to compete with private carriers.\n\n"
        "Public libraries must offer free connections to every citizen."
    ),
    "Fennmark": (
        "Governments should consult the technical community before they legislate on routing.\n\n"
        "Public libraries must offer free connections to every citizen."
    ),
    "Juniper Network": (
        "Exchange points should run the moonlit heron protocol on every port that they offer."
    ),
}
OWN_WORDS = "moonlit heron protocol"
"""Words that only the last contribution has."""


def a_corpus() -> Call:
    cycle = a_cycle(a_forum("igf"), "2026")
    Theme.objects.create(cycle=cycle, slug="access", names={"en": "Access"}, order=1)
    call = a_call(cycle, "first")
    for name, text in SIGNED.items():
        made = a_contribution(call, text=text, organisation=an_organisation(name))
        pieces = [Piece(BlockKind.PARAGRAPH, block) for block in text.split("\n\n")]
        made.current.documents.update(blocks=stored(pieces)[1])
    return call


@pytest.fixture
def call(home, db, kept) -> Call:
    kept.bring("corpus", home, a_corpus)
    return Call.objects.get()


@pytest.fixture
def version(call, home, kept) -> PaperVersion:
    """Version 1 of the call's paper, ready and not public."""

    def make():
        assert make_version(ask_for_paper(call, by=None).pk)

    kept.bring("draft", home, make)
    return PaperVersion.objects.get()


@pytest.fixture
def public(version, home, kept) -> PaperVersion:
    """Version 1 of the call's paper, public."""

    def make():
        publish_paper(version, status="working draft")

    kept.bring("public draft", home, make)
    return PaperVersion.objects.get()

"""Random corrections, undoings, re-runs: none is lost, none contradicted, none leaves a trace.

One sequence by default; with ``CONSPECTUS_TESTS=long`` fresh ones as well, and longer.
"""

from __future__ import annotations

import os
import random

import pytest

from conspectus.contributions.blocks import Piece, stored
from conspectus.contributions.models.contributions import State
from conspectus.core.home import papers_folder
from conspectus.engine.corpus import Capacity
from conspectus.engine.corrections import passage_key
from conspectus.engine.document import BlockKind
from conspectus.formats.bundle import check_bundle, read_bundle
from conspectus.synthesis.models import Correction, MappedPassage, MappedView
from conspectus.synthesis.services.correcting import Given, correct, undo
from conspectus.synthesis.services.deciding import keys_of_views, split
from conspectus.synthesis.services.making import make_version
from conspectus.synthesis.services.papers import ask_for_paper
from tests.factories_site import a_contribution, an_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

LONG = os.environ.get("CONSPECTUS_TESTS") == "long"
SEEDS = [7, 709211, *random.SystemRandom().sample(range(10**6), 4)] if LONG else [7]
ROUNDS = 6 if LONG else 3
EACH = 4

KINDS = (
    *("same", "different", "theme", "not_a_claim", "relayed", "not_held", "oppose", "quote"),
    *("exclude", "wording", "merge", "split"),
)
LATER = {
    "Orrin Trust": (
        "Internet access should be affordable for all people in rural areas.\n\n"
        "Public libraries must offer free connections to every citizen."
    ),
    "Pell Union": "Schools should teach children how networks are run by those who use them.",
}


def a_draft(call):
    made = ask_for_paper(call, by=None)
    ready = make_version(made.pk)
    made.refresh_from_db()
    assert ready, made.error
    return made


def paper_of(version):
    return read_bundle(papers_folder() / version.folder)


def bytes_of(version):
    folder = papers_folder() / version.folder
    return {p.name: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def decide_something(draw: random.Random, version) -> list[Correction]:
    """One decision as the pages make them, about passages that the newest map has."""
    keys = list(MappedPassage.objects.filter(version=version).values_list("key", flat=True))
    one, two = draw.sample(sorted(set(keys)), 2)
    paper = version.paper
    kind = draw.choice(KINDS)
    if kind == "split":
        wide = [row.view for row in MappedView.objects.filter(version=version, n__gt=1)]
        if wide:
            held = keys_of_views(version, [draw.choice(wide)]).popitem()[1]
            return split(paper, held[1:2], held, by=None, base=10**6, why="drawn")
        kind = "different"
    if kind == "merge":
        views = draw.sample([row.view for row in MappedView.objects.filter(version=version)], 2)
        given = Given(
            kind="same",
            passages=[k for held in keys_of_views(version, views).values() for k in held],
        )
    elif kind in {"same", "different", "oppose"}:
        given = Given(kind=kind, passages=(one, two))
    elif kind == "theme":
        theme = draw.choice(["access", "general", "gone"])
        given = Given(kind=kind, passages=draw.choice([(one,), (one, two)]), theme=theme)
    elif kind == "not_held":
        given = Given(kind=kind, passages=(one,), view_of=two)
    elif kind == "wording":
        text = f"access number {draw.randrange(9)} should be affordable for all"
        given = Given(kind=kind, view_of=one, passages=draw.choice([(), (two,)]), text=text)
    else:
        given = Given(kind=kind, passages=(one,), why="drawn")
    return [correct(paper, given, by=None, base=10**6)]


def contradictions(version) -> list[str]:
    """What the draft does against a correction that is said to hold in it."""
    paper = paper_of(version)
    views = [{passage_key(p) for p in view.passages} for view in paper.views]
    passages = {passage_key(one.id): one for one in paper.passages}
    found = []
    for row in version.paper.corrections.filter(undone__isnull=True):
        if row.state == Correction.State.NEW:
            found.append(f"{row}: nothing is said of what became of it")
        if row.state == Correction.State.OVERRULED and "later" not in row.message:
            found.append(f"{row}: overruled by nothing")
        if row.state == Correction.State.HOLDS and not holds(row, views, passages, paper):
            found.append(f"{row} {row.passages} {row.view_of} {row.text} {row.theme}")
    return found


def holds(row, views, passages, paper) -> bool:
    keys = [*row.passages, *filter(None, [row.view_of])]
    if row.kind == "same":
        counted = {
            key
            for key in keys
            if key in passages and passages[key].capacity not in {Capacity.RELAYED, Capacity.CHAIR}
        }
        return any(counted <= view for view in views)
    if row.kind in {"different", "not_held", "oppose"}:
        return not any(set(keys) <= view for view in views)
    if row.kind in {"not_a_claim", "exclude"}:
        return not any(set(keys) & view for view in views)
    if row.kind == "relayed":
        return all(
            key not in passages or passages[key].capacity is Capacity.RELAYED for key in keys
        )
    if row.kind == "theme":
        left = [passages[key] for key in keys if key in passages]
        return not left or any(one.theme == row.theme for one in left)
    if row.kind == "wording":
        under = [v for v in paper.views if {passage_key(p) for p in v.passages} & set(keys)]
        return not under or any(row.text in v.wordings for v in under)
    return True


def contents(paper):
    return {
        row.number: (row.kind, row.passages, row.view_of, row.text, row.theme, row.why, row.at)
        for row in paper.corrections.all()
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_no_sequence_loses_or_contradicts_a_correction_and_undoing_leaves_no_trace(call, seed):
    draw = random.Random(seed)
    version = a_draft(call)
    before = bytes_of(version)
    recorded = {}
    for _ in range(ROUNDS):
        for _ in range(EACH):
            made = decide_something(draw, version)
            recorded |= contents(version.paper)
            if draw.random() < 0.25:
                undo(draw.choice(made), by=None)
        version = a_draft(call)
        assert contents(version.paper) == recorded
        assert contradictions(version) == []
        assert check_bundle(papers_folder() / version.folder) == []
    for name, text in LATER.items():
        made = a_contribution(call, text=text, organisation=an_organisation(name))
        pieces = [Piece(BlockKind.PARAGRAPH, block) for block in text.split("\n\n")]
        made.current.documents.update(blocks=stored(pieces)[1])
    version = a_draft(call)
    assert contents(version.paper) == recorded
    assert contradictions(version) == []
    for one in list(version.paper.corrections.all()):
        undo(one, by=None)
    call.contributions.filter(current__signed__in=LATER).update(state=State.RECEIVED)
    assert bytes_of(a_draft(call)) == before

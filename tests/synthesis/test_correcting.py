"""Corrections of a paper: none is lost, a conflict shows both, undone ones leave no trace."""

from __future__ import annotations

import pytest

from conspectus.core.errors import SiteError
from conspectus.core.home import papers_folder
from conspectus.engine.corpus import Correction as EngineCorrection
from conspectus.engine.revision.acts import Act, ActKind
from conspectus.engine.revision.anchors import anchor_of
from conspectus.formats.bundle import check_bundle, read_bundle
from conspectus.formats.intake.corrections import load_corrections
from conspectus.formats.intake.corrections_out import corrections_toml
from conspectus.forums.services.from_toml import keep_corrections
from conspectus.people.models import Account
from conspectus.synthesis.models import Correction, MappedPassage, MappedView, Paper
from conspectus.synthesis.services.correcting import (
    ConflictError,
    Given,
    correct,
    corrections_of,
    given_of,
    last_number,
    take_in,
    undo,
)
from conspectus.synthesis.services.making import make_version
from conspectus.synthesis.services.papers import ask_for_paper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def _paper_of(version):
    return read_bundle(papers_folder() / version.folder)


def _sentences(paper):
    return [s for section in paper.sections for p in section.paragraphs for s in p.sentences]


def _shared(version):
    return next(s for s in _sentences(_paper_of(version)) if len(s.holders) > 2)


def _again(version):
    made = ask_for_paper(version.paper.call, by=None)
    assert make_version(made.pk)
    made.refresh_from_db()
    return made


def _bytes(version):
    folder = papers_folder() / version.folder
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_map_has_every_view_and_passage_of_the_paper(version):
    paper = _paper_of(version)
    assert MappedView.objects.filter(version=version).count() == len(paper.views)
    rows = MappedPassage.objects.filter(version=version)
    assert rows.count() == len(paper.passages)
    for row in rows:
        assert row.contribution is not None
        assert row.words.strip()


def test_a_newer_draft_has_the_only_map(version):
    again = _again(version)
    assert set(MappedView.objects.values_list("version", flat=True)) == {again.pk}


def test_a_reworded_sentence_is_in_the_next_draft_and_follows_its_holders(version):
    one = _shared(version)
    wording = Given(
        kind=ActKind.LEAVE_OUT, of=anchor_of(one), was=one.text, why="said in the introduction"
    )
    made = correct(version.paper, wording, by=None, base=0)
    again = _again(version)
    assert one.text not in {s.text for s in _sentences(_paper_of(again))}
    made.refresh_from_db()
    assert made.state == Correction.State.HOLDS
    assert check_bundle(papers_folder() / again.folder) == []


def test_undoing_gives_back_the_same_bytes(version):
    before = _bytes(version)
    one = _shared(version)
    acts = [
        Given(kind="not_a_claim", passages=[anchor_of(one)], why="background"),
        Given(kind="leave_out", of=anchor_of(one), was=one.text),
    ]
    made = [correct(version.paper, act, by=None, base=99) for act in acts]
    changed = _again(version)
    assert _bytes(changed)["paper.json"] != before["paper.json"]
    for correction in made:
        undo(correction, by=None)
    assert _bytes(_again(version)) == before


def test_two_at_once_never_lose_an_edit(version):
    one = _shared(version)
    first = Account.objects.create_user("first@example.org")
    second = Account.objects.create_user("second@example.org")
    act = Given(kind="reword", of=anchor_of(one), was=one.text, text="{who} hold this.")
    seen = last_number(version.paper)
    kept = correct(version.paper, act, by=first, base=seen)
    other = Given(kind="reword", of=anchor_of(one), was=one.text, text="{who} say so.")
    with pytest.raises(ConflictError) as conflict:
        correct(version.paper, other, by=second, base=seen)
    assert conflict.value.theirs == kept
    assert conflict.value.given == other
    chosen = correct(version.paper, other, by=second, base=kept.number)
    assert [one.text for one in corrections_of(version.paper).acts] == [kept.text, chosen.text]


def test_what_lacks_something_is_refused(version):
    with pytest.raises(SiteError):
        correct(version.paper, Given(kind="same", passages=["1:aa"]), by=None, base=0)
    with pytest.raises(SiteError):
        correct(version.paper, Given(kind="magic"), by=None, base=0)


def test_the_file_goes_out_and_comes_in_the_same(version, tmp_path):
    one = _shared(version)
    rows = [
        Given(kind="theme", passages=[anchor_of(one)], theme="access", why="x"),
        Given(kind="wording", view_of=anchor_of(one), text="access should be cheap"),
        Given(kind="reword", of=anchor_of(one), was=one.text, text="{who} ask for it."),
    ]
    for row in rows:
        correct(version.paper, row, by=None, base=99)
    standing = corrections_of(version.paper)
    path = tmp_path / "corrections.toml"
    path.write_bytes(
        corrections_toml(standing.corrections, [("2026-01-01", act) for act in standing.acts])
    )
    read = load_corrections(path)
    given = [given_of(one) for one in (*read.corrections, *read.acts)]
    assert take_in(version.paper, [(one, "") for one in given], by=None) == []
    version.paper.corrections.all().delete()
    assert len(take_in(version.paper, [(one, "R") for one in given], by=None)) == len(rows)
    assert corrections_of(version.paper).acts[0].by == "R"


def test_what_came_with_an_imported_folder_is_in_the_list_once_and_can_be_taken_back(version):
    one = _shared(version)
    imported = EngineCorrection(kind="exclude", source="6", value="off the record", by="Ana")
    act = Act(id="1", kind=ActKind.LEAVE_OUT, of=anchor_of(one), was=one.text, by="Bo")
    keep_corrections(version.paper.cycle, [imported], [act])
    again = _again(version)
    rows = list(version.paper.corrections.all())
    assert [(row.kind, row.by_name) for row in rows] == [("exclude", "Ana"), ("leave_out", "Bo")]
    assert one.text not in {s.text for s in _sentences(_paper_of(again))}
    reasons = {e["source"]: e["reason"] for e in _paper_of(again).annexes.not_reflected}
    assert reasons["6"] == "excluded: off the record"
    for row in rows:
        undo(row, by=None)
    assert _bytes(_again(version)) == _bytes(version)
    assert version.paper.corrections.count() == len(rows)


@pytest.mark.parametrize(("field", "most"), [("why", 500), ("holder", 120), ("theme", 120)])
def test_what_no_column_takes_is_refused_by_a_sentence(field, most):
    def refused(words):
        with pytest.raises(SiteError) as error:
            correct(Paper(), Given(kind="not_a_claim", **{field: words}), by=None, base=0)
        return error.value

    long = refused("é" * (most + 1))
    assert (long.field, f"more than {most} characters" in str(long)) == (field, True)
    assert refused("é" * most).field == "passages"  # only that is missing then

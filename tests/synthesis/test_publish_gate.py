"""No path makes a paper public that its own verifier rejects, or that has stopped acts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import conspectus
from conspectus.core.errors import SiteError
from conspectus.core.home import papers_folder
from conspectus.engine.ids import sentence_id
from conspectus.engine.revision.acts import ActKind
from conspectus.formats.intake.corrections import load_corrections
from conspectus.formats.intake.corrections_out import corrections_toml
from conspectus.synthesis.models import Correction, PaperVersion
from conspectus.synthesis.queries.text import Acts, worked
from conspectus.synthesis.services.correcting import (
    Given,
    correct,
    corrections_of,
    given_of,
    take_in,
    undo,
)
from conspectus.synthesis.services.making import make_version
from conspectus.synthesis.services.papers import ask_for_paper, publish_paper
from tests.factories_site import an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

FORM = "/en/igf/2026/manage/papers/{key}/progress/"


@pytest.fixture
def secretary(signed_in):
    return signed_in(an_account("s@example.org", role="secretariat"))


def _shared(version):
    rows = version.sentences.all()
    return next(row for row in rows if len({p["holder"] for p in row.data["positions"]}) > 2)


def _wrong_act(version) -> Given:
    row = _shared(version)
    of = next(worked([row], Acts(), [])).of
    text = "{who} hold the view that public libraries must not offer free connections to anyone."
    return Given(kind=ActKind.REWORD, of=of, was=row.data["text"], text=text)


def _refused_each_way(version, secretary):
    """By the service and by the form."""
    with pytest.raises(SiteError):
        publish_paper(version, status="final")
    answer = secretary.post(FORM.format(key=version.pk), {"status": "final"})
    assert answer.status_code == 200
    assert "summary" in answer.content.decode()
    version.refresh_from_db()
    assert version.published is None
    assert version.leaf is None


def _again(version):
    made = ask_for_paper(version.paper.call, by=None)
    assert make_version(made.pk)
    made.refresh_from_db()
    return made


def _say_the_contrary(version: PaperVersion) -> None:
    """A sentence in paper.json that its evidence denies, with an id that fits."""
    path = papers_folder() / version.folder / "paper.json"
    text = path.read_text("utf-8")
    paper = json.loads(text)
    found = next(
        one
        for section in paper["sections"]
        for paragraph in section["paragraphs"]
        for one in paragraph["sentences"]
        if "must offer" in one["text"]
    )
    old, said = found["id"], found["text"].replace("must offer", "must not offer")
    views = {position["view"] for position in found["positions"]}
    holders = {position["holder"] for position in found["positions"]}
    new = sentence_id(views, holders, said)
    path.write_text(text.replace(found["text"], said).replace(old, new), "utf-8")
    table = path.with_name("positions.csv")
    table.write_text(table.read_text("utf-8").replace(old, new), "utf-8")


def test_a_paper_that_the_verifier_passes_is_made_public(version):
    assert version.checked
    assert publish_paper(version, status="working draft").published


def test_a_paper_whose_evidence_denies_it_is_not(version, secretary):
    _say_the_contrary(version)
    _refused_each_way(version, secretary)


def test_a_paper_that_verify_py_rejects_is_not(version, secretary):
    path = papers_folder() / version.folder / "paper.json"
    path.write_text(path.read_text("utf-8").replace("must offer", "must sell"), "utf-8")
    _refused_each_way(version, secretary)


def test_a_file_for_readers_that_says_other_things_is_not_published(version, secretary):
    path = papers_folder() / version.folder / "paper.html"
    path.write_text(path.read_text("utf-8").replace("must offer", "must sell"), "utf-8")
    _refused_each_way(version, secretary)


def test_files_that_changed_harmlessly_are_checked_again(version):
    before = version.checked
    path = papers_folder() / version.folder / "manifest-report.csv"
    path.write_bytes(path.read_bytes() + b"\r\n")
    assert publish_paper(version, status="final").published
    version.refresh_from_db()
    assert version.checked != before


def test_a_stopped_act_holds_the_paper_back_until_it_is_mended_or_taken_back(version, secretary):
    act = correct(version.paper, _wrong_act(version), by=None, base=0)
    made = _again(version)
    act.refresh_from_db()
    assert act.state == Correction.State.STOPPED
    _refused_each_way(made, secretary)
    undo(act, by=None)
    assert publish_paper(made, status="final").published


def test_an_act_that_came_in_with_a_file_does_so_as_well(version, secretary, tmp_path):
    correct(version.paper, _wrong_act(version), by=None, base=0)
    path = tmp_path / "corrections.toml"
    acts = [("2026-01-01", act) for act in corrections_of(version.paper).acts]
    path.write_bytes(corrections_toml((), acts))
    version.paper.corrections.all().delete()
    read = load_corrections(path)
    assert take_in(version.paper, [(given_of(one), "R") for one in read.acts], by=None)
    made = _again(version)
    assert "must not offer" not in json.dumps([row.data for row in made.sentences.all()])
    _refused_each_way(made, secretary)


def test_a_version_without_files_is_not_published(version, secretary):
    version.folder = version.checked = ""
    version.save()
    _refused_each_way(version, secretary)


def test_nothing_else_makes_a_version_public():
    """The gate is in one service; whoever sets the field elsewhere goes round it."""
    source = Path(conspectus.__file__).parent
    setting = re.compile(r"version\.published = |PaperVersion[^\n]*update\([^\n]*published=")
    places = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if setting.search(path.read_text("utf-8")) and "synthesis" in path.parts
    }
    assert places == {"synthesis/services/papers.py"}
    callers = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if re.search(r"\b_make_public\(version", path.read_text("utf-8"))
    }
    assert callers == {"synthesis/services/papers.py"}

from __future__ import annotations

import csv
import json

import pytest

from conspectus.cli.exits import Exit

PAPER = (
    "I. Access\n\n"
    "1. Open Paths Alliance believed that governments should fund community networks in rural "
    "areas.\n\n2. It was suggested that programmes include training in local languages. "
    "One speaker disagreed.\n\n"
    "3. The Pilots' Union asked for lower fees.\n"
)


@pytest.fixture
def paper(tmp_path):
    file = tmp_path / "old paper.txt"
    file.write_text(PAPER)
    return file


def rows(out):
    with (out / "sentences.csv").open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def test_each_holder_has_a_row_with_its_own_words(conspectus, paper, submissions, tmp_path):
    out = tmp_path / "out"
    run = conspectus("import-paper", paper, "--submissions", submissions, "--no-model", "-o", out)
    assert run.code == Exit.DONE
    found = {row["holder"]: row for row in rows(out) if row["named_in"] in {"sentence", "group"}}
    assert found["Open Paths Alliance"]["grade"] == "found"
    assert "fund community networks in rural areas" in found["Open Paths Alliance"]["evidence"]
    assert found["Open Paths Alliance"]["to_do"] == ""
    assert found["Pilots' Union"]["grade"] == "no contribution"
    assert found["One speaker"]["to_do"] == "Say whose view this is."


def test_offsets_of_mentions_lead_to_the_text(conspectus, paper, tmp_path):
    out = tmp_path / "out"
    assert conspectus("import-paper", paper, "-o", out).code == Exit.DONE
    value = json.loads((out / "imported.json").read_bytes())
    mentions = [m for sentence in value["sentences"] for m in sentence["mentions"]]
    assert mentions
    assert all(value["text"][m["start"] : m["end"]] == m["text"] for m in mentions)


def test_the_same_input_gives_the_same_bytes_and_may_be_written_again(conspectus, paper, tmp_path):
    out = tmp_path / "out"
    conspectus("import-paper", paper, "-o", out)
    first = {file.name: file.read_bytes() for file in out.iterdir()}
    assert conspectus("import-paper", paper, "-o", out).code == Exit.DONE
    assert {file.name: file.read_bytes() for file in out.iterdir()} == first


def test_a_folder_of_somebody_elses_is_not_written_to(conspectus, paper, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    run = conspectus("import-paper", paper, "-o", tmp_path / "mine")
    assert run.code == Exit.USAGE
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_markup_in_a_paper_stays_text(conspectus, tmp_path):
    file = tmp_path / "p.txt"
    file.write_text("The Port Union stated that <script>alert(1)</script> is text.\n")
    out = tmp_path / "out"
    conspectus("import-paper", file, "-o", out)
    assert "<script>" not in (out / "paper.html").read_text("utf-8")


def test_a_cell_is_no_formula(conspectus, tmp_path):
    file = tmp_path / "p.txt"
    file.write_text("=1+1 was stated by the Port Union.\n")
    out = tmp_path / "out"
    conspectus("import-paper", file, "-o", out)
    assert rows(out)[0]["text"].startswith("'=")

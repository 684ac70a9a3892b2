"""A bundle is written with the same bytes each time, read back equal, checked with its files."""

from __future__ import annotations

import ast
import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.engine.corpus import Stance
from conspectus.engine.paper import Paper
from conspectus.formats.bundle import (
    FORMATS,
    BundleError,
    check_bundle,
    read_bundle,
    schema_json,
    write_bundle,
)
from conspectus.formats.bundle.tables import csv_bytes, read_csv
from conspectus.formats.bundle.writing import verifier
from conspectus.formats.intake import ReportRow
from tests.factories_paper import realistic_paper
from tests.random_papers import random_paper


@pytest.fixture(scope="module")
def paper() -> Paper:
    return realistic_paper()


@pytest.fixture
def out(paper: Paper, tmp_path: Path) -> Path:
    write_bundle(paper, tmp_path / "out", formats=("html", "md"))
    return tmp_path / "out"


def _verify(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-S", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def test_write_bundle_writes_the_files_of_the_format(paper: Paper, tmp_path: Path) -> None:
    written = write_bundle(paper, tmp_path / "out")
    names = {path.relative_to(tmp_path / "out").as_posix() for path in written}
    assert names == {
        *(f"paper.{name}" for name in FORMATS),
        *(f"sources/{source.id}.txt" for source in paper.sources),
        "paper.json",
        "positions.csv",
        "coverage.csv",
        "balance.csv",
        "manifest-report.csv",
        "translations-needed.csv",
        "queue.csv",
        "verify.py",
    }
    assert check_bundle(tmp_path / "out") == []


def test_read_bundle_gives_the_paper_that_was_written(paper: Paper, out: Path) -> None:
    assert read_bundle(out) == paper


def test_a_bundle_written_twice_has_the_same_bytes(out: Path, tmp_path: Path) -> None:
    again = write_bundle(read_bundle(out), tmp_path / "again", formats=("html", "md"))
    for path in again:
        assert path.read_bytes() == (out / path.relative_to(tmp_path / "again")).read_bytes()


def test_write_bundle_leaves_a_folder_with_files_alone(paper: Paper, out: Path) -> None:
    with pytest.raises(BundleError, match="not an empty folder"):
        write_bundle(paper, out)


def test_write_bundle_refuses_a_format_without_a_writer(paper: Paper, tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="no format rtf"):
        write_bundle(paper, tmp_path / "out", formats=("rtf",))


def test_paper_json_is_utf8_with_the_keys_in_order(out: Path) -> None:
    data = (out / "paper.json").read_bytes()
    assert data.endswith(b"\n}\n")
    assert "云桥互联网研究中心".encode() in data
    assert list(json.loads(data))[:6] == [
        "format", "title", "status", "date", "language", "engine"
    ]  # fmt: skip


def test_the_manifest_report_leaves_line_numbers_out(paper: Paper, tmp_path: Path) -> None:
    row = ReportRow(
        row=2, ref="7", column="country", value="Global", problem="no country", proposal="",
        resolved=False,
    )  # fmt: skip
    write_bundle(paper, tmp_path / "out", formats=(), report=[row])
    lines = (tmp_path / "out" / "manifest-report.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1] == "7,country,Global,no country,,no"


def test_coverage_counts_what_each_source_gave(paper: Paper, out: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((out / "coverage.csv").read_text(encoding="utf-8"))))
    reasons = {entry["source"]: entry["reason"] for entry in paper.annexes.not_reflected}
    assert {row["source"]: row["reason"] for row in rows if row["reason"]} == reasons
    assert all((row["sentences"] == "0") == bool(row["reason"]) for row in rows)


def test_translations_needed_lists_the_quotations_in_other_languages(out: Path) -> None:
    text = (out / "translations-needed.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["language"] for row in rows} == {"ar", "es", "fr", "ru", "zh"}
    assert "关键互联网资源的管理应当由各国平等参与" in {row["quote"] for row in rows}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_a_cell_that_looks_like_a_formula_sleeps_and_is_read_back(cells: list[str]) -> None:
    cells = [cell.replace("\r", " ").replace("\0", " ") for cell in cells]
    data = csv_bytes(("a",), [(cell,) for cell in cells])
    assert [row["a"] for row in read_csv(data, ("a",), "x.csv")] == cells
    written = csv.reader(io.StringIO(data.decode(), newline=""))
    assert not any(row and row[0][:1] in {"=", "+", "-", "@"} for row in written)


def test_verify_alone_accepts_the_bundle(out: Path, tmp_path: Path) -> None:
    beside = _verify(out / "verify.py")
    named = _verify(out / "verify.py", out)
    assert (beside.returncode, beside.stdout) == (0, "Every invariant holds.\n")
    assert (named.returncode, named.stderr) == (0, "")
    nothing = _verify(out / "verify.py", tmp_path / "nothing")
    assert nothing.returncode == 1
    assert "has not the form of docs/evidence-format.md" in nothing.stdout


def test_verify_says_what_is_wrong(out: Path) -> None:
    path = out / "sources" / "003.txt"
    path.write_bytes(path.read_bytes().replace(b"theme of its own", b"theme of our own"))
    done = _verify(out / "verify.py")
    assert done.returncode == 1
    assert "Source 003 has another text than it had." in done.stdout


def test_verify_is_one_short_file_of_the_standard_library() -> None:
    source = verifier().decode()
    assert len(source.splitlines()) <= 300
    modules = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(source))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert modules <= sys.stdlib_module_names


@pytest.mark.parametrize("name", FORMATS)
def test_check_bundle_sees_that_a_file_was_written_from_another_paper(
    paper: Paper, name: str, tmp_path: Path
) -> None:
    write_bundle(paper, tmp_path / "out", formats=())
    write_bundle(random_paper(Random(1)), tmp_path / "other", formats=(name,))
    (tmp_path / "other" / f"paper.{name}").rename(tmp_path / "out" / f"paper.{name}")
    said = check_bundle(tmp_path / "out")
    assert len(said) > len(paper.sections)
    assert all(one.startswith(f"paper.{name} ") for one in said)


def test_check_bundle_misses_a_table_and_a_text(out: Path) -> None:
    (out / "coverage.csv").unlink()
    (out / "balance.csv").write_bytes(b"of\n")
    (out / "sources" / "stray.txt").write_bytes(b"stray")
    assert check_bundle(out) == [
        "sources/stray.txt belongs to no source of the paper.",
        "coverage.csv is missing.",
        "balance.csv is not what paper.json gives.",
    ]


def _edited(out: Path, edit: object) -> str:
    data = json.loads((out / "paper.json").read_text(encoding="utf-8"))
    edit(data)
    (out / "paper.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(BundleError) as caught:
        read_bundle(out)
    return str(caught.value)


def test_read_bundle_says_which_key_is_missing_or_wrong(out: Path) -> None:
    lacking = _edited(out, lambda data: data["holders"][1].pop("region"))
    assert lacking == "paper.json lacks the key region at /holders/1."


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("title", 3, "paper.json has 3 at /title, where text is due."),
        ("date", False, "paper.json has False at /date, where text is due."),
        ("holders", {}, "paper.json has {} at /holders, where a list is due."),
        ("coverage", [], "paper.json has [] at /coverage, where an object is due."),
        ("engine", None, "paper.json has None at /engine, where an object is due."),
    ],
)  # fmt: skip
def test_read_bundle_says_what_is_of_the_wrong_kind(
    out: Path, key: str, value: object, said: str
) -> None:
    assert _edited(out, lambda data: data.update({key: value})) == said


def test_read_bundle_refuses_an_unknown_word(out: Path) -> None:
    said = _edited(out, lambda data: data["passages"][0].update(capacity="prophet"))
    assert said.startswith("paper.json has 'prophet' at /passages/0/capacity; it knows own, ")


@pytest.mark.parametrize("data", [b"", b"{", b'{"a": NaN}', b"\xff", b"[" * 100_000])
def test_read_bundle_refuses_what_is_no_json(out: Path, data: bytes) -> None:
    (out / "paper.json").write_bytes(data)
    with pytest.raises(BundleError, match=r"paper\.json"):
        read_bundle(out)


def test_read_bundle_refuses_a_changed_text(out: Path) -> None:
    (out / "sources" / "001.txt").write_bytes(b"Changed.")
    with pytest.raises(BundleError, match=r"sources/001\.txt is not the text"):
        read_bundle(out)


def test_unknown_keys_are_kept(tmp_path: Path) -> None:
    paper = random_paper(Random(1))
    write_bundle(paper, tmp_path / "out", formats=())
    data = json.loads((tmp_path / "out" / "paper.json").read_text(encoding="utf-8"))
    assert data["views"][0]["colour"] == "blue"
    assert data["nobody/knows"] == {"a": [1, None]}
    assert read_bundle(tmp_path / "out") == paper


def test_a_source_not_for_publication_has_no_text_file(tmp_path: Path) -> None:
    write_bundle(random_paper(Random(1)), tmp_path / "out", formats=())
    assert not (tmp_path / "out" / "sources" / "s-withheld.txt").exists()
    data = json.loads((tmp_path / "out" / "paper.json").read_text(encoding="utf-8"))
    withheld = next(one for one in data["sources"] if one["id"] == "s-withheld")
    assert withheld["public"] is False


def test_the_schema_accepts_what_is_written_and_knows_the_same_words(out: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    schema = json.loads(schema_json())
    checker = jsonschema.Draft202012Validator(schema)
    checker.check_schema(schema)
    data = json.loads((out / "paper.json").read_text(encoding="utf-8"))
    assert list(checker.iter_errors(data)) == []
    data["passages"][0]["stance"] = "neutral"
    del data["sections"][0]["paragraphs"][0]["sentences"][0]["degree"]
    said = sorted(error.message for error in checker.iter_errors(data))
    assert said == [
        "'degree' is a required property",
        f"'neutral' is not one of {[one.value for one in Stance]}",
    ]

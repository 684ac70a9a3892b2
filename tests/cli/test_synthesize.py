from __future__ import annotations

import json
import socket
import subprocess
import sys

import pytest

from conspectus.cli.exits import Exit

EVIDENCE = {
    "balance.csv",
    "coverage.csv",
    "manifest-report.csv",
    "paper.json",
    "positions.csv",
    "queue.csv",
    "sources",
    "translations-needed.csv",
    "verify.py",
}
QUICK = ("--format", "md", "--no-model", "--jobs", "1")


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def paper(folder):
    return json.loads((folder / "paper.json").read_bytes())


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_one_command_gives_every_format_and_the_proof(conspectus, submissions):
    run = conspectus("synthesize", submissions)
    out = submissions.with_name("submissions-paper")
    assert run.code == Exit.DONE
    formats = {f"paper.{name}" for name in ("docx", "epub", "html", "md", "odt", "pdf")}
    assert set(names(out)) == EVIDENCE | formats
    assert str(out / "paper.html") in run.out
    assert "reading 4/4\n" in run.err
    proof = subprocess.run([sys.executable, out / "verify.py"], cwd="/", check=False)
    assert proof.returncode == 0


def test_each_contributor_is_in_the_paper(conspectus, submissions, tmp_path):
    conspectus("synthesize", submissions, "-o", tmp_path / "out", *QUICK)
    text = (tmp_path / "out" / "paper.md").read_text(encoding="utf-8")
    for name in ("Lumen Islands", "Open Paths Alliance", "Northwind Telecom"):
        assert name in text


def test_only_the_formats_asked_for_are_written(conspectus, submissions, tmp_path):
    run = conspectus("synthesize", submissions, "-o", tmp_path / "out", "--format", "json, HTML")
    assert run.code == Exit.DONE
    assert set(names(tmp_path / "out")) == EVIDENCE | {"paper.html"}


def test_json_is_one_object_that_counts(conspectus, submissions, tmp_path):
    value = conspectus("synthesize", submissions, "-o", tmp_path / "out", *QUICK, "--json").value
    assert value["out"] == str(tmp_path / "out")
    assert value["sources"] == 4
    assert value["sources_cited"] + len(value["not_reflected"]) == 4
    assert value["open_questions"] == 0
    assert value["views"] == len(paper(tmp_path / "out")["views"])
    assert sorted(value["files"]) == sorted(contents(tmp_path / "out"))


def test_quiet_says_nothing(conspectus, submissions, tmp_path):
    run = conspectus("synthesize", submissions, "-o", tmp_path / "out", *QUICK, "--quiet")
    assert (run.code, run.out, run.err) == (Exit.DONE, "", "")


def test_the_date_is_printed_only_when_given(conspectus, submissions, tmp_path):
    conspectus("synthesize", submissions, "-o", tmp_path / "a", *QUICK)
    conspectus("synthesize", submissions, "-o", tmp_path / "b", *QUICK, "--date", "2026-03-01")
    assert paper(tmp_path / "a")["date"] is None
    assert paper(tmp_path / "b")["date"] == "2026-03-01"


def test_a_theme_that_does_not_exist_is_refused_with_the_choice(conspectus, submissions, tmp_path):
    run = conspectus("synthesize", submissions, "-o", tmp_path / "out", "--theme", "Fisheries")
    assert run.code == Exit.USAGE
    assert run.err.endswith(
        "There is no theme 'Fisheries'; choose from Access; Process and capacity building.\n"
    )
    assert names(tmp_path) == ["submissions"]


def test_settings_may_stand_elsewhere(conspectus, submissions, tmp_path):
    (submissions / "forum.toml").rename(tmp_path / "other.toml")
    conspectus(
        "synthesize",
        submissions,
        "-o",
        tmp_path / "out",
        *QUICK,
        "--config",
        tmp_path / "other.toml",
    )
    assert paper(tmp_path / "out")["title"] == "Synthesis of contributions to the Forum on Networks"


def test_jobs_cache_and_an_earlier_paper_change_no_byte(conspectus, submissions, tmp_path):
    conspectus("synthesize", submissions, "-o", tmp_path / "a", "--format", "md", "--no-cache")
    first = contents(tmp_path / "a")
    for arguments in (("--jobs", "1"), ("--jobs", "3"), ("--no-cache",)):
        run = conspectus(
            "synthesize", submissions, "-o", tmp_path / "a", "--format", "md", *arguments
        )
        assert run.code == Exit.DONE
        assert contents(tmp_path / "a") == first


def test_without_the_cache_nothing_is_kept(conspectus, submissions, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    conspectus("synthesize", submissions, "-o", tmp_path / "out", *QUICK, "--no-cache")
    assert not (tmp_path / "cache").exists()
    conspectus("synthesize", submissions, "-o", tmp_path / "out", *QUICK)
    assert (tmp_path / "cache").exists()


def test_a_folder_of_somebody_else_is_left_alone(conspectus, submissions, tmp_path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "thesis.txt").write_text("years of work")
    run = conspectus("synthesize", submissions, "-o", theirs)
    assert run.code == Exit.USAGE
    assert "is no paper of ours" in run.err
    assert contents(theirs) == {"thesis.txt": b"years of work"}


def test_an_earlier_paper_is_replaced_whole(conspectus, submissions, tmp_path):
    out = tmp_path / "out"
    conspectus("synthesize", submissions, "-o", out, "--format", "md,html", "--no-model")
    (out / "notes.txt").write_text("of the rapporteur")
    (submissions / "4.txt").unlink()
    conspectus("synthesize", submissions, "-o", out, *QUICK)
    assert "paper.html" not in names(out)
    assert (out / "notes.txt").read_text() == "of the rapporteur"


def test_nothing_usable_gives_exit_3_and_writes_nothing(conspectus, tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    run = conspectus("synthesize", folder)
    assert run.code == Exit.NOTHING_USABLE
    assert names(tmp_path) == ["empty"]


def test_a_run_that_fails_leaves_the_earlier_paper(conspectus, submissions, tmp_path):
    out = tmp_path / "out"
    conspectus("synthesize", submissions, "-o", out, *QUICK)
    before = contents(out)
    (submissions / "corrections.toml").write_text("[[same")
    run = conspectus("synthesize", submissions, "-o", out, *QUICK)
    assert run.code == Exit.USAGE
    assert "corrections.toml" in run.err
    assert contents(out) == before
    assert names(tmp_path) == ["out", "submissions"]


def test_a_file_that_cannot_be_read_costs_itself_only(conspectus, submissions, tmp_path):
    (submissions / "2.txt").write_bytes(b"")
    run = conspectus("synthesize", submissions, "-o", tmp_path / "out", *QUICK, "--json")
    assert run.code == Exit.DONE
    assert [row["source"] for row in run.value["not_reflected"]] == ["2"]


def test_a_folder_without_a_manifest_works(conspectus, submissions, tmp_path):
    for name in ("submissions.csv", "forum.toml"):
        (submissions / name).unlink()
    run = conspectus("synthesize", submissions, "-o", tmp_path / "out", *QUICK, "--json")
    assert run.code == Exit.DONE
    assert any("no manifest" in note for note in run.value["notes"])


def test_no_network_is_touched(conspectus, submissions, tmp_path, monkeypatch):
    def refuse(*_given):
        message = "the network was touched"
        raise AssertionError(message)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert conspectus("synthesize", submissions, "-o", tmp_path / "out").code == Exit.DONE


def test_no_network_is_needed_by_the_children_either(submissions, tmp_path):
    cut_off = ["unshare", "--map-root-user", "--net"]
    if subprocess.run([*cut_off, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody cut a process off the network (unshare)")
    command = [*cut_off, sys.executable, "-m", "conspectus.cli.main", "synthesize", submissions]
    subprocess.run([*command, "-o", tmp_path / "out", *QUICK], capture_output=True, check=True)
    assert (tmp_path / "out" / "paper.json").is_file()

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conspectus.cli.exits import CommandError
from conspectus.cli.outfolder import check_folder, default_folder, is_ours, replacing


@pytest.fixture
def directory(tmp_path):
    folder = tmp_path / "submissions"
    folder.mkdir()
    return folder


@pytest.fixture
def earlier(tmp_path):
    folder = tmp_path / "paper"
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "1.txt").write_text("old")
    (folder / "paper.json").write_text(json.dumps({"format": "conspectus-paper/1"}))
    (folder / "paper.pdf").write_text("old")
    (folder / "verdicts.csv").write_text("a reader's work")
    return folder


def listing(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_default_stands_beside_the_submissions(directory):
    assert default_folder(directory) == directory.with_name("submissions-paper")
    assert default_folder(directory / ".") == directory.with_name("submissions-paper")


def test_default_needs_a_name():
    with pytest.raises(CommandError, match="say where with -o"):
        default_folder(Path("/"))


def test_a_new_an_empty_and_an_earlier_folder_are_accepted(tmp_path, directory, earlier):
    empty = tmp_path / "empty"
    empty.mkdir()
    for out in (tmp_path / "new", empty, earlier):
        check_folder(out, directory=directory)


def test_a_folder_of_somebody_else_is_refused(tmp_path, directory):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "paper.json").write_text('{"format": "something else"}')
    with pytest.raises(CommandError, match="is no paper of ours"):
        check_folder(theirs, directory=directory)


def test_a_file_is_refused(tmp_path, directory):
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(CommandError, match="is a file"):
        check_folder(file, directory=directory)


@pytest.mark.parametrize("out", [".", "inside", "deep/inside", ".."])
def test_the_submissions_are_never_written_to(directory, out):
    with pytest.raises(CommandError, match="would change"):
        check_folder(directory / out, directory=directory)


@pytest.mark.parametrize("content", ["", "not JSON", "[]", '{"format": 1}', "\xff"])
def test_a_damaged_paper_is_not_ours(tmp_path, content):
    (tmp_path / "paper.json").write_bytes(content.encode("latin-1"))
    assert not is_ours(tmp_path)


def test_a_new_folder_appears_whole(tmp_path):
    with replacing(tmp_path / "deep" / "out") as folder:
        (folder / "paper.json").write_text("new")
        assert not (tmp_path / "deep" / "out").exists()
    assert listing(tmp_path) == ["deep", "deep/out", "deep/out/paper.json"]


def test_an_earlier_paper_is_replaced_and_notes_beside_it_are_kept(tmp_path, earlier):
    with replacing(earlier) as folder:
        (folder / "paper.json").write_text("new")
    assert listing(tmp_path) == ["paper", "paper/paper.json", "paper/verdicts.csv"]
    assert (earlier / "paper.json").read_text() == "new"
    assert (earlier / "verdicts.csv").read_text() == "a reader's work"


def test_a_failure_leaves_the_earlier_paper_as_it_was(tmp_path, earlier):
    before = listing(tmp_path)

    def fail():
        with replacing(earlier) as folder:
            (folder / "paper.json").write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert listing(tmp_path) == before


def test_a_new_folder_is_as_readable_as_any_other(tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    with replacing(tmp_path / "out"):
        pass
    assert (tmp_path / "out").stat().st_mode == other.stat().st_mode

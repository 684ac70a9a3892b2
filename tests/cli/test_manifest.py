from __future__ import annotations

from conspectus.cli.exits import Exit


def test_a_clean_manifest_has_no_questions(conspectus, submissions):
    value = conspectus("manifest", submissions, "--json").value
    assert (value["contributions"], value["holders"]) == (4, 4)
    assert value["questions"] == []
    assert value["warnings"] == []


def test_what_is_unclear_is_listed_with_its_line(conspectus, submissions):
    with (submissions / "submissions.csv").open("a") as file:
        file.write("5,Lost,Drift Society,Atlantis and beyond,Pirates,absent.txt\r\n")
    (submissions / "unlisted.txt").write_text("Nobody named this file.")
    run = conspectus("manifest", submissions)
    assert run.code == Exit.DONE
    assert "line 6 (5)" in run.out
    assert "absent.txt" in run.out
    assert "unlisted.txt" in run.out


def test_a_folder_without_submissions_gives_exit_3(conspectus, tmp_path):
    run = conspectus("manifest", tmp_path, "--json")
    assert run.code == Exit.NOTHING_USABLE
    assert "holds no submission" in run.value["error"]


def test_submissions_without_any_text_give_exit_3_and_the_first_reason(conspectus, tmp_path):
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4 broken")
    run = conspectus("manifest", tmp_path)
    assert run.code == Exit.NOTHING_USABLE
    assert "None of the 1 submissions" in run.err
    assert "scan.pdf" in run.err


def test_settings_that_cannot_be_read_give_exit_2(conspectus, submissions):
    (submissions / "forum.toml").write_text("title = ")
    run = conspectus("manifest", submissions)
    assert run.code == Exit.USAGE
    assert "forum.toml" in run.err

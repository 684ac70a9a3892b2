from __future__ import annotations

import json

from conspectus.cli.exits import Exit


def changed(bundle, change):
    path = bundle / "paper.json"
    paper = json.loads(path.read_bytes())
    change(paper)
    path.write_text(json.dumps(paper, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def first_view(paper):
    return next(
        sentence
        for section in paper["sections"]
        for paragraph in section["paragraphs"]
        for sentence in paragraph["sentences"]
        if sentence["kind"] == "view"
    )


def test_a_paper_as_written_passes(conspectus, bundle):
    run = conspectus("verify", bundle)
    assert run.code == Exit.DONE
    assert run.out.startswith("Nothing found in ")
    assert conspectus("verify", bundle, "--json").value["ok"] is True


def test_quiet_leaves_only_the_exit_code(conspectus, bundle):
    assert (conspectus("verify", bundle, "-q").code, conspectus("verify", bundle, "-q").out) == (
        0,
        "",
    )


def test_a_changed_quotation_fails(conspectus, bundle):
    def change(paper):
        evidence = first_view(paper)["positions"][0]["evidence"][0]
        evidence["quote"] = evidence["quote"].replace("should", "must")

    changed(bundle, change)
    run = conspectus("verify", bundle)
    assert run.code == Exit.CHECK_FAILED
    assert run.out


def test_a_changed_source_fails(conspectus, bundle):
    source = bundle / "sources" / "1.txt"
    source.write_text(source.read_text().replace("should", "must"))
    run = conspectus("verify", bundle, "--json")
    assert run.code == Exit.CHECK_FAILED
    assert run.value["ok"] is False
    assert run.value["problems"]


def test_a_changed_paper_file_fails(conspectus, bundle):
    paper = bundle / "paper.md"
    paper.write_text(paper.read_text().replace("should", "must"))
    assert conspectus("verify", bundle).code == Exit.CHECK_FAILED


def test_a_paper_that_is_no_json_fails(conspectus, bundle):
    (bundle / "paper.json").write_text("{")
    assert conspectus("verify", bundle).code == Exit.CHECK_FAILED


def test_a_folder_without_a_paper_is_wrong_usage(conspectus, tmp_path):
    run = conspectus("verify", tmp_path)
    assert run.code == Exit.USAGE
    assert "holds no paper" in run.err

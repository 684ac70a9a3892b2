from __future__ import annotations

import csv
import io

import pytest
from rich.console import Console

from conspectus.cli.audit.interview import shown
from conspectus.cli.audit.pairs import all_pairs, draw
from conspectus.cli.exits import Exit
from conspectus.formats.bundle import read_bundle


@pytest.fixture
def pairs(bundle):
    return all_pairs(read_bundle(bundle))


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fill(path, verdicts):
    """Write ``verdicts`` into the sheet, in order, as a reader with a spreadsheet would."""
    filled = rows(path)
    for row, verdict in zip(filled, verdicts, strict=True):
        row["verdict"] = verdict
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, filled[0])
        table.writeheader()
        table.writerows(filled)


def test_export_and_import_give_the_precision(conspectus, bundle, tmp_path):
    sheet = tmp_path / "sheet.csv"
    exported = conspectus("audit", bundle, "--sample", "4", "--export", sheet, "--json")
    assert exported.value["pairs"] == len(rows(sheet)) == 4
    fill(sheet, ["supported", "supported", "partly", ""])
    value = conspectus("audit", bundle, "--import", sheet, "--json").value
    assert (value["judged"], value["supported"], value["partly"], value["not"]) == (3, 2, 1, 0)
    assert value["precision"] == pytest.approx(2 / 3)
    assert value["interval"] == [pytest.approx(0.2077, abs=1e-4), pytest.approx(0.9385, abs=1e-4)]


def test_the_report_names_what_is_not_supported(conspectus, bundle, tmp_path):
    sheet = tmp_path / "sheet.csv"
    conspectus("audit", bundle, "--sample", "2", "--export", sheet)
    fill(sheet, ["supported", "not"])
    run = conspectus("audit", bundle, "--import", sheet)
    assert run.code == Exit.DONE
    assert "2 pairs judged: 1 supported, 0 partly, 1 not." in run.out
    wrong = rows(sheet)[1]
    assert f"not: {wrong['pair']} — {wrong['sentence']}" in run.out


def test_two_readers_are_compared_and_a_third_settles(conspectus, bundle, tmp_path):
    sheets = [tmp_path / f"{name}.csv" for name in ("first", "second", "third")]
    answers = [["supported", "not"], ["supported", "supported"], ["", "supported"]]
    for sheet, answer in zip(sheets, answers, strict=True):
        conspectus("audit", bundle, "--sample", "2", "--export", sheet)
        fill(sheet, answer)
    given = [argument for sheet in sheets for argument in ("--import", sheet)]
    two = conspectus("audit", bundle, *given[:4], "--json").value
    assert (two["both_readers"], len(two["differed"]), len(two["open"])) == (2, 1, 1)
    three = conspectus("audit", bundle, *given, "--json").value
    assert (three["open"], three["supported"]) == ([], 2)
    four = conspectus("audit", bundle, *given, "--import", sheets[0])
    assert four.code == Exit.USAGE


def test_a_seed_gives_the_same_sample_to_everybody(conspectus, bundle, tmp_path):
    for name, seed in (("a", "0xC0FFEE"), ("b", "c0ffee"), ("c", "2")):
        conspectus("audit", bundle, "--sample", "3", "--seed", seed, "--export", tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert (tmp_path / "a").read_bytes() != (tmp_path / "c").read_bytes()


def test_a_kind_of_sentence_can_be_asked_for(conspectus, bundle, tmp_path):
    counts = {}
    for kind in ("single", "several", "all"):
        sheet = tmp_path / kind
        conspectus("audit", bundle, "--kind", kind, "--export", sheet)
        counts[kind] = {int(row["holders in the sentence"]) == 1 for row in rows(sheet)}
    assert counts == {"single": {True}, "several": {False}, "all": {True, False}}


def test_no_seed_but_a_number_is_accepted(conspectus, bundle):
    run = conspectus("audit", bundle, "--seed", "lucky")
    assert run.code == Exit.USAGE
    assert "is no seed" in run.err


def test_a_paper_of_one_voice_has_no_sentence_of_several(conspectus, submissions, tmp_path):
    for name in ("submissions.csv", "2.txt", "3.txt", "4.txt"):
        (submissions / name).unlink()
    conspectus("synthesize", submissions, "-o", tmp_path / "out", "--format", "json", "--no-model")
    run = conspectus("audit", tmp_path / "out", "--kind", "several")
    assert run.code == Exit.NOTHING_USABLE
    assert "no view sentence of the kind asked for" in run.err


def answering(monkeypatch, *answers):
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))


def test_a_reader_is_asked_pair_by_pair(conspectus, bundle, monkeypatch):
    answering(monkeypatch, "s", "skip", "n")
    run = conspectus("audit", bundle, "--sample", "3")
    assert run.code == Exit.DONE
    assert "2 pairs judged: 1 supported, 0 partly, 1 not." in run.out


def test_a_reader_may_stop_and_go_on_later(conspectus, bundle, pairs, monkeypatch, tmp_path):
    save = tmp_path / "mine.csv"
    answering(monkeypatch, "s", "nonsense", "q")
    conspectus("audit", bundle, "--sample", "3", "--save", save)
    assert [row["verdict"] for row in rows(save)] == ["supported", "", ""]
    answering(monkeypatch, "p", "s")
    value = conspectus("audit", bundle, "--sample", "3", "--save", save, "--json").value
    assert value["verdicts"] == dict(
        zip(
            [pair.id for pair in draw(pairs, size=3, seed="1")],
            ["supported", "partly", "supported"],
            strict=True,
        )
    )


@pytest.mark.parametrize("width", [60, 160])
def test_sentence_holder_and_evidence_are_shown_together(pairs, width):
    console = Console(width=width, record=True, file=io.StringIO())
    pair = pairs[0]
    console.print(shown(pair, heading="1 of 3", width=width))
    text = console.export_text()
    for words in (pair.sentence, pair.holder, pair.excerpts[0].quote):
        assert [word for word in words.split() if word not in text] == []

from __future__ import annotations

import csv
import io

import pytest

from conspectus.cli.audit.pairs import Kind, all_pairs, draw, parse_seed
from conspectus.cli.audit.sheet import COLUMNS, read_sheet, sheet_text
from conspectus.cli.audit.verdicts import Verdict
from conspectus.cli.exits import CommandError
from tests.factories_paper import hostile_paper, realistic_paper


@pytest.fixture(scope="module")
def paper():
    return realistic_paper()


@pytest.fixture(scope="module")
def pairs(paper):
    return all_pairs(paper)


def view_sentences(paper):
    return [
        sentence
        for section in paper.sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        if sentence.kind == "view"
    ]


def test_there_is_one_pair_for_each_holder_of_each_view_sentence(paper, pairs):
    expected = [
        f"{sentence.id}/{holder}"
        for sentence in view_sentences(paper)
        for holder in dict.fromkeys(position.holder for position in sentence.positions)
    ]
    assert [pair.id for pair in pairs] == expected
    assert len(set(expected)) == len(expected)


def test_a_pair_shows_all_evidence_of_its_holder_and_of_nobody_else(paper, pairs):
    evidence = {
        f"{sentence.id}/{position.holder}": [span.quote for span in position.evidence]
        for sentence in view_sentences(paper)
        for position in sentence.positions
    }
    assert {pair.id: [excerpt.quote for excerpt in pair.excerpts] for pair in pairs} == evidence


def test_an_excerpt_stands_in_its_source_as_shown(paper, pairs):
    texts = {source.id: source.text for source in paper.sources}
    for pair in pairs:
        for excerpt in pair.excerpts:
            source = excerpt.where.partition(",")[0]
            assert excerpt.before + excerpt.quote + excerpt.after in texts[source]


def test_kinds_divide_the_pairs(pairs):
    single = [pair for pair in pairs if pair.is_of(Kind.SINGLE)]
    several = [pair for pair in pairs if pair.is_of(Kind.SEVERAL)]
    assert single
    assert several
    assert sorted([*single, *several], key=pairs.index) == list(pairs)
    assert all(pair.is_of(Kind.ALL) for pair in pairs)


def test_a_seed_draws_the_same_pairs_whatever_their_order(pairs):
    once = draw(pairs, size=7, seed="1")
    assert draw(tuple(reversed(pairs)), size=7, seed="1") == once
    assert len(set(once)) == 7


def test_another_seed_draws_other_pairs(pairs):
    assert draw(pairs, size=7, seed="1") != draw(pairs, size=7, seed="2")


def test_a_smaller_sample_is_the_beginning_of_a_larger(pairs):
    assert draw(pairs, size=12, seed="c0ffee")[:5] == draw(pairs, size=5, seed="c0ffee")


def test_a_sample_as_large_as_the_paper_is_the_paper(pairs):
    assert set(draw(pairs, size=10_000, seed="1")) == set(pairs)


@pytest.mark.parametrize(
    ("text", "seed"), [("1", "1"), (" 0xC0FFEE ", "c0ffee"), ("14c56340", "14c56340")]
)
def test_seeds_are_numbers_decimal_or_hexadecimal(text, seed):
    assert parse_seed(text) == seed


@pytest.mark.parametrize("text", ["", "0x", "one", "-1", "1.5", "0" * 65])
def test_other_seeds_are_refused(text):
    with pytest.raises(CommandError, match="is no seed"):
        parse_seed(text)


def test_a_sheet_has_a_line_for_each_pair_and_an_empty_verdict(pairs):
    rows = list(csv.DictReader(io.StringIO(sheet_text(pairs))))
    assert [row["pair"] for row in rows] == [pair.id for pair in pairs]
    assert {row["verdict"] for row in rows} == {""}
    assert tuple(rows[0]) == COLUMNS


def filled(tmp_path, pairs, verdicts, *, encoding="utf-8", delimiter=","):
    rows = list(csv.reader(io.StringIO(sheet_text(pairs, verdicts))))
    path = tmp_path / "sheet.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ","), ("utf-8-sig", ";"), ("utf-8", "\t")]
)
def test_verdicts_come_back_from_any_usual_csv(tmp_path, pairs, encoding, delimiter):
    verdicts = {pairs[0].id: Verdict.SUPPORTED, pairs[2].id: Verdict.NOT}
    path = filled(tmp_path, pairs, verdicts, encoding=encoding, delimiter=delimiter)
    assert read_sheet(path, {pair.id for pair in pairs}) == verdicts


def test_verdicts_are_read_in_any_case_and_with_spaces(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("pair,verdict\na/b, Partly \nc/d,\n")
    assert read_sheet(path, {"a/b", "c/d"}) == {"a/b": Verdict.PARTLY}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"pair,verdict\na/b,maybe\n", "line 2: 'maybe' is none of supported, partly, not"),
        (b"pair,verdict\nx/y,not\n", "line 2: no pair 'x/y' in this paper"),
        (b"pair,opinion\na/b,not\n", "lacks the columns"),
        (b"", "lacks the columns"),
        (b"pair,verdict\n\xe9,not\n", "is not UTF-8"),
    ],
)
def test_a_sheet_that_cannot_be_read_says_where(tmp_path, content, problem):
    path = tmp_path / "sheet.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=problem):
        read_sheet(path, {"a/b"})


def test_no_cell_of_a_sheet_is_a_formula():
    pairs = all_pairs(hostile_paper())
    cells = [cell for row in csv.reader(io.StringIO(sheet_text(pairs))) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)

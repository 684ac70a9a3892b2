"""Tables that readers take away: as they were given, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

from conspectus.core.tables import CHUNK, csv_file, csv_pieces, json_file

COLUMNS = ("name", "count")


def read(pieces):
    return list(csv.reader(io.StringIO("".join(pieces))))


def test_no_words_are_a_formula_and_a_number_stays_a_number():
    words = ["=1+1", "+49", "-x", "@me", "\tx", "'=1", "a,b", 'say "x"', "two\nlines", None, ""]
    rows = [{"name": one, "count": -1} for one in words]
    head, *read_back = read(csv_pieces(COLUMNS, rows))
    assert head == list(COLUMNS)
    assert [count for _name, count in read_back] == ["-1"] * len(words)
    names = [name for name, _count in read_back]
    assert names[:6] == ["'=1+1", "'+49", "'-x", "'@me", "'\tx", "''=1"]
    assert names[6:] == ["a,b", 'say "x"', "two\nlines", "", ""]


def test_a_list_is_one_cell_that_is_no_formula_either():
    rows = [{"name": ["=1+1", "b"], "count": 2.5, "more": "is left out"}]
    assert read(csv_pieces(COLUMNS, rows))[1] == ["'=1+1 b", "2.5"]


def test_a_long_table_comes_in_pieces_that_are_one_table():
    rows = [{"name": "x" * 1_000, "count": n} for n in range(600)]
    pieces = list(csv_pieces(COLUMNS, rows))
    assert len(pieces) == 3
    assert all(len(piece) < CHUNK + 2_000 for piece in pieces)
    assert [row[1] for row in read(pieces)[1:]] == [str(n) for n in range(600)]


def test_a_file_has_its_type_and_is_to_be_kept():
    table, said = csv_file(COLUMNS, [], name="igf-2026"), json_file({"a": "ü"}, name="igf-2026")
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    assert table["Content-Disposition"] == 'attachment; filename="igf-2026.csv"'
    assert said["Content-Type"] == "application/json"
    assert said.content.decode() == '{\n "a": "ü"\n}'

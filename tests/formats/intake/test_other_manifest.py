"""A manifest that is called otherwise."""

from __future__ import annotations

from tests.formats.intake.conftest import WORDS

TABLE = "Respondent,Type of respondent,File name\nAlder Union,NGO,a.txt\nBirch plc,Business,b.txt\n"
FILES = {"a.txt": WORDS, "b.txt": WORDS}


def names(loaded):
    return sorted(holder.name for holder in loaded.corpus.holders)


def test_the_one_table_that_lists_the_files_is_the_manifest_and_reported(load):
    loaded = load(files={**FILES, "responses.csv": TABLE})
    assert names(loaded) == ["Alder Union", "Birch plc"]
    assert [source.id for source in loaded.corpus.sources] == ["a", "b"]
    assert "responses.csv is read as the manifest." in [row.proposal for row in loaded.report]


def test_of_two_such_tables_none_is_taken(load):
    loaded = load(files={**FILES, "responses.csv": TABLE, "copy.csv": TABLE})
    assert "a.txt" in names(loaded)
    assert "Each of these tables could be the manifest." in [row.problem for row in loaded.report]


def test_a_table_that_names_no_file_of_the_folder_is_a_submission(load):
    loaded = load(files={"a.txt": WORDS, "costs.csv": "File,Cost\nx.pdf,3\ny.pdf,4\n"})
    assert names(loaded) == ["a.txt", "costs.csv"]

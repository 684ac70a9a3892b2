"""A table whose rows hold the texts themselves: each row is a contribution."""

from __future__ import annotations

from pathlib import Path

import pytest

from conspectus.formats.intake import load_folder
from conspectus.formats.intake.parties import of_file

TABLE = """Document ID,Text Comment
AG-2-001,"The harbour toll should be lower.

Ferries should run at night."
AG-2-002,"The market hall must be kept, whatever it costs."
AG-2-003,"Quiet zones should be marked on every map."
"""


def test_each_row_of_a_table_of_texts_is_a_contribution(tmp_path: Path) -> None:
    (tmp_path / "Comments 2026.csv").write_text(TABLE)
    loaded = load_folder(tmp_path)
    assert [source.ref for source in loaded.corpus.sources] == ["AG-2-001", "AG-2-002", "AG-2-003"]
    first = loaded.corpus.sources[0]
    assert first.text == "The harbour toll should be lower.\n\nFerries should run at night."
    assert [holder.label for holder in loaded.corpus.holders] == [
        "Contributor AG-2-001",
        "Contributor AG-2-002",
        "Contributor AG-2-003",
    ]
    assert loaded.corpus.notes == ("Each row of Comments 2026.csv is taken as one contribution.",)


def test_files_beside_a_table_of_texts_are_contributions_too(tmp_path: Path) -> None:
    (tmp_path / "Comments 2026.csv").write_text(TABLE)
    (tmp_path / "Ash_Council.txt").write_text("The harbour toll should be higher.\n")
    loaded = load_folder(tmp_path)
    assert len(loaded.corpus.sources) == 4
    assert "the Ash Council" in {holder.label for holder in loaded.corpus.holders}
    assert len(loaded.corpus.notes) == 2


def test_remarks_on_files_are_no_texts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The harbour toll should be higher.\n")
    (tmp_path / "submissions.csv").write_text(
        "ref,file,comments\n1,a.txt,Came late and was scanned twice\n"
    )
    (source,) = load_folder(tmp_path).corpus.sources
    assert source.text.strip() == "The harbour toll should be higher."


def test_a_table_of_few_texts_is_a_submission_itself(tmp_path: Path) -> None:
    (tmp_path / "Figures.csv").write_text("no,comment\n1,Counted by hand in the old hall\n2,\n")
    (source,) = load_folder(tmp_path).corpus.sources
    assert source.ref == "Figures.csv"


@pytest.mark.parametrize(
    ("file", "printed"),
    [
        ("participant-47.txt", "Participant 47"),
        ("0047-B.pdf", "Contributor 0047-B"),
        ("fra.md", "Contributor fra"),
        ("minutes-04-03.md", "Minutes 04-03"),
        ("Ash_Council-reply.final.pdf", "Ash Council-reply.final"),
        ("Ministry of Health.docx", "the Ministry of Health"),
    ],
)
def test_a_file_is_called_by_a_name_that_can_stand_in_a_sentence(file: str, printed: str) -> None:
    assert of_file(file).label == printed

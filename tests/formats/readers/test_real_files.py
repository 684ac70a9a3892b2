"""Real files: none crashes, hangs or is silently empty, and the first corpus is parted rightly."""

from __future__ import annotations

from pathlib import Path

import pytest

from conspectus.engine.document import Document
from conspectus.formats.readers import ReaderError, read
from conspectus.formats.sandbox import read_many
from tests.formats.readers.blocks import seen


@pytest.fixture(scope="module")
def submissions(data: Path) -> dict[str, Document]:
    """The 120 submissions of 2014, by number."""
    jobs = [(p.stem[:3], p) for p in sorted((data / "netmundial2014").glob("*.txt"))]
    found = {}
    for key, outcome, _ in read_many(jobs, workers=2):
        assert isinstance(outcome, Document), outcome
        found[key] = outcome
    return found


def headings(document: Document) -> list[str]:
    return [words for kind, words in seen(document) if kind == "heading"]


def test_all_submissions_are_read_and_none_is_taken_for_a_transcript(submissions):
    assert len(submissions) == 120
    kinds = {b.kind.value for d in submissions.values() for b in d.blocks}
    assert kinds == {"heading", "paragraph", "list_item", "quote", "footnote"}


def test_headings_of_wrapped_submissions_stand_apart(submissions):
    assert headings(submissions["006"]) == [
        "U.S. Government Submission for NETmundial",
        "Internet Governance Principles",
        "A roadmap for the further evolution of the Internet Governance ecosystem",
    ]
    assert headings(submissions["047"]) == [
        "General:",
        "Internet Governance and Management System:",
        "Internet and Security",
        "Cyber security and Cyber crime:",
        "Capacity building",
        "Social and Cultural aspects:",
    ]


def test_headings_of_unwrapped_submissions_are_found(submissions):
    assert headings(submissions["018"])[3:] == [
        "Human rights and the rule of law",
        "Multi-stakeholder governance",
        "Responsibilities of states",
        "Empowerment of Internet users",
        "Universality of the Internet",
        "Security of the Internet",
        "Decentralised management",
        "Architectural principles",
        "Open Internet",
        "Cultural and linguistic diversity",
    ]


def test_lost_bullets_of_submissions_are_items(submissions):
    items = [words for kind, words in seen(submissions["004"]) if kind == "list_item"]
    assert (
        "Individuals should be able to exercise their human rights, both online and offline."
        in items
    )


def test_footnotes_stand_behind_the_paragraph_that_they_interrupted(submissions):
    notes = [words for kind, words in seen(submissions["080"]) if kind == "footnote"]
    assert "See http://www.itu.int/wsis." in notes
    assert len(notes) == 8


def test_few_paragraphs_are_broken_or_begin_in_mid_sentence(submissions):
    paragraphs = [
        words for d in submissions.values() for kind, words in seen(d) if kind == "paragraph"
    ]
    small = [p for p in paragraphs if p[0].islower() and "://" not in p.split(" ", 1)[0]]
    assert len(small) <= 0.01 * len(paragraphs)


@pytest.mark.parametrize(
    "pattern", ["poi_word/**/*.docx", "python-docx/**/*.docx", "tika*/**/*.odt"]
)
def test_office_files_are_read_or_refused_in_one_sentence(data, pattern):
    jobs = [(p.name, p) for p in sorted((data / "files").glob(pattern))]
    for key, outcome, sha256 in read_many(jobs, workers=2):
        assert sha256, key
        if isinstance(outcome, ReaderError):
            assert str(outcome).endswith(".")
            assert "made the reader stop" not in str(outcome)
        else:
            assert any(map(str.isalnum, outcome.text)), key


def test_minutes_of_a_committee_are_turns(data):
    path = data / "transcripts" / "tc39" / "2024-10" / "october-08.md"
    document = read(path.read_bytes(), path.name)
    speakers = [b.speaker for b in document.blocks if b.kind.value == "turn"]
    assert len(speakers) > 300
    named = [s for s in speakers if s and " " in s]
    assert len(named) > 0.9 * len(speakers), "the list of attendance names initials"

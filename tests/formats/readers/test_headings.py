from __future__ import annotations

import pytest

from conspectus.formats.readers.headings import heading_level, looks_like_heading


@pytest.mark.parametrize(
    "line",
    [
        "Internet Governance Principles",
        "GENERAL PRINCIPLES",
        "Background:",
        "5. Ethics Principle:",
        "Social and Cultural aspects:",
        "A roadmap for the further evolution of the Internet governance ecosystem",
        "Section 2: Key elements of a Roadmap",
        "Principle #2: Don’t internationalize political oversight: end it",
        "The need to abolish stakeholder “roles”",
        "What is the purpose of the Charter?",
        "Why the present role is a problem",
    ],
)
def test_titles_are_headings(line):
    assert looks_like_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "We support open standards",
        "Access must be affordable.",
        "Austria recalls the outcome documents:",
        "A few such examples include:",
        "In particular:",
        "and the right to privacy",
        "February 19, 2014",
        "Region: Latin America",
        "Respectfully submitted",
        "http://www.example.org",
        "8. “Principles for Policy-Making,” OECD High Level Meeting, Paris",
        "Open standards, interoperability and",
        "secretariat@example.org",
    ],
)
def test_sentences_dates_fields_and_addresses_are_not(line):
    assert not looks_like_heading(line)


def test_level_follows_numbers_then_capitals():
    assert heading_level("3.2.1 Scope", is_first=False) == 3
    assert heading_level("SCOPE", is_first=False) == 1
    assert heading_level("Scope of Work", is_first=True) == 1
    assert heading_level("Scope of Work", is_first=False) == 2

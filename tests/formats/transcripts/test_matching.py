"""Speakers matched to those who are known: proposed, never guessed."""

from __future__ import annotations

from conspectus.formats.transcripts.matching import Known, propose

KNOWN = [
    Known("1", "Ada Obi", ("AOI",)),
    Known("2", "Leo Karr"),
    Known("3", "Mia Karr"),
    Known("4", "International Chamber of Commerce", ("ICC",)),
]


def keys(speaker: str) -> list[tuple[str, bool]]:
    return [(p.key, p.certain) for p in propose([speaker], KNOWN)]


def test_the_same_letters_are_certain_whatever_case_and_title():
    assert keys("ADA OBI") == [("1", True)]
    assert keys("Dr. Ada Obi (Obi Works)") == [("1", True)]
    assert keys("ICC") == [("4", True)]


def test_a_slip_is_proposed_and_not_certain():
    assert keys("Ada Oby") == [("1", False)]


def test_a_family_name_of_two_persons_proposes_both():
    assert sorted(keys("Ms. Karr")) == [("2", False), ("3", False)]


def test_two_of_the_same_name_are_never_certain():
    twice = [*KNOWN, Known("5", "ada obi")]
    assert [p.certain for p in propose(["Ada Obi"], twice)] == [False, False]


def test_a_stranger_has_no_proposal():
    assert keys("Zhou Wei") == []


def test_each_speaker_is_proposed_for_once():
    assert [p.speaker for p in propose(["AOI", "", "AOI"], KNOWN)] == ["AOI"]

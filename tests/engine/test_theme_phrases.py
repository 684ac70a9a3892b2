"""What may head a section: a whole term of several holders, and nothing less."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from conspectus.engine.theme_phrases import Phrase, heading_phrases

HOLDERS = ("one", "two", "three")


def phrases(*texts: str, names: Sequence[str] = ()) -> dict[str, Phrase]:
    """What three holders who each write all of ``texts`` could be headed by."""
    said = [text for _ in HOLDERS for text in texts]
    who = [holder for holder in HOLDERS for _ in texts]
    return {phrase.written: phrase for phrase in heading_phrases(said, who, names)}


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("The harbour toll must be lowered.", "harbour toll"),
        ("Quiet zones should be marked.", "quiet zones"),
        ("Freedom of movement must be kept.", "freedom of movement"),
        ("The plan should name honesty and accountability.", "honesty and accountability"),
        ("The plan must uphold biodiversity.", "biodiversity"),
        ("Funds are wanted for capacity building.", "capacity building"),
    ],
)
def test_a_whole_noun_phrase_may_head_a_section(text: str, heading: str) -> None:
    assert heading in phrases(text)


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("The harbour toll office must open.", "harbour toll"),
        ("Freedom of movement must be kept.", "freedom"),
        ("The night ferry timetable must be kept.", "ferry timetable"),
        ("The Treaty Assembly on Lake Water must convene.", "Treaty Assembly"),
    ],
)
def test_a_fragment_of_a_longer_phrase_heads_none(text: str, fragment: str) -> None:
    assert fragment not in phrases(text)


@pytest.mark.parametrize(
    "text",
    [
        "Let's open the bridge.",
        "We need help.",
        "Many people must be heard.",
        "The important issue must be solved.",
        "The right must be respected.",
        "The risk should be low.",
        "The agencies should act.",
        "It must be affordable.",
        "The ferries should sail.",
    ],
)
def test_generic_words_verbs_and_contractions_head_none(text: str) -> None:
    assert phrases(text) == {}


def test_a_single_word_that_is_counted_heads_none() -> None:
    assert "biodiversity" in phrases("We protect biodiversity.")
    assert "cathedral" not in phrases("A cathedral must be built.", "The cathedrals must be kept.")


def test_what_two_holders_say_heads_none() -> None:
    texts = ["The harbour toll must be lowered."] * 2
    assert heading_phrases(texts, ["one", "two"]) == []


def test_the_name_of_a_contributor_heads_none() -> None:
    text = "The Harbour League must be consulted."
    assert "Harbour League" in phrases(text)
    assert "Harbour League" not in phrases(text, names=["Harbour League of Oakdene"])
    assert "harbour toll" in phrases("The harbour toll is due.", names=["Harbour Toll Office"])


def test_a_heading_is_written_small_and_in_the_plural_where_several_write_it_so() -> None:
    found = phrases(
        "The Bus Lane must be open.", "The bus lanes must be open.", "Any bus lane must be open."
    )
    assert "bus lanes" in found
    assert found["bus lanes"].passages == frozenset(range(9))

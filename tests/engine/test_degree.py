"""DRAFTING §2: the degree word is a total, single-valued function of counts."""

from __future__ import annotations

import pytest

from conspectus.engine.corpus import DegreeRule, SourceKind, Stance
from conspectus.engine.degree import (
    DEGREE_WORDS,
    DegreeNoun,
    degree_word,
    is_opposed,
    noun_of_sources,
)
from conspectus.engine.degree_phrase import degree_phrase, number_word
from conspectus.engine.errors import EngineError


def _expected(n: int, of: int, *, groups: int, opposed: bool) -> str:
    """The rule once more, in the words and order of DRAFTING §2, with whole numbers only."""
    if n < 3:
        return "one" if n == 1 else "two"
    if of < 8:
        return "number"
    if 4 * n >= 3 * of and n >= 8 and groups >= 3 and not opposed:
        return "general support"
    if 2 * n > of:
        return "most"
    return "many" if 4 * n >= of and n >= 6 else "several"


@pytest.mark.parametrize(
    ("groups", "opposed", "largest"), [(3, False, 2000), (2, False, 400), (3, True, 400)]
)
def test_degree_word_is_total_and_single_valued(
    groups: int, largest: int, *, opposed: bool
) -> None:
    wrong = [
        (n, of)
        for of in range(1, largest + 1)
        for n in range(1, of + 1)
        if degree_word(n, of, groups=groups, opposed=opposed)
        != _expected(n, of, groups=groups, opposed=opposed)
    ]
    assert wrong == []


def test_every_degree_word_is_reached_by_some_count() -> None:
    reached = {
        degree_word(n, of, groups=3, opposed=False) for of in range(1, 41) for n in range(1, of + 1)
    }
    assert reached == set(DEGREE_WORDS)


@pytest.mark.parametrize(("n", "of"), [(0, 5), (-1, 5), (6, 5), (1, 0)])
def test_degree_word_refuses_counts_that_cannot_be(n: int, of: int) -> None:
    with pytest.raises(EngineError, match="1 ≤ n ≤ N"):
        degree_word(n, of, groups=1, opposed=False)


def test_degree_word_follows_the_thresholds_of_the_institution() -> None:
    rule = DegreeRule(numbers_below=4, many_share=0.1, many_holders=3, most_share=0.6)
    assert degree_word(3, 30, groups=1, opposed=False, rule=rule) == "many"
    assert degree_word(3, 31, groups=1, opposed=False, rule=rule) == "several"
    assert degree_word(6, 10, groups=1, opposed=False, rule=rule) == "many"
    assert degree_word(7, 10, groups=1, opposed=False, rule=rule) == "most"
    assert degree_word(3, 5, groups=1, opposed=False, rule=rule) == "many"


def test_general_support_is_out_for_opposed_rejected_and_mentioned_views() -> None:
    assert not is_opposed(Stance.FOR, ["v-a"], {"v-b"})
    assert is_opposed(Stance.FOR, ["v-a"], {"v-a"})
    assert is_opposed(Stance.AGAINST, ["v-a"], set())
    assert is_opposed(Stance.MENTIONS, [], set())


@pytest.mark.parametrize(
    ("word", "n", "of", "noun", "text", "plural"),
    [
        ("one", 1, 9, DegreeNoun.CONTRIBUTORS, "One contribution (A)", False),
        ("one", 1, 9, DegreeNoun.SPEAKERS, "One speaker (A)", False),
        ("one", 1, 9, DegreeNoun.REMOTE, "One remote participant (A)", False),
        ("one", 1, 9, DegreeNoun.FORUM, "A participant in the online forum (A)", False),
        ("two", 2, 9, DegreeNoun.CONTRIBUTORS, "Two contributions (A)", True),
        ("two", 2, 2, DegreeNoun.CONTRIBUTORS, "Both contributions (A)", True),
        ("two", 2, 2, DegreeNoun.SPEAKERS, "Both speakers (A)", True),
        (
            "number",
            4,
            6,
            DegreeNoun.CONTRIBUTORS,
            "Four of the six contributors that addressed this theme (A)",
            True,
        ),
        (
            "number",
            3,
            3,
            DegreeNoun.SPEAKERS,
            "All three speakers who addressed this theme (A)",
            True,
        ),
        (
            "most",
            9,
            12,
            DegreeNoun.CONTRIBUTORS,
            "Most of the contributors that addressed this theme (A)",
            True,
        ),
        ("many", 9, 30, DegreeNoun.CONTRIBUTORS, "Many contributors (A)", True),
        ("several", 3, 30, DegreeNoun.SPEAKERS, "Several speakers (A)", True),
        (
            "general support",
            9,
            10,
            DegreeNoun.CONTRIBUTORS,
            "There was general support (A) for",
            False,
        ),
    ],
)
def test_degree_phrase_opens_a_sentence(
    word: str, n: int, of: int, noun: DegreeNoun, text: str, *, plural: bool
) -> None:
    phrase = degree_phrase(word, n, of, noun=noun, names="A")
    assert (phrase.text, phrase.plural) == (text, plural)


def test_degree_phrase_tells_the_group_of_a_single_contribution() -> None:
    phrase = degree_phrase("one", 1, 9, names="Norland", group="governments")
    assert phrase.text == "A government contribution (Norland)"
    assert degree_phrase("one", 1, 9, names="X", group="academia").text == (
        "An academic contribution (X)"
    )
    assert degree_phrase("one", 1, 9, names="X", group="others").text == "One contribution (X)"


def test_degree_phrase_without_names_leaves_them_to_the_footnote() -> None:
    assert degree_phrase("several", 3, 30).text == "Several contributors"
    assert degree_phrase("many", 9, 30, capital=False).text == "many contributors"


def test_degree_phrase_refuses_an_unknown_word() -> None:
    with pytest.raises(EngineError, match="no degree word"):
        degree_phrase("consensus", 9, 9)


def test_number_word_spells_numbers_under_ten() -> None:
    assert [number_word(n) for n in (1, 9, 10, 25)] == ["one", "nine", "10", "25"]


@pytest.mark.parametrize(
    ("sources", "noun"),
    [
        ([(SourceKind.CONTRIBUTION, "written")], DegreeNoun.CONTRIBUTORS),
        ([(SourceKind.INTERVENTION, "room")], DegreeNoun.SPEAKERS),
        (
            [(SourceKind.INTERVENTION, "remote"), (SourceKind.INTERVENTION, "text")],
            DegreeNoun.REMOTE,
        ),
        (
            [(SourceKind.INTERVENTION, "remote"), (SourceKind.INTERVENTION, "room")],
            DegreeNoun.SPEAKERS,
        ),
        ([(SourceKind.POST, "text")], DegreeNoun.FORUM),
        (
            [(SourceKind.POST, "text"), (SourceKind.INTERVENTION, "room")],
            DegreeNoun.CONTRIBUTORS,
        ),
    ],
)
def test_holders_are_called_after_how_they_were_heard(sources, noun) -> None:
    assert noun_of_sources(sources) is noun

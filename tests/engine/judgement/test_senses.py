"""Where a word stands for something else, or is named without being wanted."""

from __future__ import annotations

import pytest

from conspectus.engine.grammar.tagging import tag
from conspectus.engine.judgement.senses import (
    another_sense,
    concerns_both,
    heads_of,
    told_of,
    undone,
)
from conspectus.engine.judgement.wishes import wish


def place(text: str, word: str) -> int:
    """The token of ``text`` that is ``word``."""
    return next(i for i, token in enumerate(tag(text)) if token.text == word)


@pytest.mark.parametrize(
    ("text", "word", "other"),
    [
        ("Schools should hold competitions for drivers.", "competitions", True),
        ("Fair competition should be promoted.", "competition", False),
        ("We support choice that fosters business model diversity.", "diversity", True),
        ("We support linguistic diversity.", "diversity", False),
        ("Foreign investments should be promoted.", "investments", False),
    ],
)
def test_plurals_and_long_compounds_name_something_else(
    text: str, word: str, *, other: bool
) -> None:
    assert another_sense(tag(text), place(text, word)) is other


@pytest.mark.parametrize(
    ("text", "word", "heads"),
    [
        ("The transparency committee should meet.", "transparency", True),
        ("States should agree on privacy and intellectual property principles.", "privacy", True),
        ("Privacy protection should be improved.", "Privacy", False),
        ("The transparency principle should be kept.", "transparency", False),
        ("Transparency and openness should be promoted.", "Transparency", False),
    ],
)
def test_a_name_before_another_head_only_tells_which(text: str, word: str, *, heads: bool) -> None:
    assert heads_of(tag(text), place(text, word) + 1) is heads


def test_what_is_asked_of_two_opposites_is_asked_of_neither() -> None:
    both = "Multilateral and multi-stakeholder institutions must be strengthened."
    one = "Open and multi-stakeholder institutions must be strengthened."
    assert concerns_both(tag(both), place(both, "multi-stakeholder"))
    assert not concerns_both(tag(one), place(one, "multi-stakeholder"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We believe that the existing system is effective and inclusive.", True),
        ("It is essential that the system is inclusive.", False),
        ("The system should be inclusive.", False),
    ],
)
def test_a_fact_is_no_wish(text: str, *, told: bool) -> None:
    assert told_of(tag(text), place(text, "inclusive")) is told


def test_what_has_to_be_balanced_is_not_asked_for() -> None:
    text = "States must see that security is balanced by the protection of rights."
    assert undone(tag(text), place(text, "security") + 1)
    text = "States must see that security is improved."
    assert not undone(tag(text), place(text, "security") + 1)


@pytest.mark.parametrize(
    ("concept", "text"),
    [
        (
            ("democracy",),
            "Its rules should be clear, without prejudice to measures taken to ensure democracy.",
        ),
        (("innovation",), "All must work together if we want a platform for innovation."),
        (("innovation",), "Ports should keep one open register, enabling innovation."),
        (("security",), "The rights to life, liberty and security must be respected."),
        (("diversity",), "We need to recognize the full diversity of stakeholders."),
    ],
)
def test_a_proviso_a_condition_an_effect_and_another_sense_want_nothing(
    concept: tuple[str, ...], text: str
) -> None:
    assert wish(concept, text) == 0.0


def test_what_stands_before_a_proviso_is_wanted() -> None:
    text = "Governance should be inclusive, without prejudice to measures that protect minors."
    assert wish(("inclusiveness",), text) > 0.0

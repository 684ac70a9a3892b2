"""Wordings of shared views: what several holders' own words carry, and nothing else."""

from __future__ import annotations

import pytest

from conspectus.engine.views import views_of_wordings, without_repetitions
from conspectus.engine.wordings import index_atoms, is_plural, nameable, shared_wordings
from tests.factories_corpus import the_claim


def shared(*sentences: str) -> dict[str, tuple[str, ...]]:
    """Clause → letters of its holders; each sentence is one holder's."""
    names = "ABCDEFGH"
    claims = [the_claim(name, text) for name, text in zip(names, sentences, strict=False)]
    views = without_repetitions(views_of_wordings(shared_wordings(index_atoms(claims))))
    return {view.clause: tuple(h.upper() for h in view.holders) for view in views}


def test_neighbouring_wishes_give_a_disjunction_that_each_holder_carries() -> None:
    assert shared(
        "Governments must protect network neutrality.",
        "Network neutrality should be promoted by all.",
        "We call for the protection of network neutrality.",
    ) == {"network neutrality should be protected or promoted": ("A", "B", "C")}


def test_a_quality_of_the_internet_is_stated_of_it() -> None:
    assert shared("The Internet should be open.", "We want an open Internet.") == {
        "the Internet should be open": ("A", "B")
    }


NOT_SHARED = {
    "object swapped (17)": (
        "The multi-stakeholder model should be preserved.",
        "Open decision-making should be preserved.",
    ),
    "performatives collide (20)": (
        "Stakeholders should assess the Advisory Group on remote participation.",
        "Stakeholders should strengthen the Advisory Group on remote participation.",
    ),
    "relayed (14)": (
        "Many people believe that network neutrality must be protected.",
        "Network neutrality must be protected.",
    ),
    "negation": (
        "Governments must not protect network neutrality.",
        "Network neutrality must be protected.",
    ),
    "qualifier dropped (18)": (
        "Industry-led encryption standards should be adopted.",
        "State-led encryption standards should be adopted.",
    ),
}


@pytest.mark.parametrize("sentences", NOT_SHARED.values(), ids=NOT_SHARED.keys())
def test_different_claims_are_not_merged(sentences: tuple[str, str]) -> None:
    found = shared(*sentences)
    assert not any("led" in clause or "model" in clause or "network" in clause for clause in found)
    assert not any("group" in clause.lower() for clause in found)


def test_a_superlative_collects_no_crowd() -> None:
    """Defect 19: nobody is put under "the most important" who did not say "most"."""
    found = shared(
        "Human rights are the most important issue.",
        "Human rights are essential.",
        "Human rights are important.",
    )
    assert found
    assert not any("most" in clause for clause in found)


def test_chairs_carry_no_wording() -> None:
    claims = [
        the_claim("A", "Network neutrality must be protected."),
        the_claim("B", "Network neutrality must be protected."),
    ]
    assert len(shared_wordings(index_atoms(claims))) > 0
    from_one = shared_wordings(index_atoms(claims[:1]))
    assert from_one == ()


@pytest.mark.parametrize(
    ("concept", "says_enough"),
    [
        (("network", "neutrality"), True),
        (("privacy",), True),
        (("process",), False),  # 2, 13: a generic word is nothing to call for
        (("internet",), False),
        (("effective", "approach"), False),
        (("following",), False),
    ],
)
def test_a_concept_must_say_enough(concept: tuple[str, ...], *, says_enough: bool) -> None:
    assert nameable(concept) is says_enough


@pytest.mark.parametrize(
    ("phrase", "plural"),
    [
        ("human rights", True),
        ("the protection of human rights", False),
        ("privacy and trust", True),
        ("access", False),
    ],
)
def test_number_of_a_phrase_follows_its_head(phrase: str, *, plural: bool) -> None:
    """Defect 10: agreement."""
    assert is_plural(phrase) is plural


def test_order_of_claims_changes_nothing() -> None:
    claims = [
        the_claim(name, f"{opening} network neutrality.")
        for name, opening in zip(
            "ABC", ("We support", "Governments must protect", "All should promote"), strict=True
        )
    ]
    assert shared_wordings(index_atoms(claims)) == shared_wordings(index_atoms(claims[::-1]))

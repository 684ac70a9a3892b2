"""Whether the words of a holder carry the wording of a shared view, atom by atom."""

from __future__ import annotations

import pytest

from conspectus.engine.atom_support import carries_atom

CARRIED = [
    ("privacy should be protected", "Governments must ensure the protection of privacy."),
    (
        "privacy should be protected or respected",
        "Decisions must be grounded in respect for privacy.",
    ),
    ("privacy should be protected", "The Alder Union supports the protection of privacy."),
    ("human rights are important", "Human rights are essential."),
    ("a fund should be established", "Governments should create a fund."),
    ("the Internet should be open", "We want an open Internet."),
    ("cooperation should be promoted", "Effective cooperation should be promoted."),
    (
        "Internet governance should be multi-stakeholder",
        "We support multi-stakeholder institutions of Internet governance.",
    ),
    ("openness should be supported", "We support these principles:\n\n• Trust\n• Openness"),
    ("openness should be supported", "Openness: files should be published."),
    ("human rights should be respected", "Full respect for human rights."),
    ("diversity should be promoted", "promoting diversity;"),
]

NOT_CARRIED = {
    "object swapped (17)": (
        "the multi-stakeholder model should be preserved",
        "Open decision-making must be preserved.",
    ),
    "qualifier added by the wording (18)": (
        "effective cooperation should be promoted",
        "Cooperation should be promoted.",
    ),
    "performatives collide (20)": (
        "the Forum's mandate should be strengthened",
        "The Forum's mandate should be assessed.",
    ),
    "negation": (
        "privacy should be protected",
        "Governments must not protect privacy at all cost.",
    ),
    "fact for a norm (3)": ("privacy should be protected", "Most countries protect privacy."),
    "a list of matters": ("openness should be supported", "Issues that were raised:\n• Openness"),
    "a list of what should not be": (
        "filters should be promoted",
        "Governments should not:\n• promote filters",
    ),
    "a bare noun": ("openness should be supported", "Openness and trust"),
    "a question": ("privacy should be protected", "What should protect privacy?"),
    "with respect to": (
        "privacy should be respected",
        "Firms should explain their practices with respect to privacy.",
    ),
    "complement exchanged": (
        "access to the Internet should be promoted",
        "States should promote access of the Internet.",
    ),
    "denied support": (
        "the congestion charge should be supported",
        "I do not support the congestion charge because I need my car.",
    ),
    "no opposition is no support": (
        "the congestion charge should be supported",
        "We do not oppose the congestion charge.",
    ),
    "support under a condition": (
        "the congestion charge should be supported",
        "We support the congestion charge if the revenue is spent on buses.",
    ),
    "support once something has happened": (
        "the congestion charge should be introduced",
        "The congestion charge should be introduced only after buses are improved.",
    ),
    "another form of wording": ("the Forum meets in Athens", "The Forum meets in Athens."),
}


@pytest.mark.parametrize(("wording", "evidence"), CARRIED)
def test_evidence_in_other_words_carries_the_wording(wording: str, evidence: str) -> None:
    assert carries_atom(wording, evidence)


@pytest.mark.parametrize(("wording", "evidence"), NOT_CARRIED.values(), ids=NOT_CARRIED.keys())
def test_evidence_that_says_something_else_does_not(wording: str, evidence: str) -> None:
    assert not carries_atom(wording, evidence)

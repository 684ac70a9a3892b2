"""Atoms: what is wanted of what. Views grow from them: one wish is not taken for another."""

from __future__ import annotations

import pytest

from conspectus.engine.grammar.tagging import tag
from conspectus.engine.propositions import generalisations, propositions, split_concept


def atoms(sentence: str) -> list[tuple[str, str]]:
    return [(p.relation, " ".join(p.concept)) for p in propositions(tag(sentence), sentence)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Policies should be based on human rights.",
            [("respect", "human right")],
        ),
        (
            "We support effective multi-stakeholder cooperation.",
            [("want", "effective multistakeholder cooperation")],
        ),
        (
            "The Internet should be open and secure.",
            [("be:open", "internet"), ("be:secure", "internet")],
        ),
        ("Human rights are essential.", [("important", "human right")]),
        (
            "It is essential that human rights are respected.",
            [("respect", "human right")],
        ),
        (
            "Governments should ensure the protection of privacy.",
            [("protect", "privacy")],
        ),
        # 17: the object of the main verb is what is wanted
        (
            "We must preserve open decision-making.",
            [("preserve", "open decisionmaking")],
        ),
        ("We must preserve the multi-stakeholder model.", [("preserve", "multistakeholder model")]),
        ("The right to privacy must be protected.", [("protect", "privacy")]),
        ("Privacy, including that of children, must be protected.", [("protect", "privacy")]),
        ("The rights that people have offline must be protected.", [("protect", "right")]),
        ("Diversity on the Internet must be promoted.", [("promote", "diversity")]),
        ("Human rights are of paramount importance.", [("important", "human right")]),
        (
            "Respect for privacy is a precondition of trust.",
            [("important", "respect"), ("respect", "privacy")],
        ),
        ("States should help improve the Forum.", [("strengthen", "forum")]),
        ("We strive to protect privacy.", []),
        ("States should strive to protect privacy.", [("protect", "privacy")]),
        (
            "We support values such as openness and trust.",
            [("want", "value"), ("want", "openness"), ("want", "trust")],
        ),
        (
            "We support a model that is open and transparent.",
            [("want", "model"), ("be:open", "model"), ("be:transparent", "model")],
        ),
        ("Officials must be held accountable.", [("be:accountable", "official")]),
        (
            "We support the protection of data, avoiding surveillance of users.",
            [("protect", "data")],
        ),
        ("The way to govern the Internet should be open.", [("be:open", "way")]),
    ],
)
def test_sentences_give_their_atoms(sentence: str, found: list[tuple[str, str]]) -> None:
    assert atoms(sentence) == found


@pytest.mark.parametrize(
    ("verb", "relation"),
    [("assess", "assess"), ("strengthen", "strengthen"), ("create", "create"), ("end", "end")],
)
def test_performatives_do_not_collide(verb: str, relation: str) -> None:
    """Defect 20: to assess, to strengthen, to create and to end are different wishes."""
    assert atoms(f"Stakeholders should {verb} the Advisory Group.") == [
        (relation, "advisory group")
    ]


@pytest.mark.parametrize("verb", ["discuss", "assess", "study", "report on", "consider"])
def test_to_talk_of_protection_is_not_to_protect(verb: str) -> None:
    found = atoms(f"The Forum should {verb} the protection of privacy.")
    assert {relation for relation, _ in found} <= {verb, "discuss"}


def test_what_an_act_has_to_heed_is_wanted_too() -> None:
    assert atoms("Governments should act with respect for privacy.") == [("respect", "privacy")]


def test_a_forbidden_thing_is_a_negative_atom() -> None:
    (atom,) = propositions(tag(s := "Governments should not restrict encryption."), s)
    assert (atom.relation, atom.concept, atom.negative) == ("limit", ("encryption",), True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Lack of trust should be addressed.",  # wanting less of a lack is not wanting it
        "The abuse of personal data must be prevented.",
        "Almost every country has adopted policies.",
        "Officials do not coordinate policies.",
    ],
)
def test_facts_and_lacks_give_no_atom(sentence: str) -> None:
    assert atoms(sentence) == []


def test_an_atom_points_into_its_sentence() -> None:
    sentence = "In every country governments should protect the privacy of users."
    (atom,) = propositions(tag(sentence), sentence)
    assert atom.surface == "the privacy of users"
    assert "should protect the privacy of users" in sentence[atom.start : atom.end]


def test_generalisations_drop_modifiers_but_never_the_complement() -> None:
    """Defect 18 the other way round: a wider wording may name less, never another thing."""
    assert generalisations(("effective", "open", "cooperation")) == (
        ("effective", "open", "cooperation"),
        ("open", "cooperation"),
        ("cooperation",),
    )
    assert all(
        split_concept(concept)[1][-1] == "internet"
        for concept in generalisations(("free", "access", "of", "open", "internet"))
    )

"""The signs of how a concept hangs in its sentence."""

from __future__ import annotations

from conspectus.engine.grammar.tagging import tag
from conspectus.engine.judgement.ties import tie_signs


def signs(text: str, concept: str, governor: str | None = None) -> dict[str, float]:
    tokens = tag(text)
    at = {token.text: i for i, token in enumerate(tokens)}
    verb = None if governor is None else at[governor]
    found = tie_signs(tokens, at[concept], at[concept] + 1, verb)
    return {name: value for name, value in found.items() if value}


def test_what_is_asked_directly_has_no_tie() -> None:
    found = signs("Policies should promote innovation.", "innovation", "promote")
    assert found["governor_asked"] == 1.0
    assert not {"purpose_since", "relative_since", "cause_since", "may_since"} & set(found)


def test_a_purpose_is_told_from_a_wish() -> None:
    found = signs("Standards should be open to promote innovation.", "innovation", "promote")
    assert found["governor_to"] == 1.0
    opened = signs("Build open standards to promote innovation.", "innovation", "promote")
    assert opened["governor_purpose"] == 1.0
    assert opened["purpose_since"] == 1.0


def test_an_effect_in_a_relative_clause_is_told() -> None:
    found = signs("We need rules that can foster innovation.", "innovation", "foster")
    assert found["relative_since"] == 1.0
    assert found["governor_may"] == 1.0


def test_a_reason_is_told() -> None:
    found = signs("Openness should be kept because it fosters innovation.", "innovation", "fosters")
    assert found["cause_since"] == 1.0
    assert found["governor_third"] == 1.0


def test_a_tail_of_the_sentence_is_told() -> None:
    found = signs(
        "States should keep networks open, enabling innovation.", "innovation", "enabling"
    )
    assert found["governor_tail"] == 1.0


def test_the_noun_before_the_preposition_is_told() -> None:
    found = signs("Limits should reflect their impact on trust.", "trust")
    assert found["effect_noun"] == 1.0
    assert found["after_on"] == 1.0
    assert found["ungoverned"] == 1.0


def test_what_is_there_already_is_told() -> None:
    assert signs("Rules should apply in the existing open forum.", "open")["known"] == 1.0
    assert "known" not in signs("Every port needs an open forum.", "open")


def test_what_shall_do_something_itself_is_told() -> None:
    assert signs("The forum should have a secretariat.", "forum")["acts"] == 1.0
    assert "acts" not in signs("The forum should be strengthened.", "forum")


def test_an_opening_beside_what_is_asked_is_told() -> None:
    found = signs("Applying openness, ports should publish fees.", "openness")
    assert found["aside_opening"] == 1.0


def test_an_example_is_told() -> None:
    found = signs("Rights must be protected, in particular privacy.", "privacy")
    assert found["example"] == 1.0

"""Tags of English sentences: lexicon first, then the neighbours decide."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.engine.grammar.tagging import tag


def tags(sentence: str) -> str:
    return " ".join(f"{token.text}/{token.tag}" for token in tag(sentence))


@pytest.mark.parametrize(
    ("sentence", "tagged"),
    [
        (
            "Governments should protect privacy.",
            "Governments/N should/M protect/V privacy/N ./U",
        ),
        (
            "Access to the Internet is a human right.",
            "Access/N to/T the/D Internet/N is/X a/D human/J right/N ./U",
        ),
        (
            "Open standards must be preserved and promoted.",
            "Open/J standards/N must/M be/X preserved/VD and/C promoted/VD ./U",
        ),
        (
            "The United Kingdom proposes reforms.",
            "The/D United/N Kingdom/N proposes/VZ reforms/N ./U",
        ),
        (
            "In 2014, 75% of users agree.",
            "In/P 2014/Q ,/U 75%/Q of/P users/N agree/V ./U",
        ),
    ],
)
def test_sentences_are_tagged_word_by_word(sentence: str, tagged: str) -> None:
    assert tags(sentence) == tagged


def test_one_word_is_noun_or_verb_by_its_place() -> None:
    first, _, _, second, third, _ = (t.tag for t in tag("Support should also support states."))
    assert (first, second, third) == ("N", "V", "N")
    assert tags("We support the work of all.").startswith("We/B support/V the/D work/N")


def test_lemmas_are_those_of_the_lexicon() -> None:
    found = {t.text: t.lemma for t in tag("Policies were adopted and rights are respected.")}
    assert found["Policies"] == "policy"
    assert found["were"] == "be"
    assert found["adopted"] == "adopt"
    assert found["rights"] == "right"


def test_a_hyphenated_word_is_one_token() -> None:
    assert [t.text for t in tag("a multi-stakeholder, industry-led model")] == [
        "a",
        "multi-stakeholder",
        ",",
        "industry-led",
        "model",
    ]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_every_token_stands_in_the_text_at_its_offsets(text: str) -> None:
    tokens = tag(text)
    assert [text[t.start : t.end] for t in tokens] == [t.text for t in tokens]
    assert all(one.end <= two.start for one, two in pairwise(tokens))

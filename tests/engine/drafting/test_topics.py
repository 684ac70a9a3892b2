"""Topic sentences need a phrase that stands in the texts of three holders, never an empty label."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.drafting.topics import Topic, article_of, topics_of
from conspectus.engine.passages import Claim
from tests.factories_corpus import a_holder, the_claim, the_claims


def claims(n: int, text: str = "Community networks should receive spectrum.") -> list[Claim]:
    return [replace(the_claim(name, text), theme="access") for name in "ABCDE"[:n]]


def topics(terms: tuple[str, ...], found: list[Claim]) -> list[Topic]:
    return list(topics_of(ThemeSpec(id="access", name="Access", terms=terms), found, {"chair"}))


def topic(terms: tuple[str, ...], found: list[Claim]) -> Topic | None:
    return next(iter(topics(terms, found)), None)


def test_the_term_of_most_holders_is_the_topic() -> None:
    found = topic(("satellite links", "community networks"), claims(3))
    assert found is not None
    assert found.phrase == "community networks"
    assert list(found.claims) == ["a", "b", "c"]
    assert all(found.phrase in c.text.lower() for c in found.claims.values())


def test_fewer_than_three_holders_give_no_topic() -> None:
    assert topic(("community networks",), claims(2)) is None


def test_a_generic_word_is_no_topic() -> None:
    """Defect 2: "The", "Internet", "access" are empty labels."""
    assert topic(("access", "affordable"), claims(3, "Affordable access should be given.")) is None


def test_the_terms_follow_by_their_holders_and_then_as_they_were_given() -> None:
    found = [*claims(3), replace(the_claim("E", "Spectrum should be cheap."), theme="access")]
    given = ("community networks", "networks should", "receive spectrum", "spectrum")
    phrases = [one.phrase for one in topics(given, found)]
    assert phrases == ["spectrum", "community networks", "receive spectrum"]


def test_half_a_compound_is_not_the_term() -> None:
    assert topic(("community networks",), claims(3, "Community networks-to-be must wait.")) is None


def test_relayed_claims_and_chairs_do_not_count() -> None:
    relayed = [
        replace(
            the_claim(name, "Some people say that community networks should receive spectrum."),
            theme="access",
        )
        for name in "DE"
    ]
    spoken = the_claims(
        a_holder("Chair", is_chair=True), "Community networks should receive spectrum."
    )
    chair = [replace(claim, theme="access") for claim in spoken]
    assert topic(("community networks",), [*claims(2), *relayed, *chair]) is None


@pytest.mark.parametrize(
    ("phrase", "texts", "article"),
    [
        ("root zone", ("The root zone must be safe.", "Root zone files should be signed."), "the"),
        ("rule of law", ("Respect the rule of law.", "The rule of law must hold."), "the"),
        ("freedom of expression", ("Protect freedom of expression.",), ""),
        ("resilience", ("Ensure the resilience of the network.", "We want resilience."), ""),
        ("new mechanism", ("We need a new mechanism.", "A new mechanism is wanted."), "a"),
        ("treaty", ("Rules by treaty.", "Law by treaty.", "They want a treaty."), "a"),
        ("respective roles", ("They act in their respective roles.",), None),
        ("IGF", ("IGF reform is due.",), "the"),
        ("Advisory Group", (), "the"),
        ("community networks", (), ""),
        ("ICANN", (), ""),
    ],
)
def test_a_phrase_takes_the_article_its_contributors_write(
    phrase: str, texts: tuple[str, ...], article: str | None
) -> None:
    """Defect 5."""
    assert article_of(phrase, texts) == article


def test_the_printed_topic_has_its_article_and_evidence_the_phrase() -> None:
    found = topic(("backbone",), claims(3, "The backbone should be shared by all operators."))
    assert found is not None
    assert found.printed == "the backbone"
    assert all("backbone" in claim.text for claim in found.claims.values())

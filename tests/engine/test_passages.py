"""From sources to claims: who speaks, in which capacity, and what is no claim at all."""

from __future__ import annotations

import pytest

from conspectus.engine.corpus import Capacity, Publication
from conspectus.engine.ids import passage_id
from conspectus.engine.passages import in_first_person, own_names
from tests.factories_corpus import a_holder, the_claim, the_claims

ALDER = a_holder("Alder Union", aliases=("AU",))
NORM = "Governments should protect the privacy of all users."


def test_a_claim_is_a_span_of_its_source() -> None:
    (claim,) = the_claims(ALDER, f"The year was long. {NORM}")
    assert claim.text == NORM
    assert (claim.start, claim.end) == (19, 19 + len(NORM))
    assert claim.id == passage_id("alder-union", NORM)
    assert (claim.holder, claim.capacity) == ("alder-union", Capacity.OWN)
    assert claim.printable


def test_the_same_words_twice_are_two_passages() -> None:
    one, two = the_claims(ALDER, NORM, NORM)
    assert one.id != two.id
    assert one.id == passage_id("alder-union", NORM)


@pytest.mark.parametrize(
    "sentence",
    [
        "Almost every country has adopted policies on this matter.",  # 3, 7
        "Officials do not coordinate policies across ministries.",
        "The first meeting of the Forum took place in Athens.",
    ],
)
def test_background_is_no_claim(sentence: str) -> None:
    assert the_claims(ALDER, sentence) == []


def test_relayed_words_are_kept_but_never_the_holders_own() -> None:
    claim = the_claim("Alder Union", "Some governments have argued that the Forum should close.")
    assert claim.capacity is Capacity.RELAYED
    assert claim.propositions == ()
    assert (claim.own, claim.counted, claim.printable) == (False, False, False)


def test_a_quoted_paragraph_is_relayed() -> None:
    (claim,) = the_claims(ALDER, f"> {NORM}")
    assert claim.capacity is Capacity.RELAYED


def test_a_chair_speaks_as_chair_and_is_not_counted() -> None:
    (claim,) = the_claims(a_holder("Chair of the Forum", is_chair=True), NORM)
    assert claim.capacity is Capacity.CHAIR
    assert (claim.own, claim.counted) == (True, False)


def test_the_capacity_of_the_source_is_that_of_its_claims() -> None:
    (claim,) = the_claims(ALDER, NORM, capacity=Capacity.PERSONAL)
    assert claim.capacity is Capacity.PERSONAL


def test_a_source_that_is_not_to_be_published_gives_no_claim() -> None:
    assert the_claims(ALDER, NORM, publication=Publication.NOT_PUBLISHED) == []


def test_headings_leads_and_items_stay_with_the_claim() -> None:
    first, second = the_claims(
        ALDER, "# Privacy", "Governments should:", f"- {NORM}", "- protect the privacy of children."
    )[-2:]
    assert first.item
    assert second.item
    assert (first.headings, first.lead) == (("Privacy",), "Governments should:")


@pytest.mark.parametrize(
    ("language", "own", "relayed"),
    [
        (
            "fr",
            "Les gouvernements doivent protéger la vie privée des utilisateurs.",
            "Certains gouvernements estiment que le Forum doit décider de tout.",
        ),
        (
            "ru",
            "Правительства должны защищать частную жизнь всех пользователей сети.",
            "Некоторые правительства считают, что Форум должен решать все вопросы.",
        ),
    ],
)
def test_claims_of_other_languages_are_kept_verbatim(language: str, own: str, relayed: str) -> None:
    one, two = the_claims(ALDER, own, relayed, language=language)
    assert (one.plain, one.language, one.capacity) == (own, language, Capacity.OWN)
    assert one.printable
    assert (two.capacity, two.printable) == (Capacity.RELAYED, False)


def test_a_holder_is_known_by_its_names() -> None:
    assert own_names(ALDER) == ("alder union", "au", "the union")
    state = a_holder("Ministry of Networks", group="governments", country="Taravia")
    assert "government of taravia" in own_names(state)


@pytest.mark.parametrize(
    ("sentence", "spoken"),
    [
        ("The Alder Union supports open standards.", "We support open standards."),
        ("AU calls for a fund.", "We call for a fund."),
        ("Kestrel calls for a fund.", "Kestrel calls for a fund."),
    ],
)
def test_its_own_name_as_subject_is_the_first_person(sentence: str, spoken: str) -> None:
    assert in_first_person(sentence, own_names(ALDER)) == spoken

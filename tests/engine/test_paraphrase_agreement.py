"""What a member of a cluster must have in common with the wording, and what never matters."""

from __future__ import annotations

import pytest

from conspectus.engine.paraphrase_agreement import (
    Demands,
    Wording,
    carried,
    in_one_form,
    raised,
    rarity_of,
    softened,
)
from tests.factories_corpus import the_claim

LITTLE = Demands(0.4, 0.1, verb=False)


def holds(wording: str, other: str, demands: Demands = LITTLE, cosine: float = 0.6) -> bool:
    """Whether ``other`` carries ``wording`` as far as the signs tell."""
    one, two = the_claim("A", wording), the_claim("B", other)
    rarity = rarity_of([one, two, the_claim("C", "Schools should be kept warm.")])
    return carried(Wording(wording, wording, one), two, cosine, rarity, demands)


@pytest.mark.parametrize(
    ("wording", "other"),
    [
        (
            "Hosts should not be liable for posts of users unless they disobey a court order.",
            "A host should be liable for posts of users only if it disobeys a court order.",
        ),
        (
            "Hosts should not be liable for posts unless they ignore an order of a court.",
            "Hosts should not be liable for posts except where they ignore an order of a court.",
        ),
        (
            "Remote speakers should get the floor on an equal footing with others.",
            "Remote speakers should get the floor under the same conditions as others.",
        ),
    ],
    ids=["only if is not unless", "except where", "equal is the same"],
)
def test_one_thing_may_be_said_in_several_forms(wording: str, other: str) -> None:
    assert holds(wording, other)


@pytest.mark.parametrize(
    ("wording", "other"),
    [
        (
            "Hosts should not be liable for the posts of their users.",
            "Hosts should not be liable for the posts of their users unless a court orders it.",
        ),
        (
            "Hosts should not be liable for posts unless they disobey a court order.",
            "A host should not be liable for posts only if it disobeys a court order.",
        ),
        ("Remote speakers must get the floor.", "Remote speakers should get the floor."),
        (
            "Members should use the review to discuss rules on trade.",
            "The review of rules on trade requires members to use it and discuss rules on trade.",
        ),
        (
            "Remote speakers should get equal time at meetings.",
            "Remote speakers should get some time at meetings.",
        ),
    ],
    ids=["exception dropped", "exception turned", "strength", "fact for a wish", "equal"],
)
def test_what_says_something_else_is_not_carried(wording: str, other: str) -> None:
    assert not holds(wording, other)


def test_from_the_cosine_close_on_one_word_is_enough() -> None:
    wording, other = "Rivers should be open to all.", "Rivers should be free for anybody's boats."
    much = Demands(0.4, 0.9, verb=False)
    assert not holds(wording, other, much)
    assert holds(wording, other, Demands(0.4, 0.9, verb=False, close=0.55))


def test_exceptions_take_one_form_and_only_if_turns_what_is_said() -> None:
    assert in_one_form("liable only if it disobeys") == ("liable unless it disobeys", 1)
    assert in_one_form("not liable except where it disobeys") == (
        "not liable unless it disobeys",
        0,
    )


def test_what_must_be_is_softened_and_nothing_else() -> None:
    assert softened("Networks must be open and shall stay so.") == (
        "Networks should be open and should stay so."
    )
    assert softened("Networks need to be open.") == "Networks need to be open."


def test_more_claims_ask_for_more_words_and_a_nearer_sense() -> None:
    most = Demands(0.6, 0.5)
    steps = [raised(LITTLE, most, doublings) for doublings in (0, 1, 2)]
    assert steps[0] == LITTLE
    assert steps[0].cosine < steps[1].cosine < steps[2].cosine
    assert raised(LITTLE, most, 50).rare_words == most.rare_words


def test_rare_words_weigh_more_than_common_ones() -> None:
    texts = (
        "Governments should protect encryption.",
        "Governments should protect libraries.",
        "Governments should protect spectrum.",
    )
    rarity = rarity_of([the_claim(str(n), text) for n, text in enumerate(texts)])
    assert rarity.recall(texts[0], texts[0]) == 1.0
    assert rarity.recall(texts[0], texts[1]) == 0.0


def test_synonyms_are_one_word() -> None:
    claims = [the_claim("A", "People should buy ships."), the_claim("B", "Rivers should be clean.")]
    rarity = rarity_of(claims)
    assert rarity.recall("People should buy ships.", "People should purchase ships.") == 1.0


@pytest.mark.parametrize(
    ("wording", "other"),
    [
        ("A ticket should cost 5 cents rather than 10.", "A ticket should cost 10 cents."),
        (
            "A ticket should cost 5 cents rather than 10.",
            "A ticket should cost 10 cents rather than 5.",
        ),
        (
            "A ticket should cost 5 cents instead of 10.",
            "A ticket should cost 5 cents and not 20.",
        ),
        ("A ticket should cost 5 cents, not 10.", "A ticket should cost 5 cents."),
    ],
)
def test_a_number_that_is_not_wanted_is_no_agreement(wording: str, other: str) -> None:
    assert not holds(wording, other)


def test_who_rejects_a_number_besides_still_wants_the_other() -> None:
    assert holds("A ticket should cost 5 cents.", "A ticket should cost 5 cents rather than 10.")


@pytest.mark.parametrize(
    ("wording", "other"),
    [
        (
            "A ticket should cost one euro rather than two.",
            "A ticket should cost two euros rather than one.",
        ),
        (
            "Ferries should run on wind rather than oil.",
            "Ferries should run on oil rather than wind.",
        ),
        (
            "Guests of the harbour should be required to work.",
            "Guests of the harbour should get a helping hand.",
        ),
        (
            "Sails should not be called clean, they use the cloth of the earth.",
            "Sails and masts cannot be made without cloth of the earth.",
        ),
    ],
    ids=["numbers turned", "words turned", "the act is another", "a fact is no wish"],
)
def test_what_shares_words_may_say_something_else(wording: str, other: str) -> None:
    assert not holds(wording, other)

"""Views said in other words or another language: only where a tight cluster stands apart."""

from __future__ import annotations

import numpy as np
import pytest

from conspectus.engine.paraphrase_agreement import rarity_of
from conspectus.engine.paraphrases import FEW, WIDE_GAP, paraphrased_views, wide_gap
from conspectus.engine.passages import Claim
from tests.factories_corpus import the_claim

LIBRARIES = "Public libraries should offer access to the network without charge."
LIBRARIES_TOO = "Access to the network should be offered by public libraries without charge."
LIBRARIES_FR = "Les bibliothèques publiques devraient offrir un accès gratuit au réseau."
OTHERS = (
    "Governments should protect the privacy of all users.",
    "Encryption must stay legal in every country of the world.",
    "Root servers should be run by independent operators.",
    "Spectrum should be shared with community networks.",
    "Schools should teach children how networks work.",
)


def merged(
    same: list[Claim], others: tuple[str, ...] = OTHERS
) -> list[tuple[str, tuple[str, ...]]]:
    """Views of claims whose vectors are the same for ``same`` and far apart for the others."""
    claims = [*same, *(the_claim(f"Other {n}", text) for n, text in enumerate(others))]
    matrix = np.zeros((len(claims), len(others) + 1), dtype=np.float32)
    matrix[: len(same), 0] = 1.0
    for n in range(len(others)):
        matrix[len(same) + n, n + 1] = 1.0
    rows = {claim.id: row for row, claim in enumerate(claims)}
    found = paraphrased_views(claims, rows, matrix, lambda holder: (holder,))
    return [(view.clause, view.holders) for view in found]


def test_the_same_wish_in_other_words_is_one_view() -> None:
    assert merged([the_claim("A", LIBRARIES), the_claim("B", LIBRARIES_TOO)]) == [
        ("public libraries should offer access to the network without charge", ("a", "b"))
    ]


def test_a_foreign_sentence_is_left_to_the_match_across_languages() -> None:
    english = [the_claim("A", LIBRARIES), the_claim("C", LIBRARIES_TOO)]
    french = the_claim("B", LIBRARIES_FR, language="fr")
    assert {holders for _, holders in merged([*english, french])} == {("a", "c")}
    assert merged([english[0], french]) == []


@pytest.mark.parametrize(
    "other",
    [
        "Public libraries should not offer access to the network without charge.",
        "All 45 public libraries should offer access to the network without charge.",
        "Some ministers say that public libraries should offer access without charge.",
    ],
    ids=["negation", "number", "relayed (14)"],
)
def test_near_vectors_alone_merge_nothing(other: str) -> None:
    assert merged([the_claim("A", LIBRARIES), the_claim("B", other)]) == []


def test_one_holder_alone_shares_nothing() -> None:
    assert merged([the_claim("A", LIBRARIES)]) == []
    assert paraphrased_views([], {}, np.zeros((0, 2), dtype=np.float32), lambda _: ()) == ()


def test_more_claims_ask_for_a_wider_gap() -> None:
    assert wide_gap(10) == wide_gap(FEW) == WIDE_GAP
    gaps = [wide_gap(FEW * 2**n) for n in range(6)]
    assert gaps == sorted(set(gaps))


def test_rare_words_weigh_more_than_common_ones() -> None:
    claims = [
        the_claim("A", "Governments should protect encryption."),
        the_claim("B", "Governments should protect libraries."),
        the_claim("C", "Governments should protect spectrum."),
    ]
    rarity = rarity_of(claims)
    assert rarity.recall(claims[0], claims[0]) == 1.0
    assert rarity.recall(claims[0], claims[1]) == 0.0

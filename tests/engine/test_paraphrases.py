"""Views said in other words or another language: only where a tight cluster stands apart."""

from __future__ import annotations

import numpy as np
import pytest

from conspectus.engine.paraphrases import (
    FEW,
    SENTENCES,
    paraphrased_views,
    reworded_views,
    wide_gap,
)
from conspectus.engine.passages import Claim
from tests.factories_corpus import the_claim

LIBRARIES = "Public libraries should offer access to the network without charge."
LIBRARIES_TOO = "Access to the network should be offered by public libraries without charge."
LIBRARIES_FR = "Les bibliothèques publiques devraient offrir un accès gratuit au réseau."
LONG = (
    "Access to the network without any charge should be offered by each of the public libraries of "
    "towns and villages, as was done by most of them in the years after they were built."
)
"""Too long for a wording."""
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


def test_who_speaks_of_one_of_several_is_given_that_one_alone() -> None:
    several = "Village shops and public libraries should offer access without charge."
    assert merged([the_claim("A", several), the_claim("B", LONG)]) == [
        ("public libraries should offer access without charge", ("a", "b"))
    ]


def test_of_two_wordings_the_one_with_least_of_one_holder_alone_is_printed() -> None:
    alone = "Public libraries should offer free network access, quietly and near old harbours."
    three = [the_claim("A", alone), the_claim("B", LIBRARIES), the_claim("C", LIBRARIES_TOO)]
    assert merged(three) == [
        ("public libraries should offer access to the network without charge", ("a", "b", "c"))
    ]


def test_a_reason_of_one_holder_is_nobody_elses() -> None:
    reason = LIBRARIES.rstrip(".") + ", so that fishermen can read the weather."
    assert merged([the_claim("A", reason), the_claim("B", LONG)]) == [
        ("public libraries should offer access to the network without charge", ("a", "b"))
    ]


def test_what_a_comma_sets_off_is_nobody_elses() -> None:
    aside = LIBRARIES.rstrip(".") + ", near harbours and run by volunteers."
    assert merged([the_claim("A", aside), the_claim("B", LONG)]) == [
        ("public libraries should offer access to the network without charge", ("a", "b"))
    ]


def test_how_often_is_nobody_elses_unless_all_say_how_often() -> None:
    yearly = "Public libraries should publish each year the prices of access to the network."
    other = (
        "The prices of access to the network should be published by all of the public libraries "
        "of towns and villages, as was done by most of them in the time after they were built."
    )
    assert merged([the_claim("A", yearly), the_claim("B", other)]) == [
        ("public libraries should publish the prices of access to the network", ("a", "b"))
    ]
    too = "Every month " + other[:1].lower() + other[1:]
    assert merged([the_claim("A", yearly), the_claim("B", too)]) == [
        (
            "public libraries should publish each year the prices of access to the network",
            ("a", "b"),
        )
    ]
    three = [the_claim("A", yearly), the_claim("B", other), the_claim("C", too)]
    ((clause, holders),) = merged(three)
    assert clause == "public libraries should publish the prices of access to the network"
    assert holders == ("a", "b", "c")


def test_a_number_in_words_is_given_to_nobody_else() -> None:
    three = "The secretariat should be funded for three years at a time."
    several = "The secretariat should be funded for a period of several years at a time."
    assert [clause for clause, _ in merged([the_claim("A", three), the_claim("B", several)])] == [
        "the secretariat should be funded for a period of several years at a time"
    ]


def test_who_is_to_get_something_is_nobody_elses_word_where_another_wording_serves() -> None:
    members = "Members should be offered access to the network by libraries without charge."
    users = "Users should be offered access to the network by public libraries without charge."
    all_of_them = "All users should get access to the network from the libraries without charge."
    three = [
        the_claim(name, text)
        for name, text in zip("ABC", (members, users, all_of_them), strict=True)
    ]
    ((clause, _),) = merged(three)
    assert "users" in clause.lower()


def test_what_is_encouraged_is_not_said_to_be_wanted() -> None:
    encouraged = "Public libraries are encouraged to offer access to the network without charge."
    assert merged([the_claim("A", LIBRARIES), the_claim("B", encouraged)]) == []


def test_one_holder_alone_shares_nothing() -> None:
    assert merged([the_claim("A", LIBRARIES)]) == []
    assert paraphrased_views([], {}, np.zeros((0, 2), dtype=np.float32), lambda _: ()) == ()


def test_more_claims_ask_for_a_wider_gap() -> None:
    assert wide_gap(10) == wide_gap(FEW) == SENTENCES.wide
    gaps = [wide_gap(FEW * 2**n) for n in range(6)]
    assert gaps == sorted(set(gaps))


def test_what_some_must_and_others_should_is_said_of_all_as_should() -> None:
    must = "All public libraries must offer access to the network without charge to everyone."
    also = "Public libraries must offer access to the network without charge."
    assert merged([the_claim("A", must), the_claim("B", also), the_claim("C", LIBRARIES)]) == [
        ("public libraries should offer access to the network without charge", ("a", "b", "c"))
    ]


def test_without_vectors_common_words_tell_where_a_cluster_stands_apart() -> None:
    claims = [the_claim("A", LIBRARIES), the_claim("B", LIBRARIES_TOO)]
    claims += [the_claim(f"Other {n}", text) for n, text in enumerate(OTHERS)]
    found = reworded_views(claims, lambda holder: (holder,))
    assert [view.holders for view in found] == [("a", "b")]


def test_a_loose_cluster_that_stands_apart_is_found_as_a_whole() -> None:
    """B and C stand at 0.3 of one another, but each nearer to A and all far from the rest."""
    claims = [
        the_claim("A", LIBRARIES),
        the_claim("B", LIBRARIES_TOO),
        the_claim("C", "Free access to the network should be offered by each public library."),
        *(the_claim(f"Other {n}", f"Governments should protect river {n}.") for n in range(120)),
    ]
    likeness = [[1.0, 0.62, 0.52], [0.62, 1.0, 0.3], [0.52, 0.3, 1.0]]
    matrix = np.eye(len(claims), dtype=np.float32)
    matrix[:3, :3] = np.linalg.cholesky(np.array(likeness))
    rows = {claim.id: row for row, claim in enumerate(claims)}
    found = paraphrased_views(claims, rows, matrix, lambda holder: (holder,))
    assert [view.holders for view in found] == [("a", "b", "c")]

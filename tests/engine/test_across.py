"""Holders in other languages stand under a wording only where they say the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from conspectus.engine.across import joined_across, questions_of, threshold_among
from conspectus.engine.across_agreement import agree
from conspectus.engine.across_wordings import own_wordings
from conspectus.engine.cross_language import THRESHOLD
from conspectus.engine.embedding import Vectors
from conspectus.engine.passages import Claim
from conspectus.engine.theming import Themed
from conspectus.engine.verdicts import Verdicts
from conspectus.engine.views import DraftView
from tests.factories_corpus import THEMES, the_claim

LIBRARIES = "Public libraries should offer access to the network without charge."
LIBRARIES_FR = "Les bibliothèques publiques devraient offrir un accès gratuit au réseau."
LIBRARIES_ES = "Las bibliotecas públicas deberían ofrecer acceso gratuito a la red."
CLAUSE = "public libraries should offer access to the network without charge"
OTHERS = (
    "Governments should protect the privacy of all users.",
    "Encryption must stay legal in every country of the world.",
    "Root servers should be run by independent operators.",
    "Spectrum should be shared with community networks.",
    "Schools should teach children how networks work.",
)


def themed_of(same: Sequence[Claim]) -> Themed:
    """Claims whose vectors are the same for ``same`` and far apart for the others."""
    claims = (*same, *(the_claim(f"Other {n}", text) for n, text in enumerate(OTHERS)))
    matrix = np.zeros((len(claims), len(OTHERS) + 1), dtype=np.float32)
    matrix[: len(same), 0] = 1.0
    for n in range(len(OTHERS)):
        matrix[len(same) + n, n + 1] = 1.0
    return Themed(
        claims=claims,
        themes=THEMES,
        scores={},
        leanings={},
        vectors={claim.id: row for row, claim in enumerate(claims)},
        matrix=matrix,
        model=None,  # type: ignore[arg-type]  # themes are no matter here
    )


def encode(texts: Sequence[str]) -> Vectors:
    """Wordings about libraries in one direction, all others in a second one."""
    found = np.zeros((len(texts), len(OTHERS) + 1), dtype=np.float32)
    for row, text in enumerate(texts):
        found[row, 0 if "libraries" in text else 1] = 1.0
    return found


def joined(*same: Claim, shared: Sequence[DraftView] = ()) -> list[tuple[str, tuple[str, ...]]]:
    found = joined_across(
        shared,
        themed_of(same),
        encode,
        lambda claim: own_wordings(claim, (claim.holder,), lambda _: True),
        Verdicts(),
    )
    return [(view.clause, view.holders) for view in found]


def test_a_foreign_sentence_makes_a_view_with_a_wording_of_the_papers_language() -> None:
    french = the_claim("B", LIBRARIES_FR, language="fr")
    spanish = the_claim("C", LIBRARIES_ES, language="es")
    assert joined(the_claim("A", LIBRARIES), french) == [(CLAUSE, ("a", "b"))]
    assert joined(the_claim("A", LIBRARIES), french, spanish) == [(CLAUSE, ("a", "b", "c"))]


def test_a_foreign_sentence_joins_a_view_that_is_shared_already() -> None:
    first, second = the_claim("A", LIBRARIES), the_claim("D", LIBRARIES)
    view = DraftView(clause=CLAUSE, theme=None, claims={"a": (first,), "d": (second,)})
    french = the_claim("B", LIBRARIES_FR, language="fr")
    assert joined(first, second, french, shared=[view]) == [(CLAUSE, ("a", "b", "d"))]


@pytest.mark.parametrize(
    "french",
    [
        "Les bibliothèques publiques ne devraient pas offrir un accès gratuit au réseau.",
        "Les bibliothèques publiques devraient offrir un accès gratuit si les moyens suffisent.",
        "Les bibliothèques publiques peuvent, il est important de le dire, offrir un accès.",
        "Certains estiment que les bibliothèques devraient offrir un accès gratuit au réseau.",
    ],
    ids=["negation", "condition", "weaker", "relayed (14)"],
)
def test_near_vectors_alone_join_nothing(french: str) -> None:
    assert joined(the_claim("A", LIBRARIES), the_claim("B", french, language="fr")) == []


def test_a_figure_of_the_wording_must_return() -> None:
    english = the_claim("A", "At least three public libraries should offer access to the network.")
    assert joined(english, the_claim("B", LIBRARIES_FR, language="fr")) == []
    three = "Au moins trois bibliothèques publiques devraient offrir un accès au réseau."
    assert len(joined(english, the_claim("B", three, language="fr"))) == 1


def test_a_sentence_far_from_every_wording_joins_nothing() -> None:
    other = "Les câbles sous-marins devraient être protégés par les États riverains."
    claims = [the_claim("A", LIBRARIES), the_claim("B", other, language="fr")]
    themed = themed_of(claims)
    assert themed.matrix is not None
    themed.matrix[1] = np.eye(len(OTHERS) + 1, dtype=np.float32)[3]
    found = joined_across(
        (),
        themed,
        encode,
        lambda claim: own_wordings(claim, (claim.holder,), lambda _: True),
        Verdicts(),
    )
    assert all("b" not in view.holders or "libraries" not in view.clause for view in found)


def test_a_person_is_asked_about_each_match() -> None:
    english, french = the_claim("A", LIBRARIES), the_claim("B", LIBRARIES_FR, language="fr")
    view = DraftView(clause=CLAUSE, theme=None, claims={"a": (english,), "b": (french,)})
    (question,) = questions_of([view])
    assert question.passages == (french.id,)
    assert CLAUSE in question.question
    assert questions_of([DraftView(clause=CLAUSE, theme=None, claims={"b": (french,)})]) == ()


def test_more_passages_ask_for_a_closer_match() -> None:
    assert threshold_among(10) == threshold_among(300) == THRESHOLD
    bars = [threshold_among(300 * 2**n) for n in range(6)]
    assert bars == sorted(set(bars))


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        (
            "We ask the operators of root servers to place instances in every region.",
            "the operators of root servers should place instances in every region",
        ),
        (
            "We ask that universal service funds publish what they collect and spend.",
            "universal service funds should publish what they collect and spend",
        ),
        (
            "On names and numbers, we take the view that oversight should be shared by all.",
            "oversight should be shared by all",
        ),
    ],
)
def test_wishes_and_thoughts_become_clauses(sentence: str, clause: str) -> None:
    found = own_wordings(the_claim("A", sentence), ("a",), lambda _: True)
    assert [wording.clause for wording in found] == [clause]


def test_what_a_reader_cannot_know_becomes_no_wording() -> None:
    assert own_wordings(the_claim("A", LIBRARIES), ("a",), lambda _: False) == []


@pytest.mark.parametrize(
    ("sentence", "language", "same"),
    [
        ("El billete debería costar un euro en lugar de dos.", "es", True),
        ("El billete debería costar dos euros en lugar de uno.", "es", False),
        ("O bilhete deveria custar dois euros em vez de um.", "pt", False),
        ("Le billet devrait coûter deux euros au lieu d’un.", "fr", False),
        ("El billete debería costar un euro.", "es", False),
    ],
)
def test_one_rather_than_two_is_not_two_rather_than_one(
    sentence: str, language: str, *, same: bool
) -> None:
    clause = "a ticket should cost one euro rather than two"
    assert agree(clause, the_claim("Birch", sentence, language=language)) is same


@pytest.mark.parametrize(
    ("sentence", "language", "same"),
    [
        ("La plaza debería seguir abierta a los coches.", "es", True),
        ("La plaza debería cerrarse a los coches.", "es", False),
        ("A praça deveria ser fechada aos carros.", "pt", False),
        ("La place devrait fermer aux voitures.", "fr", False),
        ("Следует закрыть площадь для машин.", "ru", False),
        ("市中心的广场应该对汽车关闭。", "zh", False),
        ("Debería mantenerse el acceso de coches a la plaza.", "es", True),
    ],
)
def test_open_is_not_closed_in_any_language(sentence: str, language: str, *, same: bool) -> None:
    clause = "the square should stay open to cars"
    assert agree(clause, the_claim("Birch", sentence, language=language)) is same

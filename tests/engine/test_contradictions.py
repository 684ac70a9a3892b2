"""Clauses turned round: what one affirms and another denies."""

from __future__ import annotations

from conspectus.engine.oppositions import find_oppositions
from tests.factories_corpus import THEMES, the_claim

OPEN = "The harbour road should be widened and should be closed to cars at night."
CLOSED = "The harbour road should be closed to cars at night."
NOT_CLOSED = "The harbour road should not be closed to cars at night."
HALF_TURNED = "The harbour road should not be widened and should be closed to cars at night."


def found(*sentences: str) -> list[tuple[str, ...]]:
    claims = [the_claim(f"Union {n}", sentence) for n, sentence in enumerate(sentences)]
    oppositions, _ = find_oppositions(claims, (), THEMES, names_of=lambda holder: (holder,))
    return [tuple(view.clause for view in one.views) for one in oppositions]


def test_a_denied_clause_excludes_the_same_affirmed() -> None:
    assert found(CLOSED, NOT_CLOSED) == [
        (
            "the harbour road should be closed to cars at night",
            "the harbour road should not be closed to cars at night",
        )
    ]


def test_a_clause_of_two_norms_is_not_turned_in_one_of_them() -> None:
    assert found(OPEN, HALF_TURNED) == []

"""The gate before the plan: who may stand under a shared wording."""

from __future__ import annotations

from conspectus.engine.verdicts import Verdicts
from conspectus.engine.verified import verified_shared
from conspectus.engine.views import DraftView
from tests.factories_corpus import the_claim

CLAUSE = "operators should tell one another of incidents across borders"


def holders(**texts: str) -> list[str]:
    """Who is left under the paraphrased view of these holders."""
    claims = {name.lower(): (the_claim(name, text),) for name, text in texts.items()}
    view = DraftView(clause=CLAUSE, theme=None, claims=claims, paraphrased=True)
    return [name for kept in verified_shared([view], Verdicts()) for name in kept.holders]


def test_who_asks_for_it_in_other_words_stays() -> None:
    found = holders(
        Ash="Operators should tell one another of incidents across borders.",
        Birch="The Commission urges operators to warn their counterparts abroad of incidents.",
    )
    assert found == ["ash", "birch"]


def test_who_only_tells_what_is_does_not_stand_under_a_wish() -> None:
    found = holders(
        Ash="Operators should tell one another of incidents across borders.",
        Birch="Operators must warn their counterparts abroad of incidents.",
        Cedar="The association reviews incidents abroad and requires operators to explain them.",
    )
    assert found == ["ash", "birch"]

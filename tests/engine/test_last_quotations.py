"""Of a contributor who would be cited nowhere, the best words that there are."""

from __future__ import annotations

import pytest

from conspectus.engine.last_quotations import last_quotations
from conspectus.engine.passages import Claim
from conspectus.engine.theming import Themed, assign
from conspectus.engine.vocabulary import vocabulary_of
from tests.factories_corpus import THEMES, a_holder, a_source, the_claims

ALDER = a_holder("Alder Union")
QUIET = "Bus stops should be quiet at night."


def themed(*claims: Claim) -> Themed:
    return assign(claims, THEMES, {}, None, None, 1)


def last(*sentences: str) -> list[str]:
    claims = the_claims(ALDER, *sentences)
    vocabulary = vocabulary_of([a_source("1", ALDER, *sentences)], ())
    found = last_quotations(themed(*claims), {ALDER.id}, vocabulary)
    for view in found:
        (cut,) = view.claims[ALDER.id]
        assert cut.text == view.clause
        assert view.clause in sentences[0]
    return [view.clause for view in found]


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        (
            "The ferry companies must lower the fares for pupils. report from the harbour office",
            "The ferry companies must lower the fares for pupils.",
        ),
        (
            "Hence, the ferry companies must find a way to lower the fares for pupils.",
            "the ferry companies must find a way to lower the fares for pupils.",
        ),
        (
            "Neutrality of harbours Charging fees must follow technical criteria in all ports.",
            "Charging fees must follow technical criteria in all ports.",
        ),
        (
            "Understanding the tides is fundamental to shipping; threats need thecontext too.",
            "Understanding the tides is fundamental to shipping",
        ),
        (
            "The ferry compnaies must find a way to lower the fares for pupils.",
            "The ferry compnaies must find a way to lower the fares for pupils.",
        ),
    ],
)
def test_the_part_that_stands_alone_is_quoted(sentence: str, quoted: str) -> None:
    assert last(sentence) == [quoted]


@pytest.mark.parametrize(
    "sentence",
    [
        "These deficits should be addressed by all governments of the world.",  # points back
        "Some governments have argued that ferries should be free of charge.",  # others' words
        "The port was essential for the trade of the island in the last century.",  # history
        "Ferries should be free of charge; not, however, those for tourists.",  # drops a "not"
        "The ferry compnaies must find a solutoin for the pupils.",  # garbled
        "The island has three ports and a lighthouse, says the need of the guide.",  # no view
    ],
)
def test_what_is_no_view_or_does_not_stand_alone_stays_unsaid(sentence: str) -> None:
    assert last(sentence) == []


def test_of_each_holder_one_and_only_of_the_sources_asked_for() -> None:
    claims = the_claims(ALDER, QUIET, "Ferries should be free of charge for pupils.")
    vocabulary = vocabulary_of([a_source("1", ALDER, QUIET)], ())
    assert len(last_quotations(themed(*claims), {ALDER.id}, vocabulary)) == 1
    assert last_quotations(themed(*claims), set(), vocabulary) == []

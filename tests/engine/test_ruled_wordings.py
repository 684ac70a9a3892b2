"""A wording that a person gives a view is printed as far as its holders' words let it stand."""

from __future__ import annotations

import dataclasses

import pytest

from conspectus.engine.corpus import Correction
from conspectus.engine.corrections import passage_key, rulings_of
from conspectus.engine.revision.revising import ACT_NOT_IN_TEXT
from conspectus.engine.synthesis import synthesize
from conspectus.engine.verification.wordings import Said, problems_of_wording
from tests.engine.test_corrections import corpus, passages, views_of

SAID = [
    Said("A", "Access should be free for all schools within 5 years.", "en"),
    Said("A", "We met in June.", "en"),
    Said("B", "L'accès devrait être gratuit pour toutes les écoles d'ici 5 ans.", "fr"),
]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("access should be free for schools", []),
        ("schools should be given access within 5 years", []),
        ("access should not be free for schools", ["V4", "V4"]),
        ("access should be free for schools within 6 years", ["V3", "V3"]),
        ("the ITU should give free access to schools", ["V3", "V3"]),
        ("access is “free” for schools", ["V2"]),
        ("access should be free for schools “", ["V2"]),
        ("...", ["V1"]),
        ("access should be free, as most contributors agree", ["V6"]),
        ("access should be paid for by the World Bank", ["V3", "V3"]),
        ("schools must have free access", []),  # "we met" says nothing of strength
    ],
)
def test_figures_acronyms_and_denials_are_those_of_each_holder(words, codes):
    assert [one.code for one in problems_of_wording(words, "en", SAID, alone=False)] == codes


@pytest.mark.parametrize(
    ("words", "strays"),
    [
        ("access should be free", False),
        ("access must be free", True),
        ("access may be free", True),
        ("access is to be free", False),
    ],
)
def test_strength_is_that_of_the_holders_in_the_language_of_the_wording(words, strays):
    found = problems_of_wording(words, "en", [SAID[0], SAID[2]], alone=False)
    assert [one.holder for one in found] == ["A"] * strays


def test_a_wording_that_strays_is_not_printed_and_it_is_said_why():
    key = passages()[1]
    text = "privacy deserves the protection of governments"
    right = Correction(kind="wording", view_of=key, value=text, at="2026-01-01")
    wrong = dataclasses.replace(right, value=f"{text} by 2031", at="2026-01-02")
    paper = synthesize(corpus(wrong))
    wordings = {w for view in paper.views for w in view.wordings if view.id in views_of(paper, key)}
    assert not any("2031" in one for one in wordings)
    told = [one for one in paper.doubts if one.kind == ACT_NOT_IN_TEXT]
    assert ["2031" in one.question for one in told] == [True]
    assert passage_key(key) in told[0].passages
    assert rulings_of([right]).wordings == ((text, frozenset({key})),)

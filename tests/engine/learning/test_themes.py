"""Themes that people gave to passages are learnt for those that nobody has looked at."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from conspectus.engine.corpus import Correction, ThemeSpec
from conspectus.engine.corrections import passage_key, rulings_of
from conspectus.engine.learning.effect import ENOUGH
from conspectus.engine.learning.themes import with_learnt_themes
from conspectus.engine.themes import Texts, learn_themes
from conspectus.engine.theming import GENERAL, Themed
from tests.factories_corpus import the_claim

EACH = 40
SUBJECTS = ("harbour", "orchard")
SPECS = (ThemeSpec(id="sea", name="Sea"), ThemeSpec(id="land", name="Land"))


@pytest.fixture
def themed() -> Themed:
    """Claims of two subjects, all of which the engine puts under the first theme, unsurely."""
    chance = np.random.default_rng(3)
    claims, rows = [], []
    for subject, word in enumerate(SUBJECTS):
        for n in range(EACH):
            claims.append(
                the_claim(f"Holder {word} {n}", f"The {word} number{n} should be kept open.")
            )
            rows.append(np.eye(24)[subject] * 2 + 0.3 * chance.normal(size=24))
    matrix = np.array(rows, dtype=np.float32)
    ids = [claim.id for claim in claims]
    return Themed(
        claims=tuple(replace(claim, theme="sea") for claim in claims),
        themes=(*SPECS, ThemeSpec(id=GENERAL, name="General comments")),
        scores=dict.fromkeys(ids, 0.2),
        vectors={one: row for row, one in enumerate(ids)},
        matrix=matrix / np.linalg.norm(matrix, axis=1, keepdims=True),
        model=learn_themes(Texts(texts=[]), ()),
        leanings=dict.fromkeys(ids, (0.55, 0.45)),
    )


def given(themed: Themed, each: int) -> list[Correction]:
    """The first ``each`` of either subject under their theme."""
    return [
        Correction(kind="theme", passages=(themed.claims[EACH * subject + n].id,), value=theme)
        for subject, theme in enumerate(("sea", "Land"))
        for n in range(each)
    ]


def test_what_is_like_the_answered_passages_follows_them(themed: Themed) -> None:
    rulings = rulings_of(given(themed, 25))
    learnt, effect = with_learnt_themes(themed, rulings)
    assert (effect.answers, effect.before, effect.used) == (50, 25, True)
    assert effect.after >= 45
    unanswered = [c.theme for c in learnt.claims if passage_key(c.id) not in rulings.themes]
    assert len(unanswered) == 30
    assert unanswered[15:].count("land") >= 13
    assert unanswered[:15].count("sea") >= 13
    assert np.argmax(learnt.leanings[learnt.claims[-1].id]) == 1


def test_too_few_answers_teach_nothing_yet(themed: Themed) -> None:
    learnt, effect = with_learnt_themes(themed, rulings_of(given(themed, ENOUGH - 1)))
    assert learnt is themed
    assert (effect.answers, effect.rarest, effect.enough) == (38, ENOUGH - 1, False)


def test_what_judges_no_better_is_not_used(themed: Themed) -> None:
    right = themed.claims[:EACH]
    rest = tuple(replace(c, theme="land") for c in themed.claims[EACH:])
    sure = replace(themed, claims=(*right, *rest))
    learnt, effect = with_learnt_themes(sure, rulings_of(given(sure, 25)))
    assert learnt is sure
    assert not effect.used
    assert effect.before == 50


def test_without_answers_nothing_is_told(themed: Themed) -> None:
    learnt, effect = with_learnt_themes(themed, rulings_of([]))
    assert learnt is themed
    assert effect.answers == 0

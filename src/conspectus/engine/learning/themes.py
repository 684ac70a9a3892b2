"""Themes as people have given them to passages, learnt for passages that nobody has looked at.

For each theme that people gave to enough passages, and not to enough others, a classifier starts
from the probability that is shipped and is moved by the answers about what is like a passage. It
is used where it judges more of the answers as people did, each held out in its turn; a theme that a
person gave holds in any case (``corrected_views``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from conspectus.engine.corrected_views import theme_ids
from conspectus.engine.corrections import Rulings, passage_key
from conspectus.engine.learning.claims import ClaimSpace, claim_space, likeness_of
from conspectus.engine.learning.effect import ENOUGH, Effect
from conspectus.engine.learning.pairs import OF_LIKENESS, OF_OFFSET
from conspectus.engine.learning.regression import Floats, learn, probability
from conspectus.engine.theming import GENERAL, Themed

WHAT: Final = "themes"
FLOOR: Final = 1e-3
ABANDONED: Final = 2.0
"""Log-odds against a theme from which a claim leaves it where no other is known."""


def with_learnt_themes(themed: Themed, rulings: Rulings) -> tuple[Themed, Effect]:
    """The claims under the themes that the answers teach, and how well they do."""
    given = _given(themed, rulings)
    labels = [theme for _, theme in given]
    learnt = [
        theme
        for theme in (spec.id for spec in themed.themes if spec.id != GENERAL)
        if min(labels.count(theme), len(labels) - labels.count(theme)) >= ENOUGH
    ]
    rarest = max((min(labels.count(t), len(labels) - labels.count(t)) for t in labels), default=0)
    effect = Effect(what=WHAT, answers=len(labels), rarest=rarest)
    if not learnt:
        return themed, effect
    rows = [row for row, _ in given]
    keys = {passage_key(claim.id): row for row, claim in enumerate(themed.claims)}
    space = claim_space(themed.claims, themed.matrix, keys)
    every = list(range(len(themed.claims)))
    moved, without = _log_odds(themed, space, rows, labels, learnt, every)
    now = [themed.claims[row].theme for row in rows]
    after = [_decided(theme, odds, learnt) for theme, odds in zip(now, without, strict=True)]
    effect = replace(
        effect,
        before=sum(one == label for one, label in zip(now, labels, strict=True)),
        after=sum(one == label for one, label in zip(after, labels, strict=True)),
    )
    if effect.after <= effect.before:
        return themed, effect
    claims = tuple(
        replace(claim, theme=_decided(claim.theme, odds, learnt))
        for claim, odds in zip(themed.claims, moved, strict=True)
    )
    moved_to = _leanings(themed, learnt, moved)
    return replace(themed, claims=claims, leanings=moved_to), replace(effect, used=True)


def _leanings(
    themed: Themed, learnt: Sequence[str], log_odds: Floats
) -> dict[str, tuple[float, ...]]:
    """Claim id → probability of each theme: views go where their passages lean."""
    table = _table(themed)
    table[:, _columns(themed, learnt)] = probability(log_odds)
    table /= table.sum(axis=1, keepdims=True)
    return {claim.id: tuple(row) for claim, row in zip(themed.claims, table.tolist(), strict=True)}


def _given(themed: Themed, rulings: Rulings) -> list[tuple[int, str]]:
    """(row of a claim, theme that a person gave it), each claim once, in their order."""
    ids = theme_ids(themed.themes)
    found: dict[str, tuple[int, str]] = {}
    for row, claim in enumerate(themed.claims):
        theme = ids.get(rulings.themes.get(passage_key(claim.id), "").casefold())
        if theme is not None:
            found.setdefault(passage_key(claim.id), (row, theme))
    return sorted(found.values())


def _log_odds(
    themed: Themed,
    space: ClaimSpace,
    rows: Sequence[int],
    labels: Sequence[str],
    learnt: Sequence[str],
    every: Sequence[int],
) -> tuple[Floats, Floats]:
    """(of every claim, of the answered ones held out): float64 (n, learnt themes) each."""
    near = OF_LIKENESS * likeness_of(space.cosines(every, rows)) + OF_OFFSET
    shipped = _shipped(themed, learnt)
    moved, without = np.empty_like(shipped), np.empty((len(rows), len(learnt)))
    for column, theme in enumerate(learnt):
        yes = np.array([label == theme for label in labels], dtype=bool)
        prior = shipped[list(rows), column]
        lesson = learn(near[list(rows)], prior, yes)
        moved[:, column] = shipped[:, column] + near @ lesson.pull
        without[:, column] = lesson.without
    return moved, without


def _shipped(themed: Themed, learnt: Sequence[str]) -> Floats:
    """Log-odds of themes as they are without answers: float64 (claims, learnt themes)."""
    shares = np.clip(_table(themed)[:, _columns(themed, learnt)], FLOOR, 1 - FLOOR)
    return np.asarray(np.log(shares) - np.log(1 - shares))


def _table(themed: Themed) -> Floats:
    """Probability of each theme but the general comments: float64 (claims, themes)."""
    return np.array([themed.leanings[claim.id] for claim in themed.claims], dtype=np.float64)


def _columns(themed: Themed, learnt: Sequence[str]) -> list[int]:
    place = {spec.id: column for column, spec in enumerate(themed.themes)}
    return [place[theme] for theme in learnt]


def _decided(now: str | None, odds: Floats, learnt: Sequence[str]) -> str | None:
    """The theme of a claim whose theme is ``now``, with the log-odds of the learnt ones.

    The likeliest learnt theme wins where it is likelier than not. A claim leaves a learnt one for
    the general comments only where it clearly is not of it.
    """
    best = int(np.argmax(odds))
    if odds[best] > 0:
        return learnt[best]
    if now in learnt and odds[learnt.index(now)] < -ABANDONED:
        return GENERAL
    return now

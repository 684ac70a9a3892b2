"""What a finished paper leaves in doubt, for the rapporteur's queue; the paper does not change.

Cheap and deterministic: words, counts and cues, no model. Each kind asks at most ``MOST``
questions, the surest doubts first. What the run itself doubted (``Paper.doubts``) stands beside
these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse

from conspectus.engine.corpus import Capacity
from conspectus.engine.cues import states_a_norm
from conspectus.engine.language import content_stems
from conspectus.engine.paper_parts import PaperData, Passage, View
from conspectus.engine.term_weights import TermWeights

MOST: Final = 60
NEAR: Final = 0.5
"""Cosine of two wordings' TF-IDF from which they may be one view; what is nearer is likelier."""
NEARER: Final = 0.05
"""By how much another theme must be nearer to a view than its own."""

_TOLD: Final = re.compile(
    r"\b(?:some|many|most|others|critics|observers|experts|governments|states|stakeholders|"
    r"participants|people|companies|delegations)\b[^.;]{0,40}?\b(?:argued?|believed?|claim(?:ed)?|"
    r"consider(?:ed)?|say|said|suggest(?:ed)?|think|thought|feel|felt|fear(?:ed)?)\b",
    re.IGNORECASE,
)
_BLAMES: Final = re.compile(
    r"\b(?:fail(?:s|ed|ure)?|criticis\w+|criticiz\w+|unacceptabl[ey]|blam\w+|abus\w+|violat\w+|"
    r"illegitimat\w+|irresponsibl[ey]|condemn\w*|refus(?:es|ed)|ignor(?:es|ed)|neglect\w*|"
    r"monopol\w+|domina(?:tes|ted|tion)|censor\w*|surveil\w*|discriminat\w+)\b",
    re.IGNORECASE,
)
_PAST: Final = re.compile(r"\b(?:was|were|had|has been|have been|in (?:19|20)\d\d)\b|\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question about passages (ids), the two that stand for both sides first.

    ``score``: the doubt, 0 to 1. ``theme``: the id of the theme that is proposed, if one is.
    """

    kind: str
    question: str
    passages: tuple[str, ...]
    score: float
    theme: str = ""


def questions_about(paper: PaperData) -> tuple[Asked, ...]:
    """All questions that the views and passages of ``paper`` raise, kind by kind."""
    texts = {source.id: source.text for source in paper.sources}
    words = {one.id: texts[one.source][one.start : one.end] for one in paper.passages}
    views = [view for view in paper.views if view.passages]
    rows = _rows([view.wordings[0] for view in views])
    own = [one for one in paper.passages if one.capacity is not Capacity.RELAYED and one.view]
    return (
        *_first(_same(views, rows)),
        *_first(_elsewhere(views, rows, {theme.id: theme.name for theme in paper.themes})),
        *_first(_told(own, words)),
        *_first(_facts(own, words, {source.id: source.language for source in paper.sources})),
        *_first(_blamed(own, words, paper)),
    )


def _first(found: Iterable[Asked]) -> list[Asked]:
    return sorted(found, key=lambda one: (-one.score, one.question, one.passages))[:MOST]


def _rows(wordings: Sequence[str]) -> sparse.csr_matrix:
    """Wordings as rows of TF-IDF over stems (n, terms), sparse."""
    return TermWeights.learn((content_stems(one) or (one,) for one in wordings), np.float64)[1]


def _same(views: Sequence[View], rows: sparse.csr_matrix) -> Iterator[Asked]:
    """Two views of a theme whose wordings are near."""
    product = (rows @ rows.T).tocoo()
    for i, j, score in zip(product.row, product.col, product.data, strict=True):
        one, two = views[i], views[j]
        if i >= j or score < NEAR or (one.theme, one.language) != (two.theme, two.language):
            continue
        yield Asked(
            kind="merge?",
            question=f"Are these one view? “{one.wordings[0]}” / “{two.wordings[0]}”",
            passages=(
                one.passages[0],
                two.passages[0],
                *one.passages[1:],
                *two.passages[1:],
            ),
            score=round(min(1.0, float(score)), 3),
        )


def _elsewhere(
    views: Sequence[View], rows: sparse.csr_matrix, names: Mapping[str, str]
) -> Iterator[Asked]:
    """A view that is nearer to the views of another theme than to those of its own."""
    themes = sorted({view.theme for view in views})
    if len(themes) < 2:
        return
    column = {theme: place for place, theme in enumerate(themes)}
    member = np.zeros((len(themes), len(views)))
    for place, view in enumerate(views):
        member[column[view.theme], place] = 1.0
    sizes = member.sum(axis=1)
    sums = np.asarray(member @ rows)
    near = np.asarray(rows @ sums.T)
    for place, view in enumerate(views):
        home = column[view.theme]
        # The view itself is no witness for its own theme.
        near[place, home] -= 1.0
        means = near[place] / np.maximum(1, sizes - (np.arange(len(themes)) == home))
        best = int(np.argmax(means))
        gain = float(means[best] - means[home])
        if best == home or gain < NEARER:
            continue
        name = names.get(themes[best], themes[best])
        yield Asked(
            kind="theme?",
            question=f"Does this belong to the theme {name}? “{view.wordings[0]}”",
            passages=view.passages,
            score=round(min(1.0, 0.2 + gain), 3),
            theme=themes[best],
        )


def _told(passages: Iterable[Passage], words: Mapping[str, str]) -> Iterator[Asked]:
    """An own passage that speaks of what others say."""
    for one in passages:
        if _TOLD.search(words[one.id]):
            yield Asked(
                kind="own or relayed?",
                question="Is this its own view, or does it tell what others hold?",
                passages=(one.id,),
                score=0.5,
            )


def _facts(
    passages: Iterable[Passage], words: Mapping[str, str], languages: Mapping[str, str | None]
) -> Iterator[Asked]:
    """An English passage under a view that asks for nothing and tells what was."""
    for one in passages:
        text = words[one.id]
        if languages[one.source] != "en" or states_a_norm(text, "en"):
            continue
        if _PAST.search(text):
            yield Asked(
                kind="claim?",
                question="Does this state a view, or only what was?",
                passages=(one.id,),
                score=0.3,
            )


def _blamed(
    passages: Iterable[Passage], words: Mapping[str, str], paper: PaperData
) -> Iterator[Asked]:
    """A passage that blames somebody who takes part, by name."""
    called = {
        name: holder.id
        for holder in paper.holders
        for name in (holder.name, *holder.aliases)
        if len(name) > 2
    }
    if not called:
        return
    longest = sorted(called, key=lambda name: (-len(name), name))
    names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    for one in passages:
        text = words[one.id]
        found = names.search(text)
        if found and called[found[0]] != one.holder and _BLAMES.search(text):
            yield Asked(
                kind="criticism of a named party?",
                question=f"Does this criticise {found[0]}, and should the paper say so?",
                passages=(one.id,),
                score=0.6,
            )

"""Who says the same in another language: holders for wordings of the paper's language.

A passage in another language joins a wording where its match with it is above the threshold of
``cross_language`` (at most two false in a hundred), or not far below and its match with a passage
that stands under the wording is above, and where figures, acronyms, polarity, strength and
conditions agree (DESIGN §3, "who may stand under a wording"). A shared wording takes in whom it
can first; then one holder's own clause becomes a shared wording with those who say it in other
languages.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from conspectus.engine.across_agreement import agree, same_polarity
from conspectus.engine.across_wordings import OwnWording
from conspectus.engine.cross_language import THRESHOLD, cross_language_scores
from conspectus.engine.embedding import Vectors
from conspectus.engine.paper_parts import Doubt
from conspectus.engine.passages import Claim
from conspectus.engine.theming import Themed
from conspectus.engine.verdicts import Verdicts
from conspectus.engine.verified import carries
from conspectus.engine.views import PAPER_LANGUAGE, DraftView

KIND: Final = "cross-language?"
CALIBRATED: Final = 300
STRICTER_PER_DOUBLING: Final = 0.01
"""Among more passages a false one comes nearer by chance: 2 % of the sentences of the Declaration
find one at 0.42 among 300 English passages of a forum and at 0.44 among 1,000."""
SLACK: Final = 0.12
"""How much weaker the match with a wording may be where one with a passage under it is found."""

Encode = Callable[[Sequence[str]], Vectors]
_Joining = Mapping[str, Sequence[tuple[float, Claim]]]
"""Holder → (score, claim) of those of its claims that join a wording, the nearest first."""
_Offer = tuple[OwnWording, _Joining]


def threshold_among(passages: int) -> float:
    """The score from which a match counts among so many passages."""
    doublings = math.log2(max(passages, CALIBRATED) / CALIBRATED)
    return THRESHOLD + STRICTER_PER_DOUBLING * doublings


def joined_across(
    shared: Sequence[DraftView],
    themed: Themed,
    encode: Encode,
    wordings_of: Callable[[Claim], Sequence[OwnWording]],
    verdicts: Verdicts,
) -> tuple[DraftView, ...]:
    """The shared views with their holders in other languages, and those that such holders make.

    ``encode``: sentence vectors of texts, unit length; ``wordings_of``: the clauses in which a
    claim may become a shared wording.
    """
    between = _Languages.of(themed)
    if between is None:
        return tuple(shared)
    own = [wording for claim in between.near_own() for wording in wordings_of(claim)]
    clauses = [*(view.clause for view in shared), *(wording.clause for wording in own)]
    if not clauses:
        return tuple(shared)
    direct = between.scores_with(encode(clauses))
    wider = []
    for view, scores in zip(shared, direct, strict=False):
        under = [claim for members in view.claims.values() for claim in members]
        wider.append(_widened(view, between.joining(view.clause, under, scores)))
    taken = frozenset[str]().union(*(view.passages for view in wider))
    offers = []
    for wording, scores in zip(own, direct[len(shared) :], strict=True):
        joining = between.joining(wording.clause, [wording.claim], scores)
        offers.append((wording, _without(joining, taken)))
    return (*wider, *_grown(offers, taken, verdicts))


def questions_of(views: Sequence[DraftView]) -> tuple[Doubt, ...]:
    """For a person to look at: who stands under a wording by a match across languages alone."""
    return tuple(
        Doubt(
            kind=KIND,
            question=f"Does this passage say that {view.clause}?",
            passages=(members[0].id,),
            score=0.4,
        )
        for view in views
        if len(view.claims) > 1
        for _, members in sorted(view.claims.items())
        if all(claim.language != PAPER_LANGUAGE for claim in members)
    )


@dataclass(frozen=True, slots=True)
class _Languages:
    """Counted claims in other languages and in the paper's, and how near they stand.

    ``vectors``: claim id → vector; ``near``: foreign id → id of a claim in the paper's language →
    score, where it is at most ``SLACK`` below ``bar``.
    """

    foreign: tuple[Claim, ...]
    own: tuple[Claim, ...]
    vectors: Mapping[str, Vectors]
    near: Mapping[str, Mapping[str, float]]
    bar: float

    @classmethod
    def of(cls, themed: Themed) -> _Languages | None:
        """The sides of a corpus; ``None`` without a model or without a second language."""
        matrix = themed.matrix
        counted = [claim for claim in themed.claims if claim.counted]
        own = tuple(c for c in counted if c.language == PAPER_LANGUAGE)
        foreign = tuple(c for c in counted if c.language != PAPER_LANGUAGE)
        if matrix is None or not own or not foreign:
            return None
        vectors = {claim.id: matrix[themed.vectors[claim.id]] for claim in counted}
        bare = cls(foreign, own, vectors, {}, threshold_among(len(own)))
        near = {
            claim.id: {
                own[int(j)].id: float(row[j]) for j in np.flatnonzero(row >= bare.bar - SLACK)
            }
            for claim, row in zip(foreign, bare._scores(), strict=True)
        }
        return replace(bare, near=near)

    def _stacked(self, claims: Sequence[Claim]) -> Vectors:
        return np.stack([self.vectors[claim.id] for claim in claims])

    def _scores(self, wordings: Vectors | None = None) -> Vectors:
        """Margin scores, language by language: float32 (foreign, own or wordings)."""
        own = self._stacked(self.own)
        columns = len(own) if wordings is None else len(wordings)
        found = np.zeros((len(self.foreign), columns), dtype=np.float32)
        for language in sorted({claim.language for claim in self.foreign}):
            rows = [i for i, claim in enumerate(self.foreign) if claim.language == language]
            left = self._stacked([self.foreign[i] for i in rows])
            found[rows] = cross_language_scores(left, own, wordings)
        return found

    def near_own(self) -> list[Claim]:
        """The claims in the paper's language that some foreign one is near to."""
        wanted = {key for scores in self.near.values() for key in scores}
        return [claim for claim in self.own if claim.id in wanted]

    def scores_with(self, wordings: Vectors) -> Vectors:
        """Scores of wordings in the paper's language: float32 (wordings, foreign)."""
        return np.ascontiguousarray(self._scores(wordings).T)

    def joining(self, clause: str, under: Sequence[Claim], scores: Vectors) -> _Joining:
        """Who joins a wording with the claims ``under`` it; ``scores``: float32 (foreign,)."""
        holders = {claim.holder for claim in under}
        found: dict[str, list[tuple[float, Claim]]] = {}
        for claim, score in zip(self.foreign, scores, strict=True):
            if claim.holder in holders or score < self.bar - SLACK:
                continue
            enough = score >= self.bar or self._is_near(claim, under)
            if enough and agree(clause, claim):
                found.setdefault(claim.holder, []).append((float(score), claim))
        return {
            holder: sorted(members, key=lambda member: (-member[0], member[1].id))
            for holder, members in sorted(found.items())
        }

    def _is_near(self, claim: Claim, under: Sequence[Claim]) -> bool:
        """Whether a passage under the wording matches the claim and does not deny it."""
        near = self.near[claim.id]
        return any(near.get(one.id, 0.0) >= self.bar and same_polarity(one, claim) for one in under)


def _without(joining: _Joining, taken: frozenset[str]) -> _Joining:
    left = {h: [m for m in members if m[1].id not in taken] for h, members in joining.items()}
    return {holder: members for holder, members in left.items() if members}


def _grown(offers: Sequence[_Offer], taken: frozenset[str], verdicts: Verdicts) -> list[DraftView]:
    """Views of one holder's own clause and those who say it in another language.

    Each foreign passage goes to one: the wording that most holders share, then the nearest. What
    is printed in a shared view already becomes no second one.
    """
    grown: list[DraftView] = []
    left = [offer for offer in offers if offer[1] and offer[0].claim.id not in taken]
    while left:
        wording, joining = min(left, key=_rank)
        claim = wording.claim
        view = DraftView(
            clause=wording.clause,
            theme=claim.theme,
            claims={claim.holder: (claim,)},
            paraphrased=not carries(wording.clause, claim, verdicts),
        )
        grown.append(_widened(view, joining))
        said = grown[-1].passages
        left = [
            (one, rest)
            for one, others in left
            if one.claim.id not in said and (rest := _without(others, said))
        ]
    return grown


def _rank(offer: _Offer) -> tuple[object, ...]:
    wording, joining = offer
    nearness = sum(members[0][0] for members in joining.values())
    return (-len(joining), -nearness, wording.clause, wording.claim.id)


def _widened(view: DraftView, joining: _Joining) -> DraftView:
    """The view with the claims of further holders."""
    if not joining:
        return view
    more = {holder: tuple(claim for _, claim in members) for holder, members in joining.items()}
    claims = {**view.claims, **more}
    return replace(view, claims=dict(sorted(claims.items())), identical=False)

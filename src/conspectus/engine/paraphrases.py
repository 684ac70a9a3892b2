"""Views said in different words: tight clusters of sentence vectors.

Two passages that stand near each other need not say the same; read by eye, most do not (DESIGN §3).
What tells is the gap: passages that are close to one another *and* far from everything else. So the
clusters of average linkage (Sokal and Michener 1958) are kept only where their cohesion exceeds
their distance to the nearest outsiders by a margin, as in silhouettes (Rousseeuw 1987); then each
member is checked against the wording that is to be printed: polarity, numbers and a share of its
rare words. Passages in other languages hold a cluster together but join no view here: ``across``
gives wordings their holders in other languages. In a corpus where everybody speaks of one thing
the gaps close and little is merged: the engine rather says less than attributes too much.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from conspectus.engine import late_libraries
from conspectus.engine.clauses import says_how_often, without_how_often, without_reasons
from conspectus.engine.eligibility import printable, word_count
from conspectus.engine.embedding import Vectors
from conspectus.engine.grammar.reporting import report
from conspectus.engine.grammar.tagging import tag
from conspectus.engine.joint_subjects import apart, speaks_of, subject_of, subjects_of
from conspectus.engine.outright import stands_outright
from conspectus.engine.paraphrase_agreement import (
    Demands,
    Rarity,
    Wording,
    carried,
    raised,
    rarity_of,
    softened,
)
from conspectus.engine.passages import Claim
from conspectus.engine.term_weights import TermWeights
from conspectus.engine.views import DraftView
from conspectus.engine.words import words_of


@dataclass(frozen=True, slots=True)
class Scale:
    """What counts as near by one kind of vectors.

    ``together``: cosine from which a cluster needs but a ``gap``; ``loose``: the least, for which
    it needs a ``wide`` one. With a wide gap ``apart`` is asked of each member, else ``strict``.
    """

    together: float
    loose: float
    gap: float
    wide: float
    strict: Demands
    apart: Demands


SENTENCES: Final = Scale(
    together=0.45,
    loose=0.35,
    gap=0.15,
    wide=0.19,
    strict=Demands(0.55, 0.5),
    apart=Demands(0.45, 0.15, verb=False, close=0.55),
)
"""For sentence vectors centred on their mean."""
WORDS: Final = Scale(
    together=0.2,
    loose=0.2,
    gap=0.1,
    wide=0.15,
    strict=Demands(0.25, 0.7),
    apart=Demands(0.12, 0.25, verb=False),
)
"""For words weighed by rarity, synonyms taken for one: they cannot see what has no word in common,
but what has stands far apart from the rest."""
LARGEST_CLUSTER: Final = 100
OUTSIDERS: Final = 3
WIDER_PER_DOUBLING: Final = 0.03
FEW: Final = 300
"""Among more claims, more stand near each other by chance: each doubling asks for a wider gap."""
FEWEST: Final = 100
"""Among fewer claims there are too few outsiders: all that is said of one matter stands apart."""
COPY: Final = 0.92
LONGEST_WORDING: Final = 26
LARGEST_BLOCK: Final = 2_500
BARE_STAND: Final = 10


NamesOf = Callable[[str], Sequence[str]]
"""Holder id → the names under which it speaks of itself."""


WordingsOf = Callable[[Claim, NamesOf], Iterator[Wording]]

Moved = Callable[[Sequence[Claim], Vectors], Vectors]
"""The cosines (n, n) of n claims as the answers of people have moved them."""


def as_shipped(_block: Sequence[Claim], cosine: Vectors) -> Vectors:
    """The cosines as they are."""
    return cosine


def paraphrased_views(
    claims: Sequence[Claim],
    rows: Mapping[str, int],
    matrix: Vectors,
    names_of: NamesOf,
    moved: Moved = as_shipped,
) -> tuple[DraftView, ...]:
    """Views of two or more holders that say the same in other words.

    ``rows``: claim id → row of ``matrix`` (float32 (n, d), unit length).
    """
    counted = [claim for claim in claims if claim.counted]
    english = [claim for claim in counted if claim.language == "en"]
    circles = [english] if len(english) == len(counted) else [english, counted]

    def cosines(block: Sequence[Claim]) -> Vectors:
        around = _centred(matrix[[rows[claim.id] for claim in block]])
        return moved(block, around @ around.T)

    return _views_of(circles, cosines, SENTENCES, names_of)


def reworded_views(
    claims: Sequence[Claim], names_of: NamesOf, moved: Moved = as_shipped
) -> tuple[DraftView, ...]:
    """The same by words alone, where there are no sentence vectors; English claims only."""
    english = [claim for claim in claims if claim.counted and claim.language == "en"]

    def cosines(block: Sequence[Claim]) -> Vectors:
        _, weighed = TermWeights.learn(
            [word.key for word in words_of(claim.plain) if word.content] or [claim.id]
            for claim in block
        )
        return moved(block, np.asarray((weighed @ weighed.T).todense(), dtype=np.float32))

    return _views_of([english], cosines, WORDS, names_of)


def _views_of(
    circles: Sequence[Sequence[Claim]],
    cosines: Callable[[Sequence[Claim]], Vectors],
    scale: Scale,
    names_of: NamesOf,
) -> tuple[DraftView, ...]:
    """The views among the claims of each circle; ``cosines``: float32 (n, n) of n claims."""
    if len(circles[0]) < 2:
        return ()
    rarity = rarity_of(circles[-1])
    return tuple(
        view
        for circle in circles
        for block in _blocks(circle)
        if len(block) > 1
        for view in _views_among(block, cosines(block), len(circle), rarity, names_of, scale)
    )


def _views_among(
    block: Sequence[Claim],
    cosine: Vectors,
    among: int,
    rarity: Rarity,
    names_of: NamesOf,
    scale: Scale,
) -> Iterator[DraftView]:
    """The views of the tight clusters in ``block``, which is of ``among`` claims."""
    wide = wide_gap(among, scale) if among >= FEWEST else math.inf
    for members, gap in _tight_clusters(cosine, wide, scale):
        kept = [i for i in members if block[i].language == "en"]
        kept = [i for i in kept if not _only_stands(block[i])]
        cluster = [block[i] for i in kept]
        if len({claim.holder for claim in cluster}) < 2:
            continue
        far = raised(scale.apart, scale.strict, _doublings(among))
        demands = far if gap >= wide else scale.strict
        among_them = _Cluster(cluster, cosine[np.ix_(kept, kept)], rarity, demands)
        view = _best_view(among_them, names_of)
        if view is not None:
            yield view


def _only_stands(claim: Claim) -> bool:
    """ "I am very against Bill 12.": a side and no reason, so none of another's reasons."""
    few = word_count(claim.text) <= BARE_STAND
    return few and not claim.propositions and stands_outright(claim.text)


def wide_gap(claims: int, scale: Scale = SENTENCES) -> float:
    """The gap from which a cluster among so many claims stands apart."""
    return scale.wide + WIDER_PER_DOUBLING * _doublings(claims)


def _doublings(claims: int) -> float:
    return math.log2(max(claims, FEW) / FEW)


def _blocks(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """All claims together while that is affordable, else theme by theme in slices."""
    if len(claims) <= LARGEST_BLOCK:
        yield list(claims)
        return
    for theme in sorted({claim.theme or "" for claim in claims}):
        members = sorted((c for c in claims if (c.theme or "") == theme), key=lambda c: c.plain)
        for start in range(0, len(members), LARGEST_BLOCK):
            yield members[start : start + LARGEST_BLOCK]


def _centred(vectors: Vectors) -> Vectors:
    moved = vectors - vectors.mean(axis=0)
    norms = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.maximum(norms, 1e-9), dtype=np.float32)


def _tight_clusters(
    cosine: Vectors, wide: float, scale: Scale
) -> Iterator[tuple[npt.NDArray[np.intp], float]]:
    """(rows, gap) of the clusters that hold together and stand apart, the widest of each branch.

    What holds together less has to stand apart by a ``wide`` gap.
    """
    distance = np.clip(1.0 - cosine.astype(np.float64), 0.0, 2.0)
    np.fill_diagonal(distance, 0.0)
    pairs = late_libraries.distance().squareform(distance, checks=False)
    hierarchy = late_libraries.hierarchy()
    branches = [hierarchy.to_tree(hierarchy.linkage(pairs, "average"))]
    while branches:
        branch = branches.pop()
        if branch.is_leaf():
            continue
        if branch.dist <= 1.0 - scale.loose and branch.count <= LARGEST_CLUSTER:
            members = np.sort(np.asarray(branch.pre_order(), dtype=np.intp))
            gap = _gap(cosine, members)
            if gap >= (scale.gap if branch.dist <= 1.0 - scale.together else wide):
                yield members, gap
                continue
        branches += [branch.get_right(), branch.get_left()]


def _gap(cosine: Vectors, members: npt.NDArray[np.intp]) -> float:
    """Mean cosine inside minus mean cosine to the nearest outsiders; copies count once."""
    inside = cosine[np.ix_(members, members)]
    distinct = [i for i in range(len(members)) if not (inside[i, :i] > COPY).any()]
    size = len(distinct)
    inside = inside[np.ix_(distinct, distinct)]
    cohesion = float((inside.sum() - np.trace(inside)) / (size * (size - 1))) if size > 1 else 1.0
    towards = cosine[members].mean(axis=0)
    towards[members] = -1.0
    nearest = np.sort(towards)[-OUTSIDERS:]
    return cohesion - float(nearest[nearest > -1.0].mean()) if (nearest > -1.0).any() else cohesion


@dataclass(frozen=True, slots=True)
class _Shared:
    """A wording of one claim with the claims, by holder, that say it."""

    wording: Wording
    held: Mapping[str, tuple[Claim, ...]]

    def commonness(self, rarity: Rarity) -> tuple[bool, float]:
        """Whether all speak of its subject, and the mean share of its words that others have."""
        others = self._others()
        shares = [max(rarity.recall(self.wording.plain, one.plain) for one in c) for c in others]
        subject = subject_of(self.wording.clause)
        named = not subject or all(
            any(speaks_of((subject,), one.plain) for one in claims) for claims in others
        )
        return named, round(math.fsum(shares) / len(shares), 6)

    def cut(self) -> Iterator[_Shared]:
        """The same without reasons and additions: whoever says the whole says so much of it."""
        for wording in _less(self.wording):
            yield replace(self, wording=wording)
        if all(any(says_how_often(one.plain) for one in claims) for claims in self._others()):
            return
        of = self.wording
        for clause in without_how_often(of.clause):
            for wording in _cut(clause, of.claim, of.subjects):
                yield replace(self, wording=wording)

    def _others(self) -> list[tuple[Claim, ...]]:
        """The claims of each holder but the one whose wording it is."""
        own = self.wording.claim.holder
        return [claims for holder, claims in sorted(self.held.items()) if holder != own]


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Claims that stand together, their cosines, and what each must have of a wording."""

    claims: Sequence[Claim]
    cosine: Vectors
    rarity: Rarity
    demands: Demands

    def shared(self, wordings: WordingsOf, names_of: NamesOf) -> list[_Shared]:
        """The wordings that two holders share, those of short claims first."""
        order = sorted(
            range(len(self.claims)), key=lambda i: (len(self.claims[i].plain), self.claims[i].id)
        )
        found = []
        for i in order:
            near = sorted(order, key=lambda k: (-float(self.cosine[i][k]), self.claims[k].id))
            for wording in wordings(self.claims[i], names_of):
                held: dict[str, list[Claim]] = {}
                for j in near:
                    if j == i or self._carries(wording, i, j):
                        held.setdefault(self.claims[j].holder, []).append(self.claims[j])
                if len(held) > 1:
                    kept = {holder: tuple(held[holder]) for holder in sorted(held)}
                    found.append(_Shared(wording, kept))
        return found

    def _carries(self, wording: Wording, i: int, j: int) -> bool:
        near = float(self.cosine[i][j])
        return carried(wording, self.claims[j], near, self.rarity, self.demands)


def _best_view(cluster: _Cluster, names_of: NamesOf) -> DraftView | None:
    """What most holders of the cluster say, in the wording that has least of one holder alone.

    Where no wording of a member's is shared, one of several that it names alone may be.
    """
    for wordings in (_wordings, _of_each):
        whole = cluster.shared(wordings, names_of)
        if whole:
            most = max(whole, key=lambda one: len(one.held))
            cut = [one for found in whole for one in found.cut()]
            cut += cluster.shared(_without_reasons, names_of)
            return _in_common_words([most, *whole, *cut], most.held, cluster.rarity)
    return None


def _in_common_words(
    offers: Sequence[_Shared], held: Mapping[str, tuple[Claim, ...]], rarity: Rarity
) -> DraftView:
    """The view of the holders of ``held``, in that of the offers which they share most."""
    fitting = [one for one in offers if one.held.keys() >= held.keys()]
    best = max(fitting, key=lambda one: one.commonness(rarity))
    return DraftView(
        clause=best.wording.clause,
        theme=best.wording.claim.theme,
        claims={holder: best.held[holder] for holder in held},
        paraphrased=True,
    )


def _wordings(claim: Claim, names_of: NamesOf) -> Iterator[Wording]:
    """The claim as clauses that may stand for others: as strong as it is, then as a wish."""
    if not claim.printable or claim.language != "en":
        return
    reported = report(claim.plain, names_of(claim.holder))
    if reported is None or reported.verb or word_count(reported.clause) > LONGEST_WORDING:
        return
    of = subjects_of(reported.clause)
    yield Wording(reported.clause, claim.plain, claim, of)
    softer = softened(reported.clause)
    if softer != reported.clause:
        yield Wording(softer, softened(claim.plain), claim, of)


def _without_reasons(claim: Claim, names_of: NamesOf) -> Iterator[Wording]:
    """The same without reasons, examples and additions, which are one holder's own."""
    for whole in _wordings(claim, names_of):
        yield from _less(whole)


def _less(whole: Wording) -> Iterator[Wording]:
    for clause in without_reasons(whole.clause):
        yield from _cut(clause, whole.claim, whole.subjects)


def _of_each(claim: Claim, names_of: NamesOf) -> Iterator[Wording]:
    """The wish for each alone of several subjects that the claim names."""
    for whole in list(_wordings(claim, names_of))[-1:]:
        for subject, alone in apart(whole.clause):
            yield from _cut(alone, claim, (subject,))


def _cut(clause: str, claim: Claim, subjects: tuple[str, ...]) -> Iterator[Wording]:
    """A part of a claim as a wording, if it may be printed by itself."""
    sentence = f"{clause[:1].upper()}{clause[1:]}."
    if printable(sentence, tag(sentence)):
        yield Wording(clause, sentence, claim, subjects)

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
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from conspectus.engine.clauses import profile_of_clause
from conspectus.engine.eligibility import word_count
from conspectus.engine.embedding import Vectors
from conspectus.engine.grammar.reporting import report
from conspectus.engine.language import content_stems
from conspectus.engine.opposite_words import exclude_each_other
from conspectus.engine.passages import Claim
from conspectus.engine.verification.plain import plain_unit
from conspectus.engine.verification.profile import profile
from conspectus.engine.verification.support import supports_profile
from conspectus.engine.views import DraftView

TOGETHER: Final = 0.45
GAP: Final = 0.15
OUTSIDERS: Final = 3
WIDE_GAP: Final = 0.2
WIDER_PER_DOUBLING: Final = 0.03
FEW: Final = 300
"""Among more claims, more stand near each other by chance: each doubling asks for a wider gap."""
FEWEST: Final = 100
"""Among fewer claims there are too few outsiders: all that is said of one matter stands apart."""


@dataclass(frozen=True, slots=True)
class Demands:
    """What a member must have in common with a wording.

    Cosine, the share of the wording's words by rarity, and whether its verb must return ("balance"
    is not "strengthen", defect 20).
    """

    cosine: float
    rare_words: float
    verb: bool = True


CLOSE: Final = 0.55
COPY: Final = 0.92
DROPS: Final = "the claim drops"
"""How the verifier's reason begins where a wording lacks a qualifier or condition of its source."""
STRICT: Final = Demands(0.55, 0.5)
APART: Final = Demands(0.45, 0.15, verb=False)
"""Where a cluster stands far from everything else, less must be proved of each member."""
LONGEST_WORDING: Final = 26
LARGEST_BLOCK: Final = 2_500
_SAME_WISH: Final = ("protect", "respect", "ensure", "preserve", "strengthen", "promote", "expand")
_MUST: Final = re.compile(r"\b(?:must|shall|needs?|have to|has to|required?)\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Rarity:
    """Inverse document frequency of stems over the claims of a corpus."""

    weights: Mapping[str, float]

    def recall(self, wording: Claim, other: Claim) -> float:
        """Share of the wording's words, by weight, that the other claim holds too (0..1)."""
        one, two = self._stems(wording), self._stems(other)
        whole = self._weight(one)
        return self._weight(one & two) / whole if whole else 0.0

    @staticmethod
    def _stems(claim: Claim) -> frozenset[str]:
        return frozenset(content_stems(claim.plain, claim.language))

    def _weight(self, stems: frozenset[str]) -> float:
        return math.fsum(sorted(self.weights.get(stem, 1.0) for stem in stems))


def rarity_of(claims: Sequence[Claim]) -> Rarity:
    """Weights ln(n / documents) of the stems of all claims (Spärck Jones 1972)."""
    counts = Counter(
        stem for claim in claims for stem in set(content_stems(claim.plain, claim.language))
    )
    return Rarity({stem: math.log(len(claims) / n) for stem, n in counts.items()})


def paraphrased_views(
    claims: Sequence[Claim],
    rows: Mapping[str, int],
    matrix: Vectors,
    names_of: Callable[[str], Sequence[str]],
) -> tuple[DraftView, ...]:
    """Views of two or more holders that say the same in other words.

    ``rows``: claim id → row of ``matrix`` (float32 (n, d), unit length); ``names_of``: holder id →
    the names under which it speaks of itself.
    """
    counted = [claim for claim in claims if claim.counted]
    english = [claim for claim in counted if claim.language == "en"]
    if len(english) < 2:
        return ()
    rarity = rarity_of(counted)
    circles = [english] if len(english) == len(counted) else [english, counted]
    return tuple(
        view
        for circle in circles
        for block in _blocks(circle)
        for view in _views_among(
            block, matrix[[rows[c.id] for c in block]], _apart_from(len(circle)), rarity, names_of
        )
    )


def _views_among(
    block: Sequence[Claim],
    vectors: Vectors,
    wide: float,
    rarity: Rarity,
    names_of: Callable[[str], Sequence[str]],
) -> Iterator[DraftView]:
    """The views of the tight clusters among ``block``, whose vectors are given."""
    around = _centred(vectors)
    for members, gap in _tight_clusters(around):
        kept = [i for i in members if block[i].language == "en"]
        cluster = [block[i] for i in kept]
        if len({claim.holder for claim in cluster}) < 2:
            continue
        demands = APART if gap >= wide else STRICT
        view = _best_view(cluster, around[kept], rarity, names_of, demands)
        if view is not None:
            yield view


def _apart_from(claims: int) -> float:
    """The gap from which less is asked of each member; among few claims always all of it."""
    return wide_gap(claims) if claims >= FEWEST else math.inf


def wide_gap(claims: int) -> float:
    """The gap from which a cluster among so many claims stands apart."""
    return WIDE_GAP + WIDER_PER_DOUBLING * math.log2(max(claims, FEW) / FEW)


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


def _tight_clusters(vectors: Vectors) -> list[tuple[npt.NDArray[np.intp], float]]:
    """(rows, gap) of the clusters that hold together and stand apart."""
    cosine = vectors @ vectors.T
    distance = np.clip(1.0 - cosine.astype(np.float64), 0.0, 2.0)
    np.fill_diagonal(distance, 0.0)
    tree = linkage(squareform(distance, checks=False), "average")
    labels = fcluster(tree, 1.0 - TOGETHER, "distance")
    kept: list[tuple[npt.NDArray[np.intp], float]] = []
    for label in range(1, int(labels.max()) + 1):
        members = np.flatnonzero(labels == label)
        gap = _gap(cosine, members) if len(members) > 1 else 0.0
        if gap >= GAP:
            kept.append((members, gap))
    return kept


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


def _best_view(
    cluster: Sequence[Claim],
    vectors: Vectors,
    rarity: Rarity,
    names_of: Callable[[str], Sequence[str]],
    demands: Demands,
) -> DraftView | None:
    """The member's wording that most holders of the cluster carry, short ones first."""
    best: DraftView | None = None
    order = sorted(range(len(cluster)), key=lambda i: (len(cluster[i].plain), cluster[i].id))
    for i in order:
        clause = _wording(cluster[i], names_of)
        if clause is None:
            continue
        carried: dict[str, list[Claim]] = {}
        scores = vectors @ vectors[i]
        for j in sorted(order, key=lambda k: (-float(scores[k]), cluster[k].id)):
            if j == i or _carries(cluster[i], cluster[j], float(scores[j]), rarity, demands):
                carried.setdefault(cluster[j].holder, []).append(cluster[j])
        if len(carried) > 1 and (best is None or len(carried) > len(best.claims)):
            best = DraftView(
                clause=clause,
                theme=cluster[i].theme,
                claims={holder: tuple(carried[holder]) for holder in sorted(carried)},
                paraphrased=True,
            )
    return best


def _wording(claim: Claim, names_of: Callable[[str], Sequence[str]]) -> str | None:
    """The claim as a clause that may stand for others, or ``None``."""
    if not claim.printable or claim.language != "en":
        return None
    reported = report(claim.plain, names_of(claim.holder))
    if reported is None or reported.verb or word_count(reported.clause) > LONGEST_WORDING:
        return None
    return reported.clause


def _carries(wording: Claim, other: Claim, cosine: float, rarity: Rarity, demands: Demands) -> bool:
    """Whether the other claim says what the wording says, as far as these signs tell."""
    if set(_NUMBER.findall(wording.plain)) != set(_NUMBER.findall(other.plain)):
        return False
    one, two = (plain_unit(claim.text, claim.language) for claim in (wording, other))
    if one.main_denials % 2 != two.main_denials % 2 or not one.acronyms <= two.acronyms:
        return False
    if _MUST.search(wording.plain) and not _MUST.search(other.plain):
        return False
    if not _qualifiers(wording.plain) <= _qualifiers(other.plain) or exclude_each_other(
        wording.plain, other.plain
    ):
        return False
    recall = rarity.recall(wording, other)
    if demands.verb and not _same_wish(wording, other):
        return False
    close = demands is not STRICT and cosine >= CLOSE and recall > 0.0
    if not close and (cosine < demands.cosine or recall < demands.rare_words):
        return False
    reasons = supports_profile(profile_of_clause(wording.plain), profile(other.plain)).reasons
    return not any(reason.startswith(DROPS) for reason in reasons)


def _same_wish(wording: Claim, other: Claim) -> bool:
    """Whether the main verb of the wording, or one of its class, is wanted by the other too."""
    first = next(iter(wording.propositions), None)
    if first is None:
        return False
    wanted = {atom.relation for atom in other.propositions}
    if first.relation == "important":
        return False
    return first.relation in wanted or (
        first.relation in _SAME_WISH and any(relation in wanted for relation in _SAME_WISH)
    )


_QUALIFIER: Final = re.compile(
    r"\b(?:\w+-led|industry led|non-binding|binding|voluntary|mandatory|compulsory|only|solely|"
    r"exclusively|unless|except|provided|subject to|without exception|equal|first|most|best)\b",
    re.IGNORECASE,
)


def _qualifiers(text: str) -> frozenset[str]:
    """Words that narrow a view so much that nobody may be given them (defects 18 and 19)."""
    return frozenset(
        match.lower().replace(" ", "-").replace("compulsory", "mandatory")
        for match in _QUALIFIER.findall(re.sub("led by industry", "industry-led", text))
    )

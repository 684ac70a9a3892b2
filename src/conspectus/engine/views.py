"""Views: shared ones from wordings, single ones from what a holder says best.

A holder stands under a shared wording only by its own passage, checked atom by atom; wordings that
say the same again are merged (defect 4), the wider or the more precise one stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from conspectus.engine.corpus import Stance
from conspectus.engine.grammar.reporting import Reported, report
from conspectus.engine.passages import Claim
from conspectus.engine.propositions import split_concept
from conspectus.engine.wordings import Carrier, Wording

SAME_CARRIERS: Final = 0.5
"""Share of common (holder, concept head) pairs above which two wordings say the same again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A view before it is drafted. ``clause``: the claim as a finite clause.

    ``claims``: holder id → the claims by which it holds the view, best first.
    ``reported``: set for single views (how the holder's own sentence is reported).
    """

    clause: str
    theme: str | None
    claims: Mapping[str, tuple[Claim, ...]]
    stance: Stance = Stance.FOR
    reported: Reported | None = None
    identical: bool = False
    concept: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()

    @property
    def holders(self) -> tuple[str, ...]:
        """Ids of its holders, sorted."""
        return tuple(sorted(self.claims))


def shared_views(
    wordings: Sequence[Wording],
    theme_of: Callable[[Wording], str | None],
    accepts: Callable[[str, Claim], bool],
) -> tuple[DraftView, ...]:
    """Shared views from wordings, without repetitions, widest first.

    ``accepts(clause, claim)``: whether the claim alone carries the clause (V3 to V5).
    """
    kept: list[tuple[Wording, DraftView]] = []
    for wording in wordings:
        claims = _claims_by_holder(wording.carriers, lambda c, w=wording: accepts(w.clause, c))
        if len(claims) < 2:
            continue
        view = DraftView(
            clause=wording.clause,
            theme=theme_of(wording),
            claims=claims,
            concept=wording.concept,
            relations=wording.relations,
        )
        rival = next((i for i, (w, v) in enumerate(kept) if _repeats(w, v, wording, view)), None)
        if rival is None:
            kept.append((wording, view))
        elif _more_precise(kept[rival], (wording, view)):
            kept[rival] = (wording, view)
    return tuple(view for _, view in kept)


def _claims_by_holder(
    carriers: Sequence[Carrier], accepted: Callable[[Claim], bool]
) -> dict[str, tuple[Claim, ...]]:
    by_holder: dict[str, list[tuple[tuple[object, ...], Claim]]] = {}
    for carrier in carriers:
        claim = carrier.claim
        if not accepted(claim):
            continue
        nested = carrier.proposition.start > 0
        rank = (not claim.printable, nested, len(claim.text), claim.id)
        entries = by_holder.setdefault(claim.holder, [])
        if all(known.id != claim.id for _, known in entries):
            entries.append((rank, claim))
    return {
        holder: tuple(claim for _, claim in sorted(entries, key=lambda e: e[0]))
        for holder, entries in sorted(by_holder.items())
    }


def _repeats(w1: Wording, v1: DraftView, w2: Wording, v2: DraftView) -> bool:
    """Whether two wordings say the same again: same head, mostly the same passages."""
    if split_concept(w1.concept)[0][-1:] != split_concept(w2.concept)[0][-1:]:
        return False
    one = {claim.id for claims in v1.claims.values() for claim in claims}
    two = {claim.id for claims in v2.claims.values() for claim in claims}
    return len(one & two) >= SAME_CARRIERS * min(len(one), len(two))


def _more_precise(
    old: tuple[Wording, DraftView], new: tuple[Wording, DraftView]
) -> bool:
    """Whether the later wording names more and loses few holders."""
    wider, narrower = len(old[1].claims), len(new[1].claims)
    return len(new[0].concept) > len(old[0].concept) and narrower >= 0.8 * wider


def single_view(claim: Claim, names: Sequence[str]) -> DraftView | None:
    """The view of one holder in its own words, reported; ``None`` where it cannot be reported."""
    if not claim.printable or not claim.own:
        return None
    reported = report(claim.plain, names) if claim.language == "en" else None
    if claim.language == "en" and reported is None:
        return None
    clause = reported.clause if reported is not None else claim.text
    return DraftView(
        clause=clause, theme=claim.theme, claims={claim.holder: (claim,)}, reported=reported
    )

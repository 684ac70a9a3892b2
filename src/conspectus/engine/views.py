"""Views: shared ones from wordings, single ones from what a holder says best.

A holder stands under a shared wording only by its own passage, checked on its own; wordings that
say the same again are merged (defect 4): the wider one stays, or the more precise one where it
loses few holders.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from conspectus.engine.corpus import Stance
from conspectus.engine.grammar.reporting import Reported, report
from conspectus.engine.language import content_stems
from conspectus.engine.passages import Claim
from conspectus.engine.propositions import Concept
from conspectus.engine.quoting import may_be_quoted
from conspectus.engine.wordings import (
    EARLIER_SCOPES,
    RELATION_OF_PARTICIPLE,
    SCOPES,
    Carrier,
    Wording,
)

PAPER_LANGUAGE: Final = "en"
"""The language that rules write wordings in."""
SAME_PASSAGES: Final = 0.5
SAME_WORDS: Final = 0.5
PRECISE_ENOUGH: Final = 0.75


_WISHES: Final = frozenset(
    content_stems(" ".join((*RELATION_OF_PARTICIPLE, *SCOPES, *EARLIER_SCOPES)))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A view before it is drafted. ``clause``: the claim as a finite clause.

    ``claims``: holder id → the claims by which it holds the view, best first.
    ``reported``: set for single views (how the holder's own sentence is reported).
    ``identical``: in the same words; ``paraphrased``: judged the same by vectors, not by words.
    ``settled``: joined or worded by a person's correction. ``concept``: set where the view is that
    a concept is wanted, in whatever matter.
    """

    clause: str
    theme: str | None
    claims: Mapping[str, tuple[Claim, ...]]
    stance: Stance = Stance.FOR
    reported: Reported | None = None
    identical: bool = False
    paraphrased: bool = False
    settled: bool = False
    concept: Concept = ()

    @property
    def holders(self) -> tuple[str, ...]:
        """Ids of its holders, sorted."""
        return tuple(sorted(self.claims))

    @property
    def passages(self) -> frozenset[str]:
        """Ids of all its claims."""
        return frozenset(claim.id for claims in self.claims.values() for claim in claims)

    @property
    def words(self) -> frozenset[str]:
        """Stems of the content words of its wording, without the verbs of wishing."""
        return frozenset(content_stems(self.clause, self.language)) - _WISHES

    @property
    def language(self) -> str:
        """The language of the wording: of the passage that it was cut from, else the paper's.

        Wordings that no passage contains were made by rules, which write English.
        """
        words = self.clause.strip(" .")
        members = (claim for claims in self.claims.values() for claim in claims)
        return next((c.language for c in members if words in c.text), PAPER_LANGUAGE)


def views_of_wordings(wordings: Iterable[Wording]) -> tuple[DraftView, ...]:
    """A draft view for each wording that two holders or more carry."""
    views = (
        DraftView(clause=w.clause, theme=None, claims=_by_holder(w.carriers)) for w in wordings
    )
    return tuple(
        view for view in views if len(view.claims) > 1 and not _OPEN_QUALITY.search(view.clause)
    )


_OPEN_QUALITY: Final = re.compile(
    r"\bshould be free\.?$|^the (?:governance )?(?:principles|dynamics|spirit|essence)"
    r"(?: of the [\w-]+)? should be [\w, ]+$"
)
"""Free of charge, of control, of borders; which principles: alone nothing to hold on to."""


def _by_holder(carriers: Sequence[Carrier]) -> dict[str, tuple[Claim, ...]]:
    """Holder → its claims, those first that are printable and short."""
    by_holder: dict[str, dict[str, Claim]] = {}
    for carrier in carriers:
        by_holder.setdefault(carrier.claim.holder, {})[carrier.claim.id] = carrier.claim
    return {
        holder: tuple(sorted(members.values(), key=lambda c: (not c.printable, len(c.text), c.id)))
        for holder, members in sorted(by_holder.items())
    }


def without_repetitions(views: Iterable[DraftView]) -> tuple[DraftView, ...]:
    """The views without those that say the same again, widest first."""
    kept: list[DraftView] = []
    for view in sorted(views, key=lambda v: (-len(v.claims), -len(v.words), v.clause)):
        rival = next((i for i, other in enumerate(kept) if _repeats(other, view)), None)
        if rival is None:
            kept.append(view)
        elif _more_precise(kept[rival], view):
            kept[rival] = view
    return tuple(kept)


def _repeats(one: DraftView, two: DraftView) -> bool:
    """Whether two views rest on the same passages and use mostly the same words."""
    shared = len(one.passages & two.passages)
    if shared < SAME_PASSAGES * min(len(one.passages), len(two.passages)):
        return False
    common = len(one.words & two.words)
    return common >= SAME_WORDS * max(1, min(len(one.words), len(two.words)))


def _more_precise(wide: DraftView, narrow: DraftView) -> bool:
    """Whether the later view says more and loses few holders."""
    return (
        len(narrow.words) > len(wide.words)
        and len(narrow.claims) >= PRECISE_ENOUGH * len(wide.claims)
        and len(narrow.claims) < 6
    )


def single_view(claim: Claim, names: Sequence[str]) -> DraftView | None:
    """The view of one holder in its own words, reported; ``None`` where it cannot be reported.

    A chair that reads a text out or sums up holds no view.
    """
    if not claim.printable or not claim.counted:
        return None
    reported = report(claim.plain, names) if claim.language == "en" else None
    if claim.language == "en" and reported is None:
        return None
    if reported is None and not may_be_quoted(claim.text):
        return None
    clause = reported.clause if reported is not None else claim.text
    if clause.lower().startswith(tuple(f"for {name}" for name in names)):
        return None
    return DraftView(
        clause=clause, theme=claim.theme, claims={claim.holder: (claim,)}, reported=reported
    )

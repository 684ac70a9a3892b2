"""The engine's own gate: no view goes into the plan that its verifier would object to.

A holder stands under a shared wording only with passages that carry it alone, by its atoms or by
its words; a single view whose report says something else than its passage is quoted instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conspectus.engine.atom_support import carries_atom
from conspectus.engine.clauses import clause_carried
from conspectus.engine.cues import states_a_norm
from conspectus.engine.judgement.wish_signs import STAND
from conspectus.engine.passages import Claim
from conspectus.engine.quoting import take_apart
from conspectus.engine.singles import quotable
from conspectus.engine.verdicts import Verdicts
from conspectus.engine.verification.profile import profile
from conspectus.engine.verification.support import supports_profile
from conspectus.engine.verification.wording_judgement import SURE, bearing
from conspectus.engine.views import DraftView


def carries(clause: str, claim: Claim, verdicts: Verdicts) -> bool:
    """Whether the claim by itself carries the clause (V3 to V5)."""
    text = claim.text
    if verdicts.ask("atom", clause, text, lambda: carries_atom(clause, text)):
        return True
    return clause_carried(clause, text, verdicts)


def convinces(clause: str, claim: Claim, verdicts: Verdicts) -> bool:
    """Whether readers would find that the claim carries the clause, where both are English."""
    if claim.language != "en":
        return True
    return verdicts.ask(
        "convinces", clause, claim.text, lambda: bearing(clause, claim.text) >= SURE
    )


def only_tells(clause: str, claim: Claim) -> bool:
    """Whether the clause asks for something and the claim tells what is, where both are English."""
    if claim.language != "en":
        return False
    asked = states_a_norm(claim.text, "en") or STAND.search(claim.text)
    return states_a_norm(clause, "en") and not asked


def verified_shared(views: Sequence[DraftView], verdicts: Verdicts) -> tuple[DraftView, ...]:
    """The shared views with the holders whose own passages carry them; two at least."""
    kept = []
    for view in views:
        if not _printable_marks(view):
            continue
        if view.concept:
            kept.append(view)
            continue
        claims = {
            holder: tuple(claim for claim in members if _stands_under(view, claim, verdicts))
            for holder, members in view.claims.items()
        }
        claims = {holder: members for holder, members in claims.items() if members}
        if len(claims) > 1:
            kept.append(replace(view, claims=claims))
    return tuple(kept)


def _stands_under(view: DraftView, claim: Claim, verdicts: Verdicts) -> bool:
    if view.paraphrased:
        return not only_tells(view.clause, claim)
    return carries(view.clause, claim, verdicts) and convinces(view.clause, claim, verdicts)


def verified_singles(
    singles: Sequence[tuple[float, DraftView]], verdicts: Verdicts
) -> list[tuple[float, DraftView]]:
    """Single views that say what their passage says; the others as quotations, where they can."""
    kept = []
    for score, view in singles:
        claim = next(iter(view.claims.values()))[0]
        if view.reported is None or (_printable_marks(view) and _says(view, claim, verdicts)):
            kept.append((score, view))
        elif quotable(claim):
            kept.append((score - QUOTED, replace(view, reported=None, clause=claim.text)))
    return kept


def _printable_marks(view: DraftView) -> bool:
    """Whether the clause has no stray quotation mark, which would announce words of somebody."""
    return take_apart(view.clause).fault is None


QUOTED = 1.0
"""What a quotation costs in salience: the paper is no list of quotations."""


def _says(view: DraftView, claim: Claim, verdicts: Verdicts) -> bool:
    """Whether the report says what its own passage says."""
    reported = view.reported
    if reported is None or not reported.verb:
        return carries(view.clause, claim, verdicts)
    link = " that" if reported.is_clause else ""
    sentence = f"One contribution {reported.verb}{link} {reported.clause}"
    return verdicts.ask(
        "sentence",
        sentence,
        claim.text,
        lambda: supports_profile(profile(sentence), profile(claim.text)).ok,
    )

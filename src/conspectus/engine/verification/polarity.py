"""V4: polarity and modality of a claim against its evidence (DRAFTING §4: never raised)."""

from __future__ import annotations

from collections.abc import Iterator

from conspectus.engine.lexicon.marks import antonyms
from conspectus.engine.verification.finding import Objection
from conspectus.engine.verification.profile import Claim
from conspectus.engine.verification.tokens import Read
from conspectus.engine.verification.unit import Unit

NORM = 3
"""Rank of "should": from here on a sentence says what ought to be."""


def objections(
    claim: Claim, evidence: Unit, core: frozenset[str], verbs: frozenset[str], clauses: frozenset[int]
) -> Iterator[Objection]:
    """Why the polarity or modality of ``claim`` is not that of ``evidence``.

    ``core``: keys of the claim's main words, ``verbs`` those that are verbs or complements,
    ``clauses``: the clauses of the evidence that speak of them.
    """
    yield from _polarity(claim.unit, evidence, verbs or core, clauses)
    yield from _modality(claim, evidence, verbs or core, clauses)
    yield from _antonyms(claim.unit, evidence)


def _reads(unit: Unit, key: str, clauses: frozenset[int]) -> list[Read]:
    places = [unit.reads[i] for i in unit.places.get(key, ())]
    return [one for one in places if one.clause in clauses] or places


def _polarity(
    claim: Unit, evidence: Unit, core: frozenset[str], clauses: frozenset[int]
) -> Iterator[Objection]:
    for key in sorted(core):
        ours, theirs = _reads(claim, key, _ALL(claim)), _reads(evidence, key, clauses)
        if not ours or not theirs:
            continue
        if not {_parity(one) for one in ours} & {_parity(one) for one in theirs}:
            yield Objection("V4", f"the evidence denies what the claim says of “{_word(ours[0])}”")
            return
    for key in sorted(claim.keys & evidence.keys):
        ours, theirs = _reads(claim, key, _ALL(claim)), _reads(evidence, key, clauses)
        if ours and theirs and not {one.apart for one in ours} & {one.apart for one in theirs}:
            yield Objection(
                "V4", f"“{_word(ours[0])}” stands under “without” or the like in only one of the two"
            )
            return


def _ALL(unit: Unit) -> frozenset[int]:  # noqa: N802
    return frozenset(one.clause for one in unit.reads)


def _parity(one: Read) -> bool:
    return one.denied != one.reserved


def _word(one: Read) -> str:
    return one.token.text


def _modality(
    claim: Claim, evidence: Unit, keys: frozenset[str], clauses: frozenset[int]
) -> Iterator[Objection]:
    for key in sorted(keys):
        ours = _reads(claim.unit, key, _ALL(claim.unit))
        theirs = _reads(evidence, key, clauses)
        if not ours or not theirs:
            continue
        rank = max(one.rank for one in ours)
        if not any(allowed(rank, one.rank, clause=claim.clause) for one in theirs):
            yield Objection(
                "V4", f"the claim is not as strong or weak as the evidence at “{_word(ours[0])}”"
            )
            return


def allowed(claim: int, evidence: int, *, clause: bool) -> bool:
    """Whether a claim of rank ``claim`` may rest on words of rank ``evidence``.

    In a finite clause nothing is raised, a norm stays a norm ("must" may be reported as "should",
    the other way round never), a possibility stays a possibility and a fact a fact. After a verb
    such as "called for" the source needs to be at least as strong; "supported", "opposed" and
    verbs of emphasis say nothing of modality.
    """
    if not clause:
        return evidence >= claim
    if claim >= NORM:
        return evidence >= claim
    if claim:
        return claim <= evidence < NORM
    return evidence == 0


def _antonyms(claim: Unit, evidence: Unit) -> Iterator[Objection]:
    for key in sorted((claim.soft | claim.mandatory) - evidence.keys):
        for other in sorted(antonyms().get(key, frozenset()) & evidence.keys - claim.keys):
            yield Objection("V4", f"the evidence has “{other}” where the claim has “{key}”")
            return

"""V3 and V5: figures, names, words, objects and qualifiers of a claim against its evidence."""

from __future__ import annotations

from collections.abc import Iterator

from conspectus.engine.lexicon.marks import light_words, marks
from conspectus.engine.verification.finding import Objection
from conspectus.engine.verification.tokens import Read
from conspectus.engine.verification.unit import Unit

SOFT_SHARE = 6
"""One in so many content words of a claim may be missing, if it is no noun, figure or main verb."""


def missing(claim: Unit, evidence: Unit) -> frozenset[str]:
    """Keys of content words of the claim that the evidence lacks; of alternatives one is enough."""
    lacking = (claim.mandatory | claim.soft) - evidence.keys
    for group in claim.alternatives:
        if group & evidence.keys:
            lacking -= group
    return lacking


def recall(claim: Unit, evidence: Unit) -> float:
    """Share of the claim's content words that the evidence has."""
    wanted = claim.mandatory | claim.soft
    return 1.0 - len(missing(claim, evidence)) / len(wanted) if wanted else 0.0


def figures(claim: Unit, evidence: Unit) -> Iterator[Objection]:
    """V3: figures and names that the evidence does not have."""
    for number in sorted(claim.numbers - evidence.numbers):
        yield Objection("V3", f"the figure {number} is not in the evidence")
    lacking = missing(claim, evidence)
    for name in sorted(_names(claim) & lacking):
        yield Objection("V3", f"the name “{printed(claim, name)}” is not in the evidence")


def _names(claim: Unit) -> frozenset[str]:
    return frozenset(
        word.key
        for one in claim.reads
        for word in one.words
        if word.content and word.text[:1].isupper() and (word.start > 0 or word.text[1:].isupper())
    )


def printed(claim: Unit, key: str) -> str:
    """The first word of the claim that has this key, as it stands there; else the key."""
    return next((w.text for one in claim.reads for w in one.words if w.key == key), key)


def words(claim: Unit, evidence: Unit) -> Iterator[Objection]:
    """V5: content words that the evidence does not have."""
    lacking = missing(claim, evidence)
    hard = (lacking & claim.mandatory) - claim.numbers - _names(claim)
    for key in sorted(hard):
        yield Objection("V5", f"“{printed(claim, key)}” is not in the evidence")
    soft = lacking - claim.mandatory - light_words()
    allowed = len(claim.mandatory | claim.soft) // SOFT_SHARE
    if len(soft) > allowed:
        named = ", ".join(f"“{printed(claim, key)}”" for key in sorted(soft))
        yield Objection("V5", f"the evidence does not have {named}")


def quantities(claim: Unit, evidence: Unit) -> Iterator[Objection]:
    """V5: quantifiers, superlatives, "only" and "equal" count in full (DEFECTS 19)."""
    for quantity in sorted(claim.quantities - evidence.quantities):
        yield Objection("V5", f"the evidence does not say “{quantity}”")


def together(claim: Unit, evidence: Unit) -> Iterator[Objection]:
    """V5: words of a claim in which no relation was read have to stand in one clause."""
    main = {w.key for one in claim.reads if one.clause == claim.reads[0].clause for w in one.words}
    keys = [k for k in sorted((claim.mandatory | claim.soft) & main) if k in evidence.places]
    clauses = [{evidence.reads[i].clause for i in evidence.places[key]} for key in keys]
    if clauses and not set.intersection(*clauses):
        yield Objection("V5", "the words of the claim are scattered over several clauses")


def qualifiers(
    claim: Unit, evidence: Unit, core: frozenset[str], clauses: frozenset[int]
) -> Iterator[Objection]:
    """V5: conditions, exceptions and restrictions of the evidence that the claim drops."""
    ours = {condition.mark for condition in claim.conditions}
    for condition in evidence.conditions:
        if condition.mark not in ours and condition.clauses & clauses:
            yield Objection("V5", f"the claim drops the condition “{condition.text}”")
    for mark in sorted(ours - {condition.mark for condition in evidence.conditions}):
        yield Objection("V5", f"the evidence does not make the condition “{mark}”")
    if "only" in evidence.quantities - claim.quantities:
        folds = [
            one for one in evidence.reads if one.token.lower in {"only", "solely", "exclusively"}
        ]
        if any(one.clause in clauses for one in folds):
            yield Objection("V5", "the claim drops “only”")
    yield from _apart(claim, evidence, clauses)
    yield from _narrowed(claim, evidence, core, clauses)


def _apart(claim: Unit, evidence: Unit, clauses: frozenset[int]) -> Iterator[Objection]:
    """ "without …" in the same clause, dropped."""
    for i, one in enumerate(evidence.reads):
        if one.token.lower != "without" or one.clause not in clauses:
            continue
        if {r.token.lower for r in evidence.reads[i + 1 : i + 3]} & marks("en").local_idle:
            continue
        after = {
            r.key for r in evidence.reads[i + 1 : i + 7] if r.apart and r.word and r.word.content
        }
        if after and not after & (claim.mandatory | claim.soft):
            yield Objection("V5", "the claim drops what “without” excludes")


def _narrowed(
    claim: Unit, evidence: Unit, core: frozenset[str], clauses: frozenset[int]
) -> Iterator[Objection]:
    """What narrows a noun of the evidence, dropped.

    Where the noun is denied or opposed, a phrase after it narrows it as well: who cautions against
    price controls in competitive markets does not caution against price controls, while who calls
    for a fund on islands does call for a fund (monotonicity: MacCartney and Manning 2008).
    """
    keys = claim.mandatory | claim.soft
    nouns = core | claim.mandatory
    for head in sorted(nouns & {narrowing.head for narrowing in evidence.narrowings}):
        places = evidence.places.get(head, ())
        against = all(_against(evidence.reads[i]) for i in places)
        narrowed = [n for n in evidence.narrowings if n.head == head and (against or not n.weak)]
        free = len(places) - len({n.clause for n in narrowed})
        dropped = [n for n in narrowed if not n.keys & keys and n.clause in clauses]
        if dropped and free <= 0:
            yield Objection("V5", f"the claim drops “{dropped[0].text}”")


def _against(one: Read) -> bool:
    return one.denied != one.reserved

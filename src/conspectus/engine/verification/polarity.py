"""V4: polarity and modality of a claim against its evidence (DRAFTING §4: never raised)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from conspectus.engine.lexicon.marks import antonyms, marks
from conspectus.engine.verification.bearing import in_scope
from conspectus.engine.verification.finding import Objection
from conspectus.engine.verification.profile import Claim
from conspectus.engine.verification.relations import Relation
from conspectus.engine.verification.tokens import Read
from conspectus.engine.verification.unit import Unit
from conspectus.engine.words import root_of

Bearing = Mapping[Relation, tuple[int, ...]]

NORM = 3
"""Rank of "should": from here on a sentence says what ought to be."""


def objections(claim: Claim, evidence: Unit, borne: Bearing) -> Iterator[Objection]:
    """Why the polarity or modality of ``claim`` is not that of ``evidence``.

    ``borne``: the claim's relations with the places where the evidence bears them; where there
    are none, all words that both have are compared.
    """
    pairs = list(_pairs(claim.unit, evidence, borne))
    if not _neutral(claim):
        told = [*pairs, *_others(claim.unit, evidence, borne)]
        yield from _polarity(claim.unit, evidence, told)
    yield from _modality(claim, evidence, pairs)
    yield from _apart(claim.unit, evidence)
    yield from _antonyms(claim.unit, evidence)


def _neutral(claim: Claim) -> bool:
    """Whether the reporting verb neither says nor denies ("questioned whether")."""
    verb = claim.verb
    return verb is not None and verb.verb_class == "F" and verb.strength in _NEUTRAL


_NEUTRAL = frozenset({1, 4})


@dataclass(frozen=True, slots=True)
class _Pair:
    """Places in the claim beside the places in the evidence that say the same.

    ``acts``: whether they say what is or should be done (a verb or a complement).
    """

    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    acts: bool


_DOING = frozenset({"V", "VG", "VZ", "VD", "J"})


def _pairs(claim: Unit, evidence: Unit, borne: Bearing) -> Iterator[_Pair]:
    for relation, places in sorted(borne.items()):
        ours = claim.relations[relation]
        doing = any(claim.reads[i].token.tag in _DOING for i in ours)
        yield _Pair(ours, places, relation[0].startswith("=") or doing)
    if borne:
        return
    for key in sorted((claim.mandatory | claim.soft) & evidence.keys):
        ours, theirs = claim.places.get(key, ()), evidence.places.get(key, ())
        if ours and theirs:
            yield _Pair(ours, theirs, any(claim.reads[i].token.tag in _DOING for i in ours))


def _others(claim: Unit, evidence: Unit, borne: Bearing) -> Iterator[_Pair]:
    """Verbs and predicates of the claim that stand in none of its relations."""
    if not borne:
        return
    covered = {word.lstrip("=<") for pair in borne for word in pair}
    for key in sorted((claim.soft & evidence.keys) - covered):
        ours, theirs = claim.places.get(key, ()), evidence.places.get(key, ())
        if theirs and any(_predicates(claim, i) for i in ours):
            yield _Pair(ours, theirs, acts=True)


def _predicates(unit: Unit, i: int) -> bool:
    """Whether the word at ``i`` is a verb, or an adjective that stands before no noun."""
    tag = unit.reads[i].token.tag
    follows = unit.reads[i + 1].token.tag if i + 1 < len(unit.reads) else ""
    return tag in _DOING and not (tag in {"J", "VD"} and follows in {"N", "J"})


def _reads(places: tuple[int, ...], unit: Unit) -> list[Read]:
    return [unit.reads[i] for i in places]


def _polarity(claim: Unit, evidence: Unit, pairs: list[_Pair]) -> Iterator[Objection]:
    acts = [pair for pair in pairs if pair.acts]
    for pair in acts or pairs:
        said = {_parity(one) for one in _reads(pair.ours, claim)}
        if not said & {_parity(one) for one in _reads(pair.theirs, evidence)}:
            word = claim.reads[pair.ours[0]].token.text
            yield Objection("V4", f"the evidence denies what the claim says of “{word}”")
            return


def _parity(one: Read) -> bool:
    return one.denied != one.reserved


def _modality(claim: Claim, evidence: Unit, pairs: list[_Pair]) -> Iterator[Objection]:
    unit = claim.unit
    acts = [pair for pair in pairs if pair.acts]
    # Without a verb the first noun is what is asked for: "closer cooperation of regulators".
    chosen = acts or sorted(pairs, key=lambda pair: pair.ours)[:1]
    for pair in chosen:
        if all(_by_doing(unit, i) or _wants(unit, i) for i in pair.ours):
            continue
        rank = max(_rank(unit, i) for i in pair.ours)
        if not any(allowed(rank, _rank(evidence, i), clause=claim.clause) for i in pair.theirs):
            word = unit.reads[pair.ours[0]].token.text
            yield Objection("V4", f"claim and evidence differ in strength at “{word}”")
            return


def _wants(unit: Unit, i: int) -> bool:
    """Whether the word at ``i`` makes a norm itself ("need", "support"), whatever its own rank.

    Under "must" it is one of the things that are asked for: "policies must support openness".
    """
    word = unit.reads[i].word
    wanting = word is not None and root_of(word.fold) in marks("en").wanting
    return wanting and not _obliged(unit, i)


def _obliged(unit: Unit, i: int) -> bool:
    """Whether "must" stands right before the verb at ``i``."""
    before = unit.reads[i - 1].token if i else None
    return before is not None and before.lower in {"must", "shall"}


def _by_doing(unit: Unit, i: int) -> bool:
    """Whether the word at ``i`` is a gerund after a preposition: "before adopting laws"."""
    return i > 0 and unit.reads[i].token.tag == "VG" and unit.reads[i - 1].token.tag == "P"


def _rank(unit: Unit, i: int) -> int:
    return unit.reads[i].rank if in_scope(unit, i) else 0


def _apart(claim: Unit, evidence: Unit) -> Iterator[Objection]:
    for key in sorted(claim.keys & evidence.keys):
        ours = _reads(claim.places.get(key, ()), claim)
        theirs = _reads(evidence.places.get(key, ()), evidence)
        if ours and theirs and not {one.apart for one in ours} & {one.apart for one in theirs}:
            word = ours[0].token.text
            yield Objection(
                "V4", f"“{word}” stands under “without” or the like in one of the two only"
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

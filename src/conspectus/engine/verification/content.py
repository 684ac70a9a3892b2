"""V3 and V5: figures, names, words, objects and qualifiers of a claim against its evidence."""

from __future__ import annotations

from collections.abc import Iterator

from conspectus.engine.lexicon.marks import acronyms, light_words
from conspectus.engine.verification.finding import Objection
from conspectus.engine.verification.relations import Relation
from conspectus.engine.verification.unit import Unit

SOFT_SHARE = 6
"""One in so many content words of a claim may be missing, if it is no noun, figure or main verb."""
NEAR = 4
"""Tokens within which two words count as standing together where no relation was read."""


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
        yield Objection("V3", f"the name “{_printed(claim, name)}” is not in the evidence")


def _names(claim: Unit) -> frozenset[str]:
    return frozenset(
        word.key
        for one in claim.reads
        for word in one.words
        if word.content and word.text[:1].isupper() and (word.start > 0 or word.text[1:].isupper())
    )


def _printed(claim: Unit, key: str) -> str:
    return next(w.text for one in claim.reads for w in one.words if w.key == key)


def words(claim: Unit, evidence: Unit) -> Iterator[Objection]:
    """V5: content words that the evidence does not have."""
    lacking = missing(claim, evidence)
    hard = (lacking & claim.mandatory) - claim.numbers - _names(claim)
    for key in sorted(hard):
        yield Objection("V5", f"“{_printed(claim, key)}” is not in the evidence")
    soft = lacking - claim.mandatory - light_words()
    allowed = len(claim.mandatory | claim.soft) // SOFT_SHARE
    if len(soft) > allowed:
        named = ", ".join(f"“{_printed(claim, key)}”" for key in sorted(soft))
        yield Objection("V5", f"the evidence does not have {named}")


def quantities(claim: Unit, evidence: Unit) -> Iterator[Objection]:
    """V5: quantifiers, superlatives, "only" and "equal" count in full (DEFECTS 19)."""
    for quantity in sorted(claim.quantities - evidence.quantities):
        yield Objection("V5", f"the evidence does not say “{quantity}”")


def related(claim: Unit, evidence: Unit) -> Iterator[Objection]:
    """V5: what the claim does to an object, the evidence has to do to the same (DEFECTS 17)."""
    for relation in sorted(claim.relations):
        if not _holds(relation, claim, evidence):
            verb, noun = relation
            yield Objection("V5", f"the evidence does not relate “{verb}” to “{noun}”")


def _holds(relation: Relation, claim: Unit, evidence: Unit) -> bool:
    verb, noun = relation
    bare = (verb.lstrip("="), noun.lstrip("<"))
    if set(bare) & light_words():
        return True
    if not set(bare) <= claim.mandatory | claim.soft:
        return True
    options = [relation]
    for group in claim.alternatives:
        if bare[0] in group:
            options += [(other, noun) for other in sorted(group)]
        if bare[1] in group:
            options += [(verb, noun.replace(bare[1], other)) for other in sorted(group)]
    options += _in_short(relation, claim)
    if any(option in evidence.relations for option in options) or _same_name(bare, evidence):
        return True
    return any(_near(option, evidence) or _unread(option, evidence) for option in options)


def _in_short(relation: Relation, claim: Unit) -> list[Relation]:
    """The relation with an acronym for the full name whose head stands in it."""
    verb, noun = relation
    bare = noun.lstrip("<")
    mark = noun[: len(noun) - len(bare)]
    keys = claim.mandatory | claim.soft
    return [
        (verb, mark + acronym)
        for acronym, words in acronyms().items()
        if words[-1] == bare and keys.issuperset(words)
    ]


def _same_name(pair: tuple[str, str], evidence: Unit) -> bool:
    """Whether both words belong to a full name whose acronym the evidence has."""
    return any(
        acronym in evidence.places and set(pair) <= set(words)
        for acronym, words in acronyms().items()
    )


def _unread(relation: Relation, evidence: Unit) -> bool:
    """Whether no relation of this kind was read for the verb, but the noun is in its clause.

    The object is taken as swapped only where the evidence gives the verb another one.
    """
    verb, noun = relation
    agent = noun.startswith("<")
    for first, second in evidence.relations:
        if first.lstrip("=") == verb.lstrip("=") and second.startswith("<") == agent:
            return False
    clauses = {evidence.reads[i].clause for i in evidence.places.get(verb.lstrip("="), ())}
    return any(evidence.reads[i].clause in clauses for i in evidence.places.get(noun.lstrip("<"), ()))


def _near(relation: Relation, evidence: Unit) -> bool:
    """Whether both words stand together in one clause with no other verb between them."""
    verb, noun = relation[0].lstrip("="), relation[1]
    agent = noun.startswith("<")
    if (verb, noun.lstrip("<")) in evidence.relations and agent:
        return False
    for i in evidence.places.get(verb, ()):
        for j in evidence.places.get(noun.lstrip("<"), ()):
            if evidence.reads[i].clause != evidence.reads[j].clause or abs(i - j) > NEAR:
                continue
            between = evidence.reads[min(i, j) + 1 : max(i, j)]
            if not any(one.token.tag in {"V", "VG", "VZ", "VD", "P", "N"} for one in between):
                return True
    return False


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
        folds = [one for one in evidence.reads if one.token.lower in {"only", "solely", "exclusively"}]
        if any(one.clause in clauses for one in folds):
            yield Objection("V5", "the claim drops “only”")
    yield from _apart(claim, evidence, clauses)
    yield from _narrowed(claim, evidence, core, clauses)


def _apart(claim: Unit, evidence: Unit, clauses: frozenset[int]) -> Iterator[Objection]:
    """ "without …" in the same clause, dropped."""
    for i, one in enumerate(evidence.reads):
        if one.token.lower != "without" or one.clause not in clauses:
            continue
        after = {r.key for r in evidence.reads[i + 1 : i + 7] if r.apart and r.word and r.word.content}
        if after and not after & (claim.mandatory | claim.soft):
            yield Objection("V5", "the claim drops what “without” excludes")


def _narrowed(
    claim: Unit, evidence: Unit, core: frozenset[str], clauses: frozenset[int]
) -> Iterator[Objection]:
    keys = claim.mandatory | claim.soft
    for head in sorted(core & {narrowing.head for narrowing in evidence.narrowings}):
        narrowed = [n for n in evidence.narrowings if n.head == head]
        free = len(evidence.places.get(head, ())) - len({n.clause for n in narrowed})
        dropped = [n for n in narrowed if not n.keys & keys and n.clause in clauses]
        if dropped and free <= 0:
            yield Objection("V5", f"the claim drops “{dropped[0].text}”")

"""V5: what the claim does to an object, the evidence has to do to the same (DEFECTS 17)."""

from __future__ import annotations

from collections.abc import Mapping

from conspectus.engine.lexicon.marks import acronyms, light_words
from conspectus.engine.verification.relations import Relation
from conspectus.engine.verification.retagging import VERBS
from conspectus.engine.verification.unit import Unit

NEAR = 4
"""Tokens within which two words count as standing together where no relation was read."""
UNREAD = 7
"""The same where the evidence gives the verb no object at all, as after a misread word."""

FAR = 10
"""The same for agents, for nouns of action, and for a verb whose object is a pronoun."""

_INSIDE = frozenset({"J", "N", "D", "VD", "VG", "R", "Q"})
_CIRCUMSTANCE = frozenset(
    "in by as like than about concerning regarding on against between from under despite "
    "through".split()
)
"""Prepositions before a noun of action that make it the circumstance of something else."""
_ABSTAINING = frozenset({"refrain", "abstain", "desist"})


def borne(claim: Unit, evidence: Unit) -> tuple[Mapping[Relation, tuple[int, ...]], list[Relation]]:
    """(claim's relation → indices into the evidence that bear it, relations that nothing bears)."""
    found: dict[Relation, tuple[int, ...]] = {}
    lacking: list[Relation] = []
    for relation in sorted(claim.relations):
        bare = {word.lstrip("=<") for word in relation}
        light = bool(bare & light_words())
        if not bare - light_words() <= claim.mandatory | claim.soft:
            continue
        places = evidence.relations.get(relation) if light else _places(relation, claim, evidence)
        if places is None and light:
            continue
        if places is None:
            lacking.append(relation)
        elif places:
            found[relation] = places
    return found, lacking


def _places(relation: Relation, claim: Unit, evidence: Unit) -> tuple[int, ...] | None:
    """Where the evidence bears the relation; empty where it does so inside a name."""
    options = _options(relation, claim)
    exact = [i for option in options for i in evidence.relations.get(option, ())]
    exact += [i for option in options for i in evidence.implied.get(option, ())]
    if exact:
        return tuple(dict.fromkeys(exact))
    pair = {word.lstrip("=<") for word in relation}
    if any(a in evidence.places and pair <= set(words) for a, words in acronyms().items()):
        return ()
    if relation[0].startswith("="):
        return None
    near = [i for option in options for i in _near(option, evidence) or _unread(option, evidence)]
    return tuple(dict.fromkeys(near)) or None


def _options(relation: Relation, claim: Unit) -> list[Relation]:
    """The relation as it may stand in the evidence: alternatives, acronyms, "accountability of"."""
    verb, noun = relation
    act, thing = verb.lstrip("="), noun.lstrip("<")
    verbs, nouns = [act], [thing]
    for group in claim.alternatives:
        if act in group:
            verbs += sorted(group - {act})
        if thing in group:
            nouns += sorted(group - {thing})
    keys = claim.mandatory | claim.soft
    nouns += [a for a, w in acronyms().items() if w[-1] == thing and keys.issuperset(w)]
    mark, agent = verb[: len(verb) - len(act)], noun[: len(noun) - len(thing)]
    if thing in acronyms():
        nouns.append(acronyms()[thing][-1])
    options = [(mark + one, agent + other) for one in verbs for other in nouns]
    if mark:
        options += [(one, other) for one in verbs for other in nouns]
    return options


def _near(relation: Relation, evidence: Unit) -> list[int]:
    """Indices of the verb where verb and noun stand together, nothing of weight between."""
    verb, noun = relation
    if verb.startswith("=") or noun.startswith("<"):
        return []
    found = []
    for i in evidence.places.get(verb, ()):
        for j in evidence.places.get(noun, ()):
            if evidence.reads[i].clause != evidence.reads[j].clause or abs(i - j) > NEAR:
                continue
            between = evidence.reads[min(i, j) + 1 : max(i, j)]
            loose = j < i and not _free(evidence, j)
            if not loose and all(one.token.tag in {"D", "J", "R", "X", "M"} for one in between):
                found.append(i)
    return found


def _unread(relation: Relation, evidence: Unit) -> list[int]:
    """Indices of the verb where the evidence was read to give it no object (or agent) at all.

    The object is taken as swapped only where the evidence gives the verb another one. A verb whose
    object is a pronoun has what the sentence spoke of.
    """
    verb, thing = relation
    agent, bare = thing.startswith("<"), thing.lstrip("<")
    given = any(
        first == verb and second.startswith("<") == agent for first, second in evidence.relations
    )
    found = []
    for i in evidence.places.get(verb, ()):
        act = evidence.reads[i]
        if given and (agent or not _pronoun(evidence, i)):
            continue
        reach = FAR if agent or act.token.tag not in VERBS or _pronoun(evidence, i) else UNREAD
        for j in evidence.places.get(bare, ()):
            other = evidence.reads[j]
            loose = agent or act.token.tag not in VERBS
            anywhere = act.token.tag not in VERBS or _pronoun(evidence, i)
            near = abs(i - j) <= reach and (anywhere or act.clause == other.clause)
            noun = other.token.tag == "N" or other.key != bare
            if near and noun and (loose or _free(evidence, j)):
                found.append(i)
    return found


def _pronoun(evidence: Unit, i: int) -> bool:
    """Whether the verb at ``i`` acts on "it" or "them"."""
    reads = evidence.reads
    j = i + 2 if i + 1 < len(reads) and reads[i + 1].token.tag == "P" else i + 1
    return j < len(reads) and reads[j].token.lower in {"it", "them"}


def _free(evidence: Unit, j: int) -> bool:
    """Whether the noun at ``j`` stands in no prepositional phrase."""
    if evidence.reads[j].token.tag != "N":
        return False
    return governed_by(evidence, j) == ""


def governed_by(evidence: Unit, j: int) -> str:
    """The preposition of the noun phrase around ``j``, empty where it has none."""
    k = j - 1
    while k >= 0 and evidence.reads[k].token.tag in _INSIDE:
        k -= 1
    while k > 0 and evidence.reads[k].token.lower in {"and", "or", ","}:
        # A coordinated noun stands under the preposition of its partner.
        k -= 1
        while k >= 0 and evidence.reads[k].token.tag in _INSIDE:
            k -= 1
    if k >= 0 and evidence.reads[k].token.tag == "P":
        return evidence.reads[k].token.lower
    return ""


def in_scope(evidence: Unit, i: int) -> bool:
    """Whether the noun of action at ``i`` is asked for, and not the circumstance of something else.

    "Measures for the protection of privacy" asks for protection, "consistency in the protection of
    privacy" does not. Who refrains from an act is asked about that act.
    """
    tag = evidence.reads[i].token.tag
    if i > 1 and evidence.reads[i - 2].token.lemma in _ABSTAINING:
        return True
    if tag == "VG" and i and evidence.reads[i - 1].token.tag == "P":
        return evidence.reads[i - 1].token.lower not in _CIRCUMSTANCE | {"at", "before", "after"}
    if tag != "N":
        return True
    return governed_by(evidence, i) not in _CIRCUMSTANCE

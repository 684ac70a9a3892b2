"""Views that many hold of one concept: "transparency should be ensured, in one context or another".

The passages that name a concept are asked one by one whether their holder wants it, by a judgement
that readers have taught (``judgement.wishes``). One contributor asks for transparency of ICANN,
another of all decisions: the wording says that it is asked for in one context or another, which
each of them carries.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Final

from conspectus.engine.grammar.tagging import tag
from conspectus.engine.judgement.mentions import (
    adjectives_for,
    asked_for,
    mentions,
    names_of_concept,
    usual_name,
)
from conspectus.engine.judgement.wishes import wants, wish
from conspectus.engine.passages import Claim
from conspectus.engine.propositions import Concept, fold, generalisations, propositions
from conspectus.engine.remembered import remembered
from conspectus.engine.verdicts import Verdicts
from conspectus.engine.views import DraftView
from conspectus.engine.wordings import (
    EARLIER_SCOPES,
    SCOPES,
    UMBRELLA,
    concept_phrase,
    disjunction,
    nameable,
    participle,
)

FEWEST: Final = 3
"""Holders that make a concept worth a sentence of its own."""
SECOND_VERB: Final = 4
"""A second verb is named where one holder in so many uses it."""
MOSTLY: Final = 0.4
"""Share of the passages naming a concept that have to want it: others name an actor or a place
("civil society", "developing countries"), of which little is wanted."""
OFTEN: Final = 0.25
MANY: Final = 10
"""From so many holders on this share is enough: "human rights" stand in much that asks nothing."""
WIDE: Final = 4
_USUAL: Final = "ensure"
SAME_HOLDERS: Final = 0.8
"""A narrower concept with this share of the wider one's holders stands in its place."""
_ANY_SCOPE: Final = "|".join((*SCOPES, *EARLIER_SCOPES))
_WORDING: Final = re.compile(
    rf"^(?P<concept>.+?) should be [\w-]+(?: or [\w-]+)?, (?:{_ANY_SCOPE})\.?$"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A concept with the claims that want it, by holder, the plainest first."""

    concept: Concept
    claims: Mapping[str, tuple[Claim, ...]]
    surfaces: tuple[str, ...]


def concept_views(claims: Sequence[Claim], verdicts: Verdicts) -> tuple[DraftView, ...]:
    """A view for each concept that ``FEWEST`` holders or more want, widest first."""
    views = []
    for wanted in _distinct(wanted_concepts(claims, verdicts)):
        phrase = concept_phrase(wanted.concept, wanted.surfaces)
        wished = _participles(wanted)
        if phrase is None or not wished:
            continue
        scope = SCOPES[sum(map(len, wanted.concept)) % len(SCOPES)]
        clause = f"{phrase} should be {disjunction(wished)}, {scope}"
        if concept_of_wording(clause) == wanted.concept:
            views.append(
                DraftView(clause=clause, theme=None, claims=wanted.claims, concept=wanted.concept)
            )
    return tuple(views)


def beside_concepts(views: Sequence[DraftView], concepts: Sequence[DraftView]) -> list[DraftView]:
    """The views but those that say of a concept what stands there already.

    "Internet governance should be democratic" beside "democracy should be ensured", "privacy should
    be protected" beside the same with its scope.
    """
    held = {view.concept: set(view.claims) for view in concepts}
    kept = []
    for view in views:
        asked = asked_for(view.clause.split()[-1].replace("-", "")) or _object_of(view.clause)
        common = len(held.get(asked, set()) & set(view.claims))
        if common < SAME_HOLDERS * len(view.claims):
            kept.append(view)
    return kept


def _object_of(clause: str) -> Concept:
    """What a short wording wants: "privacy" in "privacy should be protected or respected"."""
    found = {atom.concept for atom in propositions(tag(clause), clause)}
    return found.pop() if len(found) == 1 else ()


def wanted_concepts(claims: Sequence[Claim], verdicts: Verdicts) -> tuple[Wanted, ...]:
    """The concepts that ``FEWEST`` holders or more want, widest first."""
    own = [c for c in sorted(claims, key=lambda c: c.id) if c.counted and c.language == "en"]
    holders: dict[Concept, set[str]] = defaultdict(set)
    surfaces: dict[Concept, list[str]] = defaultdict(list)
    naming: dict[str, set[int]] = defaultdict(set)
    for place, claim in enumerate(own):
        words, concepts = named_in(claim.text)
        for word in words:
            naming[word].add(place)
        for concept, surface in concepts:
            holders[concept].add(claim.holder)
            surfaces[concept] += [surface] if surface else []
    found = []
    for concept in sorted(concept for concept, known in holders.items() if len(known) >= FEWEST):
        places = [
            own[place]
            for place in _naming(concept, naming)
            if verdicts.ask(
                "named",
                " ".join(concept),
                own[place].text,
                partial(_names, concept, own[place].text),
            )
        ]
        wanted = _wanted(concept, places, surfaces[concept], verdicts)
        wanting = sum(map(len, wanted.claims.values()))
        share = OFTEN if len(wanted.claims) >= MANY else MOSTLY
        if len(wanted.claims) >= FEWEST and wanting >= share * len(places):
            found.append(wanted)
    found.sort(key=lambda one: (-len(one.claims), -len(one.concept), one.concept))
    return tuple(found)


_Named = tuple[tuple[str, ...], tuple[tuple[Concept, str], ...]]


def _unpacked(kept: list[Any]) -> _Named:
    words, concepts = kept
    return tuple(words), tuple((tuple(concept), surface) for concept, surface in concepts)


@remembered(pack=list, unpack=_unpacked)
def named_in(text: str) -> _Named:
    """The folded words of a passage, and (concept, surface or "") of each it names nameably."""
    return (
        tuple(sorted({fold(token) for token in tag(text)})),
        tuple(
            (usual_name(mention.concept), "" if mention.quality else mention.surface)
            for mention in mentions(text)
            if nameable(usual_name(mention.concept))
        ),
    )


def _names(concept: Concept, text: str) -> bool:
    """Whether the words stand together so that they name the concept."""
    return wish(concept, text) > 0.0


def _naming(concept: Concept, naming: Mapping[str, Collection[int]]) -> list[int]:
    """The claims that have all words of a name of the concept, or an adjective that asks for it.

    ``naming``: folded word → the claims that have it.
    """
    found: set[int] = set()
    for name in names_of_concept(concept):
        sets = [set(naming.get(word, ())) for word in name if word != "of"]
        found |= set.intersection(*sets)
    for adjective in adjectives_for(concept):
        found |= set(naming.get(adjective, ()))
    return sorted(found)


def _wanted(
    concept: Concept, places: Sequence[Claim], surfaces: Sequence[str], verdicts: Verdicts
) -> Wanted:
    kept: dict[str, list[Claim]] = defaultdict(list)
    name = " ".join(concept)
    for claim in places:
        if verdicts.ask("wish", name, claim.text, partial(wants, concept, claim.text)):
            kept[claim.holder].append(claim)
    ranked = {
        holder: tuple(sorted(members, key=lambda c: (-round(wish(concept, c.text), 3), c.id)))
        for holder, members in sorted(kept.items())
    }
    return Wanted(concept=concept, claims=ranked, surfaces=tuple(surfaces))


def _distinct(found: Sequence[Wanted]) -> list[Wanted]:
    """Without concepts that a narrower or wider one with nearly the same holders says already."""
    kept: list[Wanted] = []
    for one in found:
        rival = next((i for i, other in enumerate(kept) if _same_matter(one, other)), None)
        if rival is None:
            kept.append(one)
        elif _narrower(one.concept, kept[rival].concept) and len(one.claims) >= SAME_HOLDERS * len(
            kept[rival].claims
        ):
            kept[rival] = one
    return kept


def _same_matter(one: Wanted, other: Wanted) -> bool:
    """Whether one concept is within the other and their holders are mostly the same."""
    within = _narrower(one.concept, other.concept) or _narrower(other.concept, one.concept)
    common = len(set(one.claims) & set(other.claims))
    return within and common >= SAME_HOLDERS * min(len(one.claims), len(other.claims))


def _narrower(one: Concept, other: Concept) -> bool:
    """Whether the first concept has all the words of the second and more."""
    return len(one) > len(other) and set(other) <= set(one)


def _participles(wanted: Wanted) -> list[str]:
    """What the holders want done, in the one or two verbs that most of them use; none of one."""
    users: dict[str, set[str]] = defaultdict(set)
    verbs: dict[str, Counter[str]] = defaultdict(Counter)
    for holder, claims in wanted.claims.items():
        for claim in claims:
            for atom in claim.propositions:
                if atom.relation in UMBRELLA and wanted.concept in generalisations(atom.concept):
                    users[atom.relation].add(holder)
                    verbs[atom.relation][atom.verb] += 1
    order = sorted(users, key=lambda r: (-len(users[r]), UMBRELLA.index(r)))
    chosen = [relation for relation in order[:1] if len(users[relation]) > 1]
    settled = len(wanted.concept) == 1 or len(names_of_concept(wanted.concept)) > 1
    if not chosen and settled and len(wanted.claims) >= WIDE:
        return [participle(_USUAL)]  # a quality that most ask for by its adjective or other names
    if len(order) > 1 and len(users[order[1]]) * SECOND_VERB >= len(wanted.claims):
        chosen += order[1:2]
    return [participle(relation) for relation in chosen]


@lru_cache(maxsize=5_000)
def concept_of_wording(clause: str) -> Concept:
    """The concept that a wording of this module wants; empty for any other clause."""
    match = _WORDING.match(clause)
    if match is None:
        return ()
    sample = f"{match['concept']} should be ensured"
    atom = next(iter(propositions(tag(sample), sample)), None)
    return usual_name(atom.concept) if atom is not None else ()


def carries_concept(clause: str, evidence: str) -> bool:
    """Whether the evidence wants the concept of a wording of this module (V4, V5)."""
    concept = concept_of_wording(clause)
    return bool(concept) and wants(concept, evidence)

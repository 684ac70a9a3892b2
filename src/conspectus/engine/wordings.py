"""Short wordings of shared views, grown from atoms: "network neutrality should be protected".

A wording names a concept and what is wanted of it. Where holders ask for neighbouring things
(one to protect, another to promote), the wording says "protected or promoted": a disjunction that
each holder's own words carry, instead of a sum that none of them said.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import lemminflect

from conspectus.engine.grammar import closed_class as cc
from conspectus.engine.grammar.capitals import is_name
from conspectus.engine.grammar.relations import NOMINAL
from conspectus.engine.grammar.tagging import tag
from conspectus.engine.passages import Claim
from conspectus.engine.propositions import Concept, Proposition, generalisations, split_concept

UMBRELLA: Final = (
    "protect",
    "respect",
    "ensure",
    "preserve",
    "strengthen",
    "promote",
    "expand",
    "want",
    "enable",
)
"""Relations that may stand side by side in one disjunction: all of them want more of the thing."""
ALONE: Final = frozenset(
    "create develop end limit reform globalize transfer discuss include implement adopt share "
    "reject clarify prevent recognize address publish translate fund finance separate review "
    "evaluate respect coordinate harmonize harmonise consult monitor reinstate repeal".split()
)
_PARTICIPLE: Final = {
    "protect": "protected",
    "respect": "respected",
    "ensure": "ensured",
    "preserve": "preserved",
    "strengthen": "strengthened",
    "promote": "promoted",
    "expand": "expanded",
    "create": "established",
    "develop": "developed",
    "end": "ended",
    "limit": "limited",
    "reform": "reformed",
    "globalize": "globalized",
    "transfer": "transferred",
    "discuss": "discussed",
    "include": "included",
    "implement": "implemented",
    "adopt": "adopted",
    "share": "shared",
    "reject": "rejected",
    "clarify": "clarified",
    "want": "supported",
    "enable": "enabled",
    "prevent": "prevented",
    "recognize": "recognized",
    "address": "addressed",
    "reinstate": "reinstated",
    "repeal": "repealed",
}
_VAGUE_HEADS: Final = frozenset(
    "principle process model role system mechanism issue way need effort approach policy policies "
    "function framework opportunity attention decision criterion thing matter question problem "
    "practice community people world user group body organization institution structure "
    "arrangement challenge solution measure action step responsibility ability means part point "
    "area aspect level kind type number use work proposal idea concept example case place "
    "position status consideration commitment importance nature fact view interest concern change "
    "care result outcome goal objective aim value benefit impact effect tool platform initiative "
    "activity service product resource actor stakeholder stakeholders government state country "
    "party following condition right freedom information content data technology internet network "
    "governance discussion dialogue debate consensus agreement rule law standard norm term "
    "capacity potential set range variety element component factor feature characteristic project "
    "program plan agenda meeting forum event document report statement text person individual "
    "entity operator citizen company business sector member everyone market economy society time "
    "year day online offline one other such protection respect access cooperation development "
    "participation representation involvement engagement growth future success progress "
    "understanding knowledge awareness system infrastructure environment space care high safe "
    "sure able certain voluntary bottomup core best good full main key own new major general "
    "basic common different various specific particular existing current present clear".split()
)
_GENERIC_MODIFIERS: Final = frozenset(
    "leading lead defined fair full global continuous further greater effective appropriate "
    "adequate relevant necessary important shared international national regional local public "
    "private increased continued equal true real strong stronger broad wide significant sound "
    "existing underlying seamless genuine meaningful strengthened enhanced improved expanding "
    "continuing ongoing sustainable rigid proper clear overall general additional various core "
    "fundamental basic essential vital all such many more most free internet online digital".split()
)
_NOT_WANTED: Final = frozenset(
    "citizen market process role recognition availability accuracy quality creation compliance "
    "coherence agenda following representativeness deployment application delivery".split()
)
_QUALITY_ENDINGS: Final = (
    "ity",
    "ness",
    "cy",
    "ship",
    "ism",
    "ation",
    "ition",
    "ence",
    "ance",
    "ty",
)
_QUALITIES: Final = frozenset(
    "innovation privacy competition investment diversity trust multilingualism encryption openness "
    "democracy pluralism transparency accountability security stability resilience "
    "interoperability inclusiveness inclusion anonymity cybersecurity resiliency "
    "entrepreneurship".split()
)
MIN_HOLDERS: Final = 2
SCOPES: Final = (
    "in one context or another",
    "overall or in particular areas",
    "generally or on particular points",
)
"""What a wording adds where one holder asks for a thing throughout, another somewhere."""
EARLIER_SCOPES: Final = (
    "in general or in a particular matter",
    "throughout or in certain respects",
)
"""What it added in papers that are still checked."""


def with_scope(clause: str, turn: int) -> str:
    """A clause that ends in a scope with the one whose turn it is; any other as it is.

    They say the same: a section that has many such sentences does not say it in the same words.
    """
    said = next((scope for scope in SCOPES if clause.endswith(scope)), None)
    return clause if said is None else clause.removesuffix(said) + SCOPES[turn % len(SCOPES)]


@dataclass(frozen=True, slots=True)
class Carrier:
    """A claim that carries a wording, by one of its atoms."""

    claim: Claim
    proposition: Proposition


@dataclass(frozen=True, slots=True)
class Wording:
    """A shared view in words. ``clause``: what follows "that"; ``relations``: what it wants."""

    clause: str
    concept: Concept
    relations: tuple[str, ...]
    carriers: tuple[Carrier, ...]

    @property
    def holders(self) -> tuple[str, ...]:
        """Ids of its distinct holders, sorted."""
        return tuple(sorted({carrier.claim.holder for carrier in self.carriers}))


Index = Mapping[Concept, Mapping[str, tuple[Carrier, ...]]]


def index_atoms(claims: Iterable[Claim]) -> Index:
    """Carriers by concept (with its generalisations) and relation; own, affirmative atoms only."""
    found: dict[Concept, dict[str, list[Carrier]]] = defaultdict(lambda: defaultdict(list))
    for claim in sorted(claims, key=lambda c: c.id):
        if not claim.counted:
            continue
        for atom in claim.propositions:
            if atom.negative:
                continue
            for concept, relation in indexed_atoms(atom):
                found[concept][relation].append(Carrier(claim, atom))
    return {
        concept: {relation: tuple(carriers) for relation, carriers in relations.items()}
        for concept, relations in found.items()
    }


_NOUN_OF: Final = {
    "transparent": "transparency",
    "accountable": "accountability",
    "inclusive": "inclusiveness",
    "interoperable": "interoperability",
    "resilient": "resilience",
}
GOVERNING: Final = frozenset(
    "governance process model decisionmaking policymaking decision mechanism institution structure "
    "system framework arrangement approach forum body organization ecosystem management "
    "decisionmaker".split()
)
_NETWORK: Final = frozenset({"internet", "network", "web", "cyberspace", "platform"})
_MANNERS: Final = frozenset(
    "multistakeholder democratic bottomup participatory decentralized distributed".split()
)
_STATES_OF_NETWORK: Final = frozenset(
    "open free secure unfragmented interoperable stable resilient accessible neutral "
    "universal decentralized robust".split()
)


_OF_ONE_BODY: Final = re.compile(r"\b(?!Internet|Web|Governance|IG|The|Multi)[A-Z][A-Za-z]+")
"""A named body: that its Board be transparent is not yet that Internet governance be so."""


def indexed_atoms(atom: Proposition) -> list[tuple[Concept, str]]:
    """(concept, relation) pairs under which an atom is found.

    Besides its own concept: "transparent processes" asks for transparency, "multi-stakeholder
    institutions" for multi-stakeholder governance, "an open Internet" that the Internet be open.
    """
    pairs = [(concept, atom.relation) for concept in generalisations(atom.concept)]
    front, _ = split_concept(atom.concept)
    head = front[-1]
    wanted = atom.relation in UMBRELLA or atom.relation in {"important", "want"}
    qualities = list(front[:-1]) if wanted else []
    if atom.relation.startswith("be:"):
        qualities.append(atom.relation[3:])
    governing = (head in GOVERNING or "governance" in front) and not _OF_ONE_BODY.search(
        atom.surface
    )
    if wanted and len(front) > 1 and head in {"protection", "preservation", "promotion"}:
        pairs += [(one, NOMINAL[head]) for one in generalisations(front[:-1])]
    for quality in qualities:
        if quality in _NOUN_OF and governing:
            pairs.append(((_NOUN_OF[quality],), "ensure"))
        if quality in _MANNERS and governing:
            pairs.append((("internet", "governance"), f"be:{quality}"))
        if quality in _STATES_OF_NETWORK and head in _NETWORK:
            pairs.append((("internet",), f"be:{quality}"))
    return list(dict.fromkeys(pairs))


def nameable(concept: Concept) -> bool:
    """Whether a concept says enough to be what a paper calls for."""
    front, complement = split_concept(concept)
    if not front or front[-1] in {"following", "such", "other"} or front[0] in {"same", "other"}:
        return False
    head = front[-1]
    informative = [
        w
        for w in (*front, *complement)
        if w not in _VAGUE_HEADS and w not in _GENERIC_MODIFIERS and w != "of"
    ]
    if len(front) == 1 and not complement:
        return head in _QUALITIES
    return bool(informative) and head not in _NOT_WANTED


def shared_wordings(index: Index) -> tuple[Wording, ...]:
    """All wordings that two holders or more carry, widest first."""
    found: list[Wording] = []
    for concept in sorted(index):
        found += _states(concept, index[concept])
        if not nameable(concept):
            continue
        found += _umbrella(concept, index[concept])
        found += _single(concept, index[concept])
        found += _qualities(concept, index[concept])
    return tuple(sorted(found, key=lambda w: (-len(w.holders), -len(w.concept), w.clause)))


def _holders(carriers: Sequence[Carrier]) -> set[str]:
    return {carrier.claim.holder for carrier in carriers}


def _umbrella(concept: Concept, by_relation: Mapping[str, tuple[Carrier, ...]]) -> list[Wording]:
    """ "K should be protected or promoted", with the relations that bring holders."""
    order = sorted(
        (r for r in UMBRELLA if r in by_relation),
        key=lambda r: (-len(_holders(by_relation[r])), UMBRELLA.index(r)),
    )
    if not order:
        return []
    chosen = order[:1]
    covered = _holders(by_relation[order[0]])
    for relation in order[1:3]:
        added = _holders(by_relation[relation]) - covered
        if len(added) >= max(1, len(covered) // 6):
            chosen.append(relation)
            covered |= added
    carriers = tuple(c for r in chosen for c in by_relation[r])
    if len(covered) < MIN_HOLDERS:
        return []
    participles = [_participle_of(r, by_relation[r]) for r in chosen]
    phrase = _phrase(concept, carriers)
    if phrase is None:
        return []
    clause = f"{phrase} should be {disjunction(participles)}"
    return [Wording(clause, concept, tuple(chosen), carriers)]


def disjunction(words: Sequence[str]) -> str:
    """ "protected", "protected or promoted": any of them."""
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _participle_of(relation: str, carriers: Sequence[Carrier]) -> str:
    """The participle for a relation: of the verb that all carriers use, else of the class."""
    verbs = {carrier.proposition.verb for carrier in carriers}
    if relation not in _PARTICIPLE and len(verbs) == 1 and (verb := next(iter(verbs))).isalpha():
        return past_participle(verb)
    return participle(relation)


def participle(relation: str) -> str:
    """How a wording says what a class of verbs wants done: "strengthened"."""
    return _PARTICIPLE.get(relation) or past_participle(relation)


@lru_cache(maxsize=2_000)
def past_participle(verb: str) -> str:
    """Past participle of a verb lemma, by lemminflect."""
    forms = lemminflect.getInflection(verb, tag="VBN")
    return str(forms[0]) if forms else f"{verb}ed"


def _single(concept: Concept, by_relation: Mapping[str, tuple[Carrier, ...]]) -> list[Wording]:
    found = []
    for relation, carriers in sorted(by_relation.items()):
        if relation not in ALONE or len(_holders(carriers)) < MIN_HOLDERS:
            continue
        phrase = _phrase(concept, carriers)
        if phrase is None:
            continue
        clause = f"{phrase} should be {_participle_of(relation, carriers)}"
        found.append(Wording(clause, concept, (relation,), carriers))
    return found


def _qualities(concept: Concept, by_relation: Mapping[str, tuple[Carrier, ...]]) -> list[Wording]:
    """ "K is important", "K should be open"."""
    found = []
    for relation, carriers in sorted(by_relation.items()):
        if len(_holders(carriers)) < MIN_HOLDERS:
            continue
        phrase = _phrase(concept, carriers)
        if phrase is None:
            continue
        if relation == "important" and len(concept) > 1:
            clause = f"{phrase} {'are' if is_plural(phrase) else 'is'} important"
        elif (
            relation.startswith("be:")
            and relation[3:] not in _VAGUE_HEADS
            and concept not in _FIXED
        ):
            clause = f"{phrase} should be {carriers[0].proposition.verb}"
        else:
            continue
        found.append(Wording(clause, concept, (relation,), carriers))
    return found


RELATION_OF_PARTICIPLE: Final = {participle: name for name, participle in _PARTICIPLE.items()}
STATES: Final[dict[str, Concept]] = {
    "Internet governance": ("internet", "governance"),
    "the Internet": ("internet",),
    "The Internet": ("internet",),
}
_FIXED: Final = {
    ("internet", "governance"): "Internet governance",
    ("internet",): "the Internet",
    ("multistakeholder", "model"): "the multi-stakeholder model",
}
_SPELT: Final = {"multistakeholder": "multi-stakeholder", "bottomup": "bottom-up"}


def _states(concept: Concept, by_relation: Mapping[str, tuple[Carrier, ...]]) -> list[Wording]:
    """ "Internet governance should be multi-stakeholder", "the Internet should be open"."""
    subject = _FIXED.get(concept)
    if subject is None:
        return []
    allowed = _MANNERS if subject == "Internet governance" else _STATES_OF_NETWORK
    if concept == ("multistakeholder", "model"):
        return []
    return [
        Wording(
            f"{subject} should be {_SPELT.get(relation[3:], relation[3:])}",
            concept,
            (relation,),
            carriers,
        )
        for relation, carriers in sorted(by_relation.items())
        if relation[3:] in allowed and len(_holders(carriers)) >= MIN_HOLDERS
    ]


def is_plural(phrase: str) -> bool:
    """Whether a noun phrase takes a plural verb, by its head."""
    tokens = tag(phrase)
    cut = next((i for i, t in enumerate(tokens) if t.tag == "P"), len(tokens))
    if tokens and tokens[0].tag == "VG":
        return False
    if any(
        t.lower == "and" and tokens[i - 1].tag == "N" and i > 0 for i, t in enumerate(tokens[:cut])
    ):
        return True
    head = next((t for t in reversed(tokens[:cut]) if t.tag == "N"), None)
    return head is not None and head.lower.endswith("s") and head.lower != head.lemma


def _phrase(concept: Concept, carriers: Sequence[Carrier]) -> str | None:
    """The concept as carriers write it, where one of them names just that."""
    own_name = concept in _FIXED or (len(concept) == 1 and concept[0] in _QUALITIES)
    if not own_name and not any(carrier.proposition.concept == concept for carrier in carriers):
        return None
    return concept_phrase(concept, [carrier.proposition.surface for carrier in carriers])


def concept_phrase(concept: Concept, surfaces: Sequence[str]) -> str | None:
    """The concept as its holders write it: the surface most of them share, article by majority."""
    if concept in _FIXED:
        return _FIXED[concept]
    if len(concept) == 1 and concept[0] in _QUALITIES:
        return concept[0]
    bare: Counter[tuple[str, str]] = Counter()
    articles: Counter[str] = Counter()
    for written in surfaces:
        surface = _surface_of(concept, written)
        if surface is None:
            continue
        article, words = surface
        bare[_cased(words), words] += 1
        articles[article] += 1
    if not bare:
        return None
    (_, words), _ = min(bare.items(), key=lambda kv: (-kv[1], len(kv[0][1]), kv[0]))
    words = _cased(words)
    if words.split()[0].endswith("ing") and tag(words)[0].tag == "VG":
        return None
    complement = " of " in words
    article = "the" if articles["the"] * 2 >= sum(articles.values()) or complement else ""
    if len(concept) == 1 and article:
        article = (
            "the"
            if concept[0] not in _QUALITIES and not concept[0].endswith(_QUALITY_ENDINGS)
            else ""
        )
    if not article and articles["a"] * 2 > sum(articles.values()):
        article = "the" if complement else "an" if words[:1].lower() in "aeiou" else "a"
    return f"{article} {words}".strip()


def _cased(words: str) -> str:
    """Words in lower case unless they are names or acronyms inside the phrase."""
    parts = words.split()
    cased = []
    for part in parts:
        keep = any(c.isupper() for c in part[1:]) or part in _PROPER or is_name(part)
        cased.append(part if keep else part.lower() if part[:1].isupper() else part)
    return " ".join(cased)


_PROPER: Final = frozenset({"Internet", "Web", "Forum", "English", "Member", "States", "Nations"})


def _surface_of(concept: Concept, surface: str) -> tuple[str, str] | None:
    """(article, words) of the tail of ``surface`` that spells ``concept``, if it does."""
    from_tokens = tag(surface)
    front, complement = split_concept(concept)
    of_at = next((i for i, t in enumerate(from_tokens) if t.lower == "of"), len(from_tokens))
    content = [i for i in range(of_at) if from_tokens[i].tag in {"N", "J", "VG", "VD"}]
    if len(content) < len(front):
        content = [
            i for i in range(len(from_tokens)) if from_tokens[i].tag in {"N", "J", "VG", "VD"}
        ]
        return None if len(content) < len(front) else _leading_action(surface, front, complement)
    first = content[len(content) - len(front)]
    article = from_tokens[0].lower if from_tokens and from_tokens[0].tag == "D" else ""
    article = "a" if article == "an" else article if article in {"the", "a"} else ""
    end = len(surface) if complement else from_tokens[content[-1]].end
    words = surface[from_tokens[first].start : end]
    if any(w.lower() in cc.DETERMINERS - {"the", "all"} for w in words.split()):
        return None
    if "," in words or len(words.split()) > 7:
        return None
    return article, words


def _leading_action(surface: str, front: Concept, complement: Concept) -> tuple[str, str] | None:
    """The concept after a noun of action: "the protection of privacy" spells "privacy"."""
    _, _, rest = surface.partition(" of ")
    return (
        _surface_of((*front, *(("of", *complement) if complement else ())), rest) if rest else None
    )

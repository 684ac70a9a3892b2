"""What a member of a tight cluster must have in common with the wording that is to be printed.

Sentence vectors see neither figures nor "not" nor "unless" (DESIGN §3), so these are compared by
words, and a share of the wording's rare words has to return, synonyms apart.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from conspectus.engine.across_agreement import SHOULD
from conspectus.engine.clauses import profile_of_clause
from conspectus.engine.cues import states_a_norm
from conspectus.engine.joint_subjects import speaks_of
from conspectus.engine.opposite_words import exclude_each_other
from conspectus.engine.passages import Claim
from conspectus.engine.remembered import remembered
from conspectus.engine.verification.exceptions import in_one_form
from conspectus.engine.verification.plain import plain_unit, without_contrasts
from conspectus.engine.verification.profile import profile
from conspectus.engine.verification.support import supports_profile
from conspectus.engine.words import keys


@dataclass(frozen=True, slots=True)
class Demands:
    """What a member must have in common with a wording.

    Cosine, the share of the wording's words by rarity, and whether its verb must return ("balance"
    is not "strengthen", defect 20). From the cosine ``close`` on a single word is enough.
    """

    cosine: float
    rare_words: float
    verb: bool = True
    close: float = math.inf


CLOSER_PER_DOUBLING: Final = 0.04
WORDS_PER_DOUBLING: Final = 0.12
"""Among more claims, those that say something else of one matter stand nearer by chance."""
DROPS: Final = "the claim drops"
"""How the verifier's reason begins where a wording lacks a qualifier or condition of its source."""


def raised(least: Demands, most: Demands, doublings: float) -> Demands:
    """What is asked among more claims: of words no more than ``most`` asks.

    ``doublings``: how often the number of claims has doubled from that of a small corpus.
    """
    nearer = CLOSER_PER_DOUBLING * doublings
    words = min(most.rare_words, least.rare_words + WORDS_PER_DOUBLING * doublings)
    return Demands(least.cosine + nearer, words, least.verb, least.close + nearer)


_SAME_WISH: Final = ("protect", "respect", "ensure", "preserve", "strengthen", "promote", "expand")
_MUST: Final = re.compile(r"\b(?:must|shall|needs?|have to|has to|required?)\b", re.IGNORECASE)
_ENCOURAGED: Final = re.compile(r"\b(?:is|are|be) encouraged to\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Rarity:
    """Inverse document frequency of words, synonyms taken for one, over the claims of a corpus."""

    weights: Mapping[str, float]

    def recall(self, wording: str, other: str) -> float:
        """Share of the wording's words, by weight, that the other text holds too (0..1)."""
        one, two = _keys(wording), _keys(other)
        whole = self._weight(one)
        return self._weight(one & two) / whole if whole else 0.0

    def _weight(self, words: frozenset[str]) -> float:
        return math.fsum(sorted(self.weights.get(word, 1.0) for word in words))


def rarity_of(claims: Sequence[Claim]) -> Rarity:
    """Weights ln(n / documents) of the words of all claims (Spärck Jones 1972)."""
    counts = Counter(word for claim in claims for word in corpus_keys(claim.plain, claim.language))
    return Rarity({word: math.log(len(claims) / n) for word, n in counts.items()})


@remembered(pack=list, unpack=list)
def corpus_keys(text: str, language: str) -> list[str]:
    """``words.keys`` of a claim, each once, in their order."""
    return sorted(keys(text, language))


@lru_cache(maxsize=1 << 14)
def _keys(text: str) -> frozenset[str]:
    return keys(text)


@dataclass(frozen=True, slots=True)
class Wording:
    """A clause that may stand for others: ``plain`` is the sentence that it makes, of ``claim``.

    ``subjects``: who is to do or to get something, where the claim names several.
    """

    clause: str
    plain: str
    claim: Claim
    subjects: tuple[str, ...] = ()


def softened(text: str) -> str:
    """What all who must and all who should have in common: that it should be so.

    "must" may be reported as "should", the other way round never (DRAFTING §4).
    """
    return _OBLIGES.sub(lambda match: _matched(match.group(), "should"), text)


def _matched(written: str, word: str) -> str:
    return word.capitalize() if written[:1].isupper() else word


_OBLIGES: Final = re.compile(r"\b(?:must|shall)\b", re.IGNORECASE)


def carried(
    wording: Wording, other: Claim, cosine: float, rarity: Rarity, demands: Demands
) -> bool:
    """Whether the other claim says what the wording says, as far as these signs tell."""
    one, two = _read(wording.plain, wording.claim.text), _read(other.plain, other.text)
    if _wishes(wording.claim) and not _wishes(other):
        return False
    if _turned(wording.plain, other.plain) or not _acts_alike(wording.plain, other.plain):
        return False
    if not speaks_of(wording.subjects, other.plain):
        return False
    if not _same_marks(one, two) or exclude_each_other(wording.plain, other.plain):
        return False
    if demands.verb and not _same_wish(wording.claim, other):
        return False
    recall = rarity.recall(wording.plain, other.plain)
    close = cosine >= demands.close and recall > 0.0
    if not close and (cosine < demands.cosine or recall < demands.rare_words):
        return False
    reasons = supports_profile(profile_of_clause(one.text), profile(two.text)).reasons
    return not any(reason.startswith(DROPS) for reason in reasons)


@dataclass(frozen=True, slots=True)
class _Marks:
    """What of a text may not differ.

    ``asks``, ``leaves_free``: "should" or more, and what is less ("may", "is encouraged to").
    ``text``: with its exceptions in one form. ``numbers``: figures that are wanted;
    ``wanted``: these and numbers in words; ``set_aside``: those that are not ("rather than 10"),
    which say nothing of agreement. ``implied``: qualifiers
    that it makes in other words.
    """

    text: str
    denied: bool
    must: bool
    asks: bool
    leaves_free: bool
    numbers: frozenset[str]
    wanted: frozenset[str]
    set_aside: frozenset[str]
    acronyms: frozenset[str]
    qualifiers: frozenset[str]
    implied: frozenset[str]


def _same_marks(one: _Marks, two: _Marks) -> bool:
    return (
        one.numbers == two.numbers
        and one.wanted <= two.wanted
        and one.set_aside <= two.set_aside
        and one.set_aside.isdisjoint(two.wanted)
        and two.set_aside.isdisjoint(one.wanted)
        and one.denied == two.denied
        and one.acronyms <= two.acronyms
        and (two.must or not one.must)
        and not (one.asks and two.leaves_free)
        and one.qualifiers <= two.qualifiers | two.implied
        and two.qualifiers & _EXCEPTIONS <= one.qualifiers
    )


@lru_cache(maxsize=1 << 14)
def _read(text: str, source: str) -> _Marks:
    plain, turned = in_one_form(text)
    unit = plain_unit(source, "en")
    figures = plain_unit(text, "en")
    return _Marks(
        text=plain,
        denied=(unit.main_denials + turned) % 2 == 1,
        must=bool(_MUST.search(text)),
        asks=unit.modality >= SHOULD,
        leaves_free=0 < unit.modality < SHOULD or bool(_ENCOURAGED.search(text)),
        numbers=frozenset(_NUMBER.findall(without_contrasts(text, "en"))),
        wanted=figures.wanted,
        set_aside=figures.set_aside,
        acronyms=unit.acronyms,
        qualifiers=_qualifiers(plain),
        implied=frozenset({"equal"}) if _EQUALLY.search(text) else frozenset(),
    )


def _turned(one: str, two: str) -> bool:
    """Whether one wants what the other sets aside, and the other way round."""
    (wanted, refused), (also_wanted, also_refused) = _preference(one), _preference(two)
    return bool(refused & also_wanted) and bool(also_refused & wanted)


@lru_cache(maxsize=1 << 14)
def _preference(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """(keys of what is wanted, keys of what stands behind "rather than" alone)."""
    wanted = _keys(without_contrasts(text, "en"))
    return wanted, _keys(text) - wanted


_ACT: Final = re.compile(
    r"\b(?:required|obliged|forced|compelled) to (?:be )?(\w+)",
    re.IGNORECASE,
)
"""What somebody is to be made to do: all that such a wish says."""


def _acts_alike(wording: str, other: str) -> bool:
    """Whether the other speaks of what the wording wants somebody to be made to do."""
    acts = [_keys(act) for act in _ACT.findall(wording)]
    return all(act <= _keys(other) for act in acts if act)


_FACT: Final = re.compile(r"\b(?:cannot|can not|can[’']t)\b", re.IGNORECASE)
"""What is impossible is no wish: "Sails cannot be made without cloth"."""


def _wishes(claim: Claim) -> bool:
    """Whether the claim asks for something, and does not only tell how things are."""
    return bool(claim.propositions) or states_a_norm(_FACT.sub(" ", claim.plain), "en")


def _same_wish(wording: Claim, other: Claim) -> bool:
    """Whether the main verb of the wording, or one of its class, is wanted by the other too."""
    first = next(iter(wording.propositions), None)
    if first is None:
        return False
    wanted = {atom.relation for atom in other.propositions}
    if first.relation == "important":
        return False
    return first.relation in wanted or (
        first.relation in _SAME_WISH and any(relation in wanted for relation in _SAME_WISH)
    )


_QUALIFIER: Final = re.compile(
    r"\b(?:\w+-led|industry led|non-binding|binding|voluntary|mandatory|compulsory|only|solely|"
    r"exclusively|unless|except|provided|subject to|without exception|equal|first|most|best)\b",
    re.IGNORECASE,
)
_EXCEPTIONS: Final = frozenset({"unless", "except", "provided", "subject-to"})
"""What a wording may not drop either: without its exception it says more."""
_EQUALLY: Final = re.compile(
    r"\b(?:equally|the (?:very )?same|just like|alike|on a par|identical)\b", re.IGNORECASE
)
"""Other words for "equal", which is asked for only where the wording has just that word."""


def _qualifiers(text: str) -> frozenset[str]:
    """Words that narrow a view so much that nobody may be given them (defects 18 and 19)."""
    return frozenset(
        match.lower().replace(" ", "-").replace("compulsory", "mandatory")
        for match in _QUALIFIER.findall(re.sub("led by industry", "industry-led", text))
    )

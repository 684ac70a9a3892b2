"""What one holder affirms and another denies in the same words: "X should be done", "X should not".

A clause with a denied or rejecting verb is turned round, and the verifier says whose own words
carry the one and whose the other (V3 to V5). Turned by an antonym ("binding", "voluntary") the
result is only a question: two such wishes may well stand side by side.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.eligibility import word_count
from conspectus.engine.grammar.tagging import tag
from conspectus.engine.opposition_cues import line_of, possible_words
from conspectus.engine.opposition_sides import NamesOf, by_holder
from conspectus.engine.opposition_views import FoundOpposition, theme_of
from conspectus.engine.passages import Claim
from conspectus.engine.verification.profile import profile
from conspectus.engine.verification.support import supports_profile
from conspectus.engine.views import DraftView, single_view

LONGEST: Final = 24
COMMON_WORDS: Final = 0.7
"""Share of a clause's words that a claim must have before it is read closely."""
_TURNS: Final = (
    (re.compile(r"\b(should|must|shall|ought) (?:not|never) (?!only\b|just\b|merely\b)"), r"\1 "),
    (re.compile(r"^no ([\w -]{3,60}?) (should|must|shall) "), r"\1 \2 "),
    (
        re.compile(r"\b(is|are) (?:not|no longer) (necessary|needed|desirable|acceptable)\b"),
        r"\1 \2",
    ),
    (re.compile(r"^there (is|should be|must be) no (?!doubt|reason)"), r"there \1 "),
)
_ANTONYMS: Final = (
    ("binding", "voluntary"),
    ("binding", "non-binding"),
    ("mandatory", "voluntary"),
    ("centralized", "decentralized"),
    ("multilateral", "multi-stakeholder"),
    ("abolished", "maintained"),
    ("expanded", "limited"),
    ("strengthened", "weakened"),
    ("increased", "reduced"),
    ("created", "abolished"),
    ("closed", "open"),
    ("regulation", "self-regulation"),
    ("proprietary", "open"),
)
_MAY_TURN: Final = frozenset({"not", "no", "never"}) | {
    word.replace("-", "") for pair in _ANTONYMS for word in pair
}


@dataclass(frozen=True, slots=True)
class _Index:
    """Claims with the words that their lines may hold, and the claims that hold each word."""

    claims: Sequence[Claim]
    words: Sequence[frozenset[str]]
    places: Mapping[str, Sequence[int]]

    def with_most_of(self, words: frozenset[str]) -> Iterator[Claim]:
        """The claims that have ``COMMON_WORDS`` of ``words``, in their order.

        Such a claim has one of the rarest words at least: only those places are looked at.
        """
        rarest = sorted(words, key=lambda word: (len(self.places.get(word, ())), word))
        needed = len(words) - math.ceil(COMMON_WORDS * len(words)) + 1
        rows = {row for word in rarest[:needed] for row in self.places.get(word, ())}
        for row in sorted(rows):
            if len(words & self.words[row]) >= COMMON_WORDS * len(words):
                yield self.claims[row]


def _index(claims: Sequence[Claim]) -> _Index:
    words = [possible_words(claim.plain) for claim in claims]
    places: dict[str, list[int]] = defaultdict(list)
    for row, held in enumerate(words):
        for word in sorted(held):
            places[word].append(row)
    return _Index(claims, words, places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two clauses that exclude each other, each with the claims that carry it.

    ``certain``: turned by a denial, not by an antonym; only such a one may be printed.
    """

    affirmed: str
    denied: str
    claims_for: tuple[Claim, ...]
    claims_against: tuple[Claim, ...]
    certain: bool

    @property
    def passages(self) -> frozenset[str]:
        """Ids of all claims on both sides."""
        return frozenset(claim.id for claim in (*self.claims_for, *self.claims_against))

    def opposition(self, themes: Sequence[ThemeSpec]) -> FoundOpposition:
        """The two sides as views; who affirms stands first."""
        one = DraftView(clause=self.affirmed, theme=None, claims=by_holder(self.claims_for))
        other = DraftView(clause=self.denied, theme=None, claims=by_holder(self.claims_against))
        theme = theme_of(self.affirmed, [one, other], themes)
        return FoundOpposition(
            issue=self.affirmed,
            theme=theme,
            views_for=(replace(one, theme=theme),),
            views_against=(replace(other, theme=theme),),
        )


def contradictions(claims: Sequence[Claim], names_of: NamesOf) -> Iterator[Contradiction]:
    """All contradictions between holders among own English ``claims``, in their order."""
    index = _index(claims)
    seen: set[str] = set()
    for claim, held in zip(claims, index.words, strict=True):
        if _MAY_TURN.isdisjoint(held):
            continue
        view = single_view(claim, names_of(claim.holder))
        if view is None or view.reported is None or view.reported.verb:
            continue
        if word_count(view.clause) > LONGEST or view.clause in seen:
            continue
        seen.add(view.clause)
        for turned, certain in _turned(view.clause):
            found = _between(turned, view.clause, index, certain=certain)
            if found is not None:
                yield found


_SECOND_NORM: Final = re.compile(
    r"\b(?:and|but|or)\b[^,;]*\b(?:should|must|shall|ought|is|are|needs?)\b"
)
"""Turned in its first half only, "is not needed and should end" would say a third thing."""


def _turned(clause: str) -> Iterator[tuple[str, bool]]:
    """(the clause turned round, whether by a denial); of two norms in one clause, neither."""
    if _SECOND_NORM.search(clause):
        return
    for pattern, replacement in _TURNS:
        if pattern.search(clause):
            yield pattern.sub(replacement, clause, count=1), True
            return
    for one, other in _ANTONYMS:
        pattern = re.compile(rf"\b{one}\b")
        if pattern.search(clause):
            yield pattern.sub(other, clause, count=1), False


def _between(affirmed: str, denied: str, claims: _Index, *, certain: bool) -> Contradiction | None:
    """The contradiction where other holders carry the one clause than the other; else ``None``."""
    wanted = _carrying(affirmed, claims)
    if not wanted:
        return None
    rejected = _carrying(denied, claims)
    both = {claim.holder for claim in wanted} & {claim.holder for claim in rejected}
    one = tuple(claim for claim in wanted if claim.holder not in both)
    other = tuple(claim for claim in rejected if claim.holder not in both)
    if not one or not other:
        return None
    return Contradiction(
        affirmed=affirmed, denied=denied, claims_for=one, claims_against=other, certain=certain
    )


def _carrying(clause: str, claims: _Index) -> list[Claim]:
    """The claims that by themselves carry the clause (V3 to V5)."""
    target = profile(clause)
    return [
        claim
        for claim in claims.with_most_of(_content(clause))
        if supports_profile(target, profile(claim.plain)).ok
    ]


def _content(clause: str) -> frozenset[str]:
    """The lemmas of the content words of a clause, as lines have them."""
    line = line_of(tag(clause))
    return frozenset(
        forms[1]
        for forms, token in zip(line.forms, line.tokens, strict=True)
        if token.tag in {"N", "J", "V", "VZ", "VD", "VG"}
    )

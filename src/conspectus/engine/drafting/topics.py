"""Topic sentences: what a theme's contributors addressed, in a phrase of their own texts."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.grammar.tagging import ADJECTIVES, tag
from conspectus.engine.passages import Claim

FEWEST_HOLDERS: Final = 3
_GENERIC: Final = frozenset(
    {
        "development",
        "access",
        "security",
        "trust",
        "innovation",
        "infrastructure",
        "education",
        "culture",
        "competition",
        "stability",
        "consensus",
        "participation",
        "convention",
    }
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A phrase, and the claim of each holder in which it stands."""

    phrase: str
    claims: Mapping[str, Claim]


def topic_of(
    theme: ThemeSpec, claims: Sequence[Claim], chairs: Collection[str], used: Collection[str]
) -> Topic | None:
    """The seed term of ``theme`` that stands in the texts of most holders; ``None`` below three.

    A term of one common word is no topic (defect 2); terms in ``used`` are passed over.
    """
    best: Topic | None = None
    own = [c for c in claims if c.counted and c.theme == theme.id and c.language == "en"]
    for term in theme.terms:
        if term.lower() in _GENERIC or term.lower() in used or not _is_noun(term):
            continue
        pattern = re.compile(rf"(?<![\w-]){re.escape(term)}(?![\w-])", re.IGNORECASE)
        holders: dict[str, Claim] = {}
        for claim in sorted(own, key=lambda c: (not c.printable, len(c.text), c.id)):
            if claim.holder not in chairs and pattern.search(claim.text):
                holders.setdefault(claim.holder, claim)
        if len(holders) >= FEWEST_HOLDERS and (best is None or len(holders) > len(best.claims)):
            best = Topic(term, dict(sorted(holders.items())))
    return best


def _is_noun(term: str) -> bool:
    """Whether the term ends in a noun: "affordable" is nothing to address."""
    if term.lower() in ADJECTIVES:
        return False
    tokens = tag(f"the {term} of")
    return len(tokens) > 2 and tokens[-2].tag in {"N", "Q"}

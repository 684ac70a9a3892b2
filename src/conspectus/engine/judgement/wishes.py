"""Whether the holder of a passage wants a concept."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from conspectus.engine.cues import states_a_norm
from conspectus.engine.grammar.tagging import tag
from conspectus.engine.judgement.trees import Signs, judgement
from conspectus.engine.judgement.wish_signs import wish_signs
from conspectus.engine.propositions import Concept
from conspectus.engine.remembered import remembered

WANTS: Final = "wants_concept_en"
SURE_WISH: Final = 0.7
"""Probability from which a holder is named under a concept: of passages that readers judged and
the trees had not seen, 86 % above it were right (``benchmarks/fit_judgements.py``). A holder is
named by its best passage; what that is worth, audits say (docs/audit)."""


@lru_cache(maxsize=100_000)
@remembered(pack=float, unpack=float)
def wish(concept: Concept, text: str) -> float:
    """How likely a reader finds that the writer of ``text`` wants the concept, 0 to 1."""
    plain = " ".join(text.split())
    signs = wish_signs(concept, plain)
    if signs is None or not _may_wish(signs, plain):
        return 0.0
    return judgement(WANTS).probability(signs)


def _may_wish(signs: Signs, text: str) -> bool:
    """Whether the passage asks or values at all: no question or recital, and more than a told fact.

    The readers' cases were drawn from such passages, so of others the trees know nothing.
    """
    if signs["asks"] or signs["undone"] or signs["recital"]:
        return False
    asked = ("wish", "wanted", "stand", "imperative", "atom", "item")
    if any(signs[sign] for sign in asked) or states_a_norm(text, "en"):
        return True
    return bool(signs["bare"]) and all(token.tag != "VD" for token in tag(text))


def wants(concept: Concept, text: str) -> bool:
    """Whether the writer of ``text`` may be named among those who want the concept."""
    return wish(concept, text) >= SURE_WISH

"""Whether the holder of a passage wants a concept."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from conspectus.engine.judgement.trees import judgement
from conspectus.engine.judgement.wish_signs import wish_signs
from conspectus.engine.propositions import Concept

WANTS: Final = "wants_concept_en"
SURE_WISH: Final = 0.65
"""Probability from which a holder is named under a concept. Of cases that readers judged and the
trees had not seen, 79 % above it were right over all concepts; for those that are mostly wanted
where they are named (``concept_views.MOSTLY``), nearly all (docs/quality.md)."""


@lru_cache(maxsize=100_000)
def wish(concept: Concept, text: str) -> float:
    """How likely a reader finds that the writer of ``text`` wants the concept, 0 to 1."""
    signs = wish_signs(concept, " ".join(text.split()))
    return judgement(WANTS).probability(signs) if signs is not None else 0.0


def wants(concept: Concept, text: str) -> bool:
    """Whether the writer of ``text`` may be named among those who want the concept."""
    return wish(concept, text) >= SURE_WISH

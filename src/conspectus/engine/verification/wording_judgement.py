"""How sure readers would be that a passage carries a wording, by what they have taught."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from conspectus.engine.judgement.trees import judgement
from conspectus.engine.verification.wording_signs import wording_signs

CARRIES: Final = "carries_wording_en"
SURE: Final = 0.6
"""Probability below which no holder is named under a wording, whatever the rules say."""


@lru_cache(maxsize=100_000)
def bearing(wording: str, text: str) -> float:
    """How likely a reader finds that ``text`` carries ``wording``, 0 to 1 (both English)."""
    if text.rstrip().endswith("?") and not wording.endswith("?"):
        return 0.0
    return judgement(CARRIES).probability(wording_signs(wording, " ".join(text.split())))

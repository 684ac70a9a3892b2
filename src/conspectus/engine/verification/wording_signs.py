"""Signs that a passage carries a wording: the verifier's reading, overlap, and what is wanted."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from conspectus.engine.cues import states_a_norm
from conspectus.engine.grammar.tagging import tag
from conspectus.engine.judgement.trees import Signs
from conspectus.engine.judgement.wish_signs import wish_signs
from conspectus.engine.language import content_stems
from conspectus.engine.propositions import Concept, propositions
from conspectus.engine.verification.plain import plain_unit
from conspectus.engine.verification.profile import profile
from conspectus.engine.verification.support import supports_closely

_WORD: Final = re.compile(r"[\w’'-]+")
_AROUND: Final = re.compile(
    r"\b(?:in order to|so that|to|for|by|with|while|through|as|which|that|where|when)\b",
    re.IGNORECASE,
)
WIDE: Final = 30
"""A window of more tokens is as good as none."""


def wording_signs(wording: str, text: str) -> Signs:
    """The signs of one English passage for one English wording ("access should be free")."""
    concept = _concept(wording)
    wish = wish_signs(concept, text) if concept else None
    return {
        **(wish or {}),
        "named": float(wish is not None),
        **_verified(wording, text),
        **_overlap(wording, text),
    }


@lru_cache(maxsize=5_000)
def _concept(wording: str) -> Concept:
    """What the wording wants, where the grammar reads it."""
    first = next(iter(propositions(tag(wording), wording)), None)
    return first.concept if first is not None else ()


def _verified(wording: str, text: str) -> Signs:
    support = supports_closely(profile(f"One contribution states that {wording}"), profile(text))
    claim, passage = plain_unit(wording, "en"), plain_unit(text, "en")
    return {
        "supported": float(support.ok),
        "objections": float(min(len(support.reasons), 5)),
        "recalled": support.recall,
        "turned": float(claim.denials % 2 != passage.denials % 2),
        "norm": float(states_a_norm(text, "en")),
    }


def _overlap(wording: str, text: str) -> Signs:
    wanted = frozenset(content_stems(wording))
    stems = _stems(text)
    places = [i for i, stem in enumerate(stems) if stem in wanted]
    found = len({stems[i] for i in places})
    window = _tightest(stems, places, found)
    before = " ".join(_WORD.findall(text)[: places[0]]) if places else text
    return {
        "wanted_words": float(len(wanted)),
        "found_words": float(found),
        "lacking_words": float(len(wanted) - found),
        "window": float(window),
        "spread": float(window - found),
        "first": float(min(places[0], WIDE) if places else WIDE),
        "turns_before": float(len(_AROUND.findall(before))),
    }


@lru_cache(maxsize=20_000)
def _stems(text: str) -> tuple[str, ...]:
    """The stem of each word of the text, empty for words without content."""
    return tuple(next(iter(content_stems(word)), "") for word in _WORD.findall(text))


def _tightest(stems: tuple[str, ...], places: list[int], found: int) -> int:
    """Length of the shortest stretch that has all the words found, at most ``WIDE``."""
    best = WIDE
    for at, start in enumerate(places):
        seen: set[str] = set()
        for end in places[at:]:
            seen.add(stems[end])
            if len(seen) == found:
                best = min(best, end - start + 1)
                break
    return best

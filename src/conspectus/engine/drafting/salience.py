"""Which single views a paper prints: by content, spread over holders, groups and themes."""

from __future__ import annotations

import re
from typing import Final

from conspectus.engine.eligibility import word_count
from conspectus.engine.views import DraftView

_STRONG: Final = frozenset(
    {
        "should",
        "must",
        "shall",
        "ought",
        "need to",
        "call for",
        "call on",
        "recommend",
        "propose",
        "urge",
        "support",
        "oppose",
        "reject",
    }
)
_SUBJECT_LESS: Final = re.compile(r"^(?:it|there|here|what|one)\b", re.IGNORECASE)
_GENERIC: Final = re.compile(
    r"\b(?:important|essential|key|success|future|challenge|various|aspect|situation|context|"
    r"issue)",
    re.IGNORECASE,
)


SURE_THEME = 2.2
"""With such a lead of its theme a passage nearly always stands where a reader looks for it."""
UNSURE_COST = 0.8


def single_score(view: DraftView, theme_score: float, closeness: float) -> float:
    """How much a single view deserves its place; higher is better.

    ``theme_score``: the lead of its theme over the next; ``closeness``: mean similarity to the
    claims of its theme.
    """
    claim = next(iter(view.claims.values()))[0]
    words = word_count(view.clause)
    score = min(theme_score, 3.0) * 0.4 + closeness
    score -= max(0.0, SURE_THEME - theme_score) * UNSURE_COST
    operators = {atom.operator for atom in claim.propositions}
    if operators & _STRONG:
        score += 1.0
    if view.reported is not None and view.reported.verb:
        score += 0.6
    score -= abs(words - 19) / 14
    score -= 0.15 * view.clause.count(",")
    if _SUBJECT_LESS.match(view.clause):
        score -= 0.5
    score -= 0.15 * len(_GENERIC.findall(view.clause))
    if re.search(r"\b[A-Z]{2,}\b", view.clause):
        score += 0.3
    return score

"""Words of the call itself that stand in many answers: questions, statements to comment on.

A form that asks "We propose to close the road. What do you think?" leaves its own sentence in
every answer. It is nobody's view. A letter sent in by many is something else: a campaign, which
was made one holder before (``campaign_holders``), and a sentence that a few share is their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from conspectus.engine.passages import Claim

FEWEST_HOLDERS: Final = 5
SHARE_OF_HOLDERS: Final = 0.2


def without_form_words(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without those that a fifth of all their holders, five at least, have verbatim."""
    holders: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        holders[_key(claim)].add(claim.holder)
    enough = max(FEWEST_HOLDERS, SHARE_OF_HOLDERS * len({claim.holder for claim in claims}))
    return [claim for claim in claims if len(holders[_key(claim)]) < enough]


def _key(claim: Claim) -> str:
    return " ".join(claim.text.casefold().split()).rstrip(".!;:")

"""Erasing again what comes back with a backup of before the erasure.

A backup cannot know what was erased later; the public record does: its tombstones stay for ever,
with the address and the reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from conspectus.contributions.models import Contribution
from conspectus.contributions.models.contributions import State
from conspectus.contributions.services.erasing import erase_contribution
from conspectus.record.leaf import ERASURE

BY = "restore"
_CONTRIBUTION = re.compile(r"/(?P<scope>[^/]+/[^/]+)/contributions/(?P<number>\d+)/")


@dataclass(slots=True)
class ErasedAgain:
    """Addresses. ``left``: what was erased and could not be erased here by this program."""

    erased: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def erase_again(record: Path) -> ErasedAgain:
    """Repeats the erasures that a copy of the record tells of, but for what is erased already.

    Raises:
        SiteError: see `erase_contribution`.
        ValueError, KeyError: the copy's ``leaves/`` are damaged (check it before).
    """
    done = ErasedAgain()
    for subject, reason in _erasures(record):
        address = _CONTRIBUTION.fullmatch(subject)
        if address is None:
            done.left.append(subject)
            continue
        found = (
            Contribution.objects.select_related("cycle__scope")
            .filter(cycle__scope__path=address["scope"], number=int(address["number"]))
            .exclude(state=State.ERASED)
            .first()
        )
        if found is not None:
            erase_contribution(found, by=BY, reason=reason)
            done.erased.append(subject)
    return done


def _erasures(record: Path) -> Iterator[tuple[str, str]]:
    """Address and reason of each tombstone, in the order of the record, each address once."""
    told: dict[str, str] = {}
    for place in sorted((record / "leaves").glob("*.jsonl"), key=lambda one: int(one.stem)):
        for line in place.read_text("utf-8").splitlines():
            said = json.loads(line).get("data", {})
            if said.get("kind") == ERASURE:
                told[str(said["subject"])] = str(said["reason"])
    yield from told.items()

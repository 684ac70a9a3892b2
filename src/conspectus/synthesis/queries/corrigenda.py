"""What pages say of sources that were put right after a version had cited them; no query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from conspectus.core.citable import line_of
from conspectus.core.clock import stamp
from conspectus.synthesis.models import PaperVersion

LONGEST: Final = dt.timedelta(hours=1)
"""After which a verification that was begun is taken for lost."""

MOST = 20
"""Sources that a page names; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedSource:
    """``line``: what it is; ``address`` after the language; ``corrected``: when."""

    line: str
    address: str
    corrected: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrigenda:
    """``sources``: the first of ``count``. ``is_checked``: whether all sentences were looked at.

    ``was_left``: whether that failed, or has not come to its end for so long that it will not.
    ``fails``: (sentence, paragraph, codes of the verifier) that do not hold any more; ``look``:
    those that only a person can say again.
    """

    sources: tuple[CorrectedSource, ...]
    count: int
    is_checked: bool
    was_left: bool
    fails: tuple[tuple[str, str, tuple[str, ...]], ...]
    look: tuple[tuple[str, str, tuple[str, ...]], ...]


def corrigenda_of(version: PaperVersion) -> Corrigenda | None:
    """``None`` where no source of the version was corrected since."""
    entries = version.front.get("corrigenda") or []
    if not entries:
        return None
    lines = {
        (sentence, paragraph, verdict, tuple(codes)): None
        for entry in entries
        for sentence, paragraph, verdict, codes in entry["sentences"]
    }
    return Corrigenda(
        sources=tuple(
            CorrectedSource(
                line=line_of(one["kind"], one["address"]),
                address=one["address"],
                corrected=dt.datetime.fromisoformat(one["date"]),
            )
            for one in entries[:MOST]
        ),
        count=len(entries),
        is_checked=all(one["checked"] for one in entries),
        was_left=was_left(entries),
        fails=_with(lines, "fails"),
        look=_with(lines, "look"),
    )


def was_left(entries: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a verification of these failed, or its job was lost."""
    before = (stamp() - LONGEST).isoformat()
    return any(
        one.get("failed") or one.get("asked", one["date"]) < before
        for one in entries
        if not one["checked"]
    )


def _with(
    lines: Iterable[tuple[str, str, str, tuple[str, ...]]], wanted: str
) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return tuple(
        (sentence, paragraph, codes)
        for sentence, paragraph, verdict, codes in lines
        if verdict == wanted
    )


def corrected_addresses(version: PaperVersion) -> frozenset[str]:
    """The addresses of the sources that were corrected since."""
    return frozenset(one["address"] for one in version.front.get("corrigenda") or ())

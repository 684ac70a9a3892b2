"""What pages say of sources that were put right after a version had cited them; no query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from conspectus.core.citable import line_of
from conspectus.synthesis.models import PaperVersion

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

    ``fails``: (sentence, paragraph, codes of the verifier) that do not hold any more; ``look``:
    those that only a person can say again.
    """

    sources: tuple[CorrectedSource, ...]
    count: int
    is_checked: bool
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
        fails=_with(lines, "fails"),
        look=_with(lines, "look"),
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

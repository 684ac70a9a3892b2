"""What stands before somebody's words: the name, what is in brackets, where the words begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_BRACKETS = re.compile(r"[(\[（]([^)\]）]*)[)\]）]")
_IN_DOUBT = re.compile(r"\?|\b(?:unsure|unclear|maybe|possibly)\b", re.IGNORECASE)
_TIME = re.compile(r"^(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,]\d{1,3})?$")
_NO_REMARK = re.compile(
    r"^(?:guest|external|unverified|host|co-?host|organi[sz]er|presenter|a las .{0,30}horas|"
    r"leyendo|continúa|continuing|off mic\w*)$",
    re.IGNORECASE,
)
"""What programs and clerks put in brackets that tells nothing of who somebody is."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label that was found. ``end``: where the words behind it begin.

    ``speaker``: "" where a change of speaker has no name. ``remarks``: what stood in brackets.
    ``doubtful``: whoever wrote it was not sure. ``time``: seconds, where it tells them.
    """

    speaker: str
    end: int
    remarks: tuple[str, ...] = ()
    doubtful: bool = False
    is_nick: bool = False
    time: float | None = None


def made_label(name: str, end: int, brackets: str = "", time: str = "") -> Label:
    """The label of a name with what stood in brackets behind it, as printed."""
    remarks = [one.strip() for one in _BRACKETS.findall(brackets)]
    doubtful = "?" in brackets + name or any(_IN_DOUBT.search(one) for one in remarks)
    kept = [one for one in remarks if one.strip("?¿ ") and not _NO_REMARK.match(one)]
    told = [*([time] if time else []), *kept]
    said = tuple(one for one in kept if seconds(one) is None)
    speaker = name.strip().strip("*_ ").strip("[]").strip("?¿").strip()
    return Label(speaker, end, said, doubtful, time=_first_time(told))


def seconds(written: str) -> float | None:
    """The seconds of "01:02" or "1:02:03", in brackets or not; ``None`` of anything else."""
    found = _TIME.match(written.strip(" ()[]:"))
    if not found:
        return None
    return float(int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3]))


def _first_time(told: Sequence[str]) -> float | None:
    return next((at for at in map(seconds, told) if at is not None), None)

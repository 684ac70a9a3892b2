"""What a phase opens at a moment. Pure functions of a stamp."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol


class Standing(StrEnum):
    """What a gate says at a moment."""

    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"


class Window(Protocol):
    """What of a phase counts here."""

    opens: dt.datetime
    closes: dt.datetime | None
    late_until: dt.datetime | None


def standing_in(window: Window, at: dt.datetime) -> Standing:
    """What one phase says at a stamp. It opens at ``opens``; the moment ``closes`` is outside."""
    if at < window.opens:
        return Standing.CLOSED
    if window.closes is None or at < window.closes:
        return Standing.OPEN
    if window.late_until is not None and at < window.late_until:
        return Standing.LATE
    return Standing.CLOSED


def standing(windows: Iterable[Window], at: dt.datetime) -> Standing:
    """What several phases of one action say together: one open gate is enough."""
    said = {standing_in(window, at) for window in windows}
    for word in (Standing.OPEN, Standing.LATE):
        if word in said:
            return word
    return Standing.CLOSED

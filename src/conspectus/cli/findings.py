"""What `doctor` finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that Conspectus uses.

    ``found``: its version or place, ``None`` where it is missing. ``needed``: nothing works
    without it. ``how``: how to get it.
    """

    name: str
    purpose: str
    found: str | None
    needed: bool
    how: str

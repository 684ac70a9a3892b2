"""How a share is written."""

from __future__ import annotations


def percent(share: float) -> str:
    """A share of 0 to 1 as a whole percentage; above zero and below one half is "<1 %"."""
    if 0 < share < 0.005:
        return "<1\u00a0%"
    return f"{share * 100:.0f}\u00a0%"

"""What `doctor` finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that Conspectus uses.

    ``found``: its version or place, ``None`` where it is missing. ``needed``: nothing works
    without it. ``how``: how to get it; of what is there and not in order (``is_wrong``) a sentence
    that says what is wrong, with what, what to do.
    """

    name: str
    purpose: str
    found: str | None
    needed: bool
    how: str
    is_wrong: bool = False


def well(name: str, purpose: str, found: str) -> Finding:
    """What is as it should be."""
    return Finding(name=name, purpose=purpose, found=found, needed=True, how="")


def wrong(name: str, purpose: str, sentence: str, *, needed: bool = True) -> Finding:
    """What is not, said in a sentence: what is wrong, with what, what to do."""
    return Finding(
        name=name, purpose=purpose, found=None, needed=needed, how=sentence, is_wrong=True
    )

"""How a contributor is printed: as signed, in the order signed (DRAFTING §3). Pure."""

from __future__ import annotations

from collections.abc import Sequence


def signed_as(signers: Sequence[str], on_behalf_of: Sequence[str] = ()) -> str:
    """ "A", "A and B", "A, B and C"; "X on behalf of Y and Z"."""
    who = _listed(signers)
    return f"{who} on behalf of {_listed(on_behalf_of)}" if on_behalf_of else who


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"

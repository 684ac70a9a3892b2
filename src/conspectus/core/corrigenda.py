"""Sources whose words were put right after papers may have cited them.

The app that has the source says so inside its transaction; whoever keeps copies or judgements of
the words (papers) registers a function here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

Follower = Callable[[str, Collection[str]], None]
"""(kind of the sources' teller, their permanent addresses) → what follows from new words there."""

_followers: dict[str, Follower] = {}


def on_corrigendum(function: Follower) -> Follower:
    """Called by `tell_corrigendum` in the order of registration, in the caller's transaction."""
    _followers[f"{function.__module__}.{function.__qualname__}"] = function
    return function


def tell_corrigendum(kind: str, addresses: Collection[str]) -> None:
    """The words at these addresses are others from now on."""
    for function in _followers.values():
        function(kind, addresses)

"""Where papers reflect a contribution: told by the app with papers, which this one cannot know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reflection:
    """A sentence of a public paper. ``path``: of its "who says so?", after the language."""

    path: str
    text: str
    language: str
    paper: str = ""


Teller = Callable[[int], Sequence[Reflection]]
"""The primary key of a contribution → the sentences that cite it, in one query."""

_tellers: list[Teller] = []


def tells_reflections(teller: Teller) -> Teller:
    """Called once by an app with papers, when it is ready."""
    _tellers.append(teller)
    return teller


def reflections_of(contribution: int) -> list[Reflection]:
    """All of them, in each app's order."""
    return [one for teller in _tellers for one in teller(contribution)]

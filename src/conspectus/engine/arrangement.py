"""The order of the sections: general comments, the parts that the forum set, emerging issues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from conspectus.engine.corpus import PartSpec, ThemeSpec
from conspectus.engine.theming import GENERAL

_EMERGING: Final = "emerging"


def in_parts(
    themes: Iterable[ThemeSpec], parts: Sequence[PartSpec]
) -> list[tuple[ThemeSpec, str | None]]:
    """(theme, name of its part or ``None``) in the order of print.

    The general comments come first, then themes in no part, then the parts with their themes, all
    in the order that the forum gave; emerging themes in no part close the paper.
    """
    place = {
        theme: (number, position, part.name)
        for number, part in reversed(list(enumerate(parts)))
        for position, theme in enumerate(part.themes)
    }

    def rank(found: tuple[int, ThemeSpec]) -> tuple[int, int, int]:
        at, theme = found
        if theme.id in place:
            number, position, _ = place[theme.id]
            return 2, number, position
        if theme.id == GENERAL:
            return 0, 0, at
        return (3 if theme.kind == _EMERGING else 1), 0, at

    ordered = sorted(enumerate(themes), key=rank)
    return [(theme, place[theme.id][2] if theme.id in place else None) for _, theme in ordered]


def wanted_themes(names: Sequence[str], themes: Iterable[ThemeSpec]) -> frozenset[str] | None:
    """Ids of the themes asked for by id or name; ``None`` where the paper covers all."""
    asked = {name.casefold() for name in names}
    if not asked:
        return None
    return frozenset(t.id for t in themes if {t.id.casefold(), t.name.casefold()} & asked)

"""A row of the manifest, with its cells by column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One row: ``cells`` by canonical column, ``extra`` by unknown header; never empty cells.

    ``columns``: the canonical columns that the table has, whether this row fills them or not.
    """

    line: int
    cells: Mapping[str, str]
    extra: Mapping[str, str]
    columns: frozenset[str] = frozenset()

    def get(self, column: str) -> str:
        """The cell of a canonical column, ``""`` where there is none."""
        return self.cells.get(column, "")

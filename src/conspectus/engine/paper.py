"""The paper with its evidence: the frozen form of DESIGN §5 (format ``conspectus-paper/1``)."""

from __future__ import annotations

from dataclasses import dataclass

from conspectus.engine.evidence import Degree, Evidence, Position, Sentence
from conspectus.engine.ids import sha256_hex
from conspectus.engine.invariants import check_paper
from conspectus.engine.paper_parts import (
    Annexes,
    Doubt,
    Opposition,
    PaperData,
    PaperSource,
    Paragraph,
    Passage,
    PositionRow,
    Section,
    Theme,
    View,
)

__all__ = [
    "Annexes",
    "Degree",
    "Doubt",
    "Evidence",
    "Opposition",
    "Paper",
    "PaperSource",
    "Paragraph",
    "Passage",
    "Position",
    "PositionRow",
    "Section",
    "Sentence",
    "Theme",
    "View",
    "sha256_hex",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(PaperData):
    """The whole paper: one that breaks DESIGN §5 cannot be built.

    Raises ``InvariantError`` with the first thing that is wrong.
    """

    def __post_init__(self) -> None:
        check_paper(self)

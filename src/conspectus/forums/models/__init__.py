"""The models of ``forums``."""

from conspectus.forums.models.cycles import Cycle, CycleDocument, Phase, Theme
from conspectus.forums.models.forums import Forum, GlossaryEntry, MandateParagraph

__all__ = [
    "Cycle",
    "CycleDocument",
    "Forum",
    "GlossaryEntry",
    "MandateParagraph",
    "Phase",
    "Theme",
]

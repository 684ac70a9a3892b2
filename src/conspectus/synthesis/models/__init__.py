"""Papers and their life: versions, the map, corrections, comments, the right of correction."""

from conspectus.synthesis.models.comments import Comment
from conspectus.synthesis.models.corrections import ENGINE_KINDS, Correction
from conspectus.synthesis.models.following import Kin, ViewChange
from conspectus.synthesis.models.handwritten import ImportedPaper, ImportedSentence
from conspectus.synthesis.models.map import MappedPassage, MappedTheme, MappedView, Question
from conspectus.synthesis.models.papers import (
    AnnexEntry,
    Change,
    Citation,
    Paper,
    PaperVersion,
    Sentence,
)
from conspectus.synthesis.models.reader import PaperHolder, PositionRow, SentenceHolder
from conspectus.synthesis.models.replies import Contact, Letter, Reply
from conspectus.synthesis.models.rewording import ProposedWording
from conspectus.synthesis.models.translating import TranslatedText, Translation

__all__ = [
    "ENGINE_KINDS",
    "AnnexEntry",
    "Change",
    "Citation",
    "Comment",
    "Contact",
    "Correction",
    "ImportedPaper",
    "ImportedSentence",
    "Kin",
    "Letter",
    "MappedPassage",
    "MappedTheme",
    "MappedView",
    "Paper",
    "PaperHolder",
    "PaperVersion",
    "PositionRow",
    "ProposedWording",
    "Question",
    "Reply",
    "Sentence",
    "SentenceHolder",
    "TranslatedText",
    "Translation",
    "ViewChange",
]

"""The models of ``contributions``."""

from conspectus.contributions.models.calls import Call, Question
from conspectus.contributions.models.contributions import Contribution, Event
from conspectus.contributions.models.desk import DeskItem
from conspectus.contributions.models.documents import Answer, Document, Paragraph, Redaction
from conspectus.contributions.models.register import RegisterEntry
from conspectus.contributions.models.translations import TranslatedParagraph, VersionTranslation
from conspectus.contributions.models.versions import Party, Version

__all__ = [
    "Answer",
    "Call",
    "Contribution",
    "DeskItem",
    "Document",
    "Event",
    "Paragraph",
    "Party",
    "Question",
    "Redaction",
    "RegisterEntry",
    "TranslatedParagraph",
    "Version",
    "VersionTranslation",
]

"""The models of ``consultations``."""

from conspectus.consultations.models.captions import Caption, Live
from conspectus.consultations.models.corrections import Correction
from conspectus.consultations.models.meetings import Meeting
from conspectus.consultations.models.minutes import (
    ItemNotes,
    MinutesPoint,
    MinutesVersion,
    NotesRevision,
)
from conspectus.consultations.models.queue import QueueChange, QueueRequest, SpeakingQueue
from conspectus.consultations.models.registration import Registration, RegistrationTerms
from conspectus.consultations.models.transcripts import Intervention, Speaker, Transcript

__all__ = [
    "Caption",
    "Correction",
    "Intervention",
    "ItemNotes",
    "Live",
    "Meeting",
    "MinutesPoint",
    "MinutesVersion",
    "NotesRevision",
    "QueueChange",
    "QueueRequest",
    "Registration",
    "RegistrationTerms",
    "Speaker",
    "SpeakingQueue",
    "Transcript",
]

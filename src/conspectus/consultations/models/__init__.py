"""The models of ``consultations``."""

from conspectus.consultations.models.captions import Caption, Live
from conspectus.consultations.models.corrections import Correction
from conspectus.consultations.models.meetings import Meeting
from conspectus.consultations.models.queue import QueueChange, QueueRequest, SpeakingQueue
from conspectus.consultations.models.transcripts import Intervention, Speaker, Transcript

__all__ = [
    "Caption",
    "Correction",
    "Intervention",
    "Live",
    "Meeting",
    "QueueChange",
    "QueueRequest",
    "Speaker",
    "SpeakingQueue",
    "Transcript",
]

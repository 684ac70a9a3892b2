"""The models of ``consultations``."""

from conspectus.consultations.models.corrections import Correction
from conspectus.consultations.models.meetings import Meeting
from conspectus.consultations.models.registration import Registration, RegistrationTerms
from conspectus.consultations.models.transcripts import Intervention, Speaker, Transcript

__all__ = [
    "Correction",
    "Intervention",
    "Meeting",
    "Registration",
    "RegistrationTerms",
    "Speaker",
    "Transcript",
]

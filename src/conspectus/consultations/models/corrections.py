"""What speakers say was taken down wrongly."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from conspectus.consultations.models.transcripts import Intervention


class Correction(models.Model):
    """A speaker's correction of one intervention, checked by the secretariat.

    ``was``: the words before; ``note``: where the recording has it. ``answer``: why it was refused.
    Those that are accepted become public together, as one corrigendum (``published``).
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        ACCEPTED = "accepted"
        REFUSED = "refused"

    intervention = models.ForeignKey(Intervention, models.CASCADE, related_name="corrections")
    was = models.TextField()
    text = models.TextField()
    note = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    answer = models.CharField(max_length=1000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided = models.DateTimeField(null=True, blank=True)
    published = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["intervention__number", "id"]

    def __str__(self) -> str:
        return f"{self.intervention}: correction"

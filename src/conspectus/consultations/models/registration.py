"""Who wants to take part in a meeting, who has a place, and who came."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from conspectus.consultations.models.meetings import Meeting
from conspectus.people.models import Area, StakeholderGroup


class RegistrationTerms(models.Model):
    """Under what people register for a meeting; without such a row nobody can.

    ``seats``, ``remote_seats``: places in the room and from afar; ``None``: as many as come.
    ``lists``: whether those who agreed are listed for everybody. ``figures``: what the public
    page says in numbers (`services.registration.count`).
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="registration_terms")
    opens = models.DateTimeField(null=True, blank=True)
    closes = models.DateTimeField(null=True, blank=True)
    seats = models.PositiveIntegerField(null=True, blank=True)
    remote_seats = models.PositiveIntegerField(null=True, blank=True)
    lists = models.BooleanField(default=True)
    figures = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"{self.meeting}: registration"


class Registration(models.Model):
    """One person's wish to take part, as written; with or without an account.

    An address has one that is confirmed in a meeting, and as many others as forms were sent.

    ``key``: of the form it came by: the same again is the same wish. ``asked``: its place in the
    waiting list. ``confirmed``: when the address was; ``placed``: since when there is a place.
    ``needs``: of access, read by the secretariat alone and gone after the meeting. ``listed``:
    whether everybody may see the name. ``came``: as the secretariat has seen; ``None``: not yet.
    """

    class Capacity(models.TextChoices):
        PERSONAL = "personal"
        ORGANISATION = "organisation"

    class Channel(models.TextChoices):
        ROOM = "room"
        REMOTE = "remote"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="registrations")
    key = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
    )
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=300, blank=True)
    capacity = models.CharField(max_length=12, choices=Capacity, default=Capacity.PERSONAL)
    group = models.ForeignKey(
        StakeholderGroup, models.PROTECT, null=True, blank=True, related_name="+"
    )
    country = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    region = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=6, choices=Channel, default=Channel.ROOM)
    needs = models.TextField(blank=True)
    listed = models.BooleanField(default=False)
    language = models.CharField(max_length=12, default="en")
    asked = models.DateTimeField()
    confirmed = models.DateTimeField(null=True, blank=True)
    placed = models.DateTimeField(null=True, blank=True)
    cancelled = models.DateTimeField(null=True, blank=True)
    came = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["asked", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "email"],
                condition=models.Q(confirmed__isnull=False, cancelled__isnull=True)
                & ~models.Q(email=""),
                name="registered_once",
            )
        ]
        indexes = [models.Index(fields=["meeting", "asked", "id"])]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.name}"

    @property
    def state(self) -> str:
        """ "cancelled", "unconfirmed", "placed" or "waiting"."""
        if self.cancelled is not None:
            return "cancelled"
        if self.confirmed is None:
            return "unconfirmed"
        return "placed" if self.placed is not None else "waiting"

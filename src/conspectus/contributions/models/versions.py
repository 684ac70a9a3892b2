"""A version of a contribution: what was signed, by whom, and how it may be published."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from conspectus.contributions.models.calls import Publish
from conspectus.contributions.models.contributions import Contribution
from conspectus.core.models import RecordedLeaf
from conspectus.people.models import Area, Organisation, Person, StakeholderGroup


class Version(models.Model):
    """Version ``k`` of a contribution; frozen once published.

    ``signed``: the contributor as printed ("A and B", "X on behalf of Y"); ``holder_sort`` is the
    same folded for sorting. ``group``, ``country``, ``region`` are copies, so that the register is
    one query. What cannot be resolved stays as written in ``as_written`` and is a DeskItem.
    """

    class Capacity(models.TextChoices):
        ORGANISATION = "organisation"
        PERSONAL = "personal"

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="versions")
    k = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True)
    language = models.CharField(max_length=12, default="en")
    signed = models.CharField(max_length=500, blank=True)
    holder_sort = models.CharField(max_length=500, blank=True, db_index=True)
    capacity = models.CharField(max_length=12, choices=Capacity, default=Capacity.ORGANISATION)
    group = models.ForeignKey(
        StakeholderGroup, models.PROTECT, null=True, blank=True, related_name="+"
    )
    country = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    region = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    publish = models.CharField(max_length=14, choices=Publish, default=Publish.NAMED)
    licence = models.CharField(max_length=100, blank=True)
    date = models.DateField(null=True, blank=True)
    as_written = models.JSONField(default=dict, blank=True)
    confirmed = models.DateTimeField(null=True, blank=True)
    received = models.DateTimeField(null=True, blank=True)
    settled = models.DateTimeField(null=True, blank=True, help_text="Looked at after receipt.")
    published = models.DateTimeField(null=True, blank=True)
    leaf = models.ForeignKey(RecordedLeaf, models.PROTECT, null=True, blank=True, related_name="+")
    created = models.DateTimeField(db_default=Now())
    touched = models.DateTimeField(auto_now=True, null=True)

    class Meta:
        ordering = ["k"]
        constraints = [models.UniqueConstraint(fields=["contribution", "k"], name="version_k")]
        indexes = [
            models.Index(
                fields=["id"],
                name="to_settle",
                condition=models.Q(received__isnull=False, settled__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.contribution} v{self.k}"


class Party(models.Model):
    """Who signs a version, or for whom: an organisation or a person, in the order signed."""

    class Part(models.TextChoices):
        SIGNS = "signs"
        ON_BEHALF = "on behalf of"
        SUBMITS = "submits"

    version = models.ForeignKey(Version, models.CASCADE, related_name="parties")
    part = models.CharField(max_length=12, choices=Part, default=Part.SIGNS)
    order = models.PositiveSmallIntegerField(default=0)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="parties"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="parties"
    )

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) | models.Q(person__isnull=False),
                name="party_is_somebody",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.person)

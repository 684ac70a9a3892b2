"""Persons, and their dated affiliations."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from conspectus.people.models.areas import Area
from conspectus.people.models.groups import StakeholderGroup
from conspectus.people.models.organisations import Organisation


class Person(models.Model):
    """Somebody who signs, speaks or serves. The name as signed, without titles.

    ``looks_like``: who came earlier under this name or one that could be taken for it.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    country = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(
        StakeholderGroup, models.PROTECT, null=True, blank=True, related_name="persons"
    )
    looks_like = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="lookalikes"
    )
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Affiliation(models.Model):
    """A person at an organisation, from a day to a day (open where unknown)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="affiliations")
    function = models.CharField(max_length=200, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(since__lte=models.F("until")),
                name="affiliation_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.organisation})"

"""Organisations and the names they are known by."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from conspectus.people.models.areas import Area
from conspectus.people.models.groups import StakeholderGroup


class Organisation(models.Model):
    """A body that can sign: its name as signed, without titles.

    ``country`` where it sits, ``region`` where it works beyond one country.
    ``group``: the confirmed stakeholder group, else the declared one (see GroupDeclaration).
    ``looks_like``: whose earlier name one of its names could be taken for.
    """

    class Kind(models.TextChoices):
        GOVERNMENT = "government"
        INTERGOVERNMENTAL = "intergovernmental"
        COMPANY = "company"
        ASSOCIATION = "association"
        ACADEMIC = "academic"
        TECHNICAL = "technical"
        OTHER = "other"

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    country = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    region = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(
        StakeholderGroup, models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    website = models.URLField(blank=True)
    looks_like = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="lookalikes"
    )
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OrganisationName(models.Model):
    """Another name, acronym or spelling of an organisation: a recorded alias.

    ``folded``: the name as compared (lower case, no accents or punctuation).
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, unique=True)
    language = models.CharField(max_length=12, blank=True)

    def __str__(self) -> str:
        return self.name


class FormerAddress(models.Model):
    """Where an organisation stood that is one with another now: it leads there for ever."""

    slug = models.SlugField(max_length=80, unique=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="former_addresses")

    class Meta:
        verbose_name_plural = "former addresses"

    def __str__(self) -> str:
        return self.slug

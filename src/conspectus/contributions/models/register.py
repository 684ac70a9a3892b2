"""The public register: what may be shown of each published contribution, ready to be listed."""

from __future__ import annotations

from typing import Any

from django.db import models

from conspectus.contributions.models.calls import Call
from conspectus.contributions.models.contributions import Contribution
from conspectus.forums.models import Cycle, Theme
from conspectus.people.models import Area, StakeholderGroup


class RegisterEntry(models.Model):
    """One published contribution as the register lists it: a copy without anything private.

    Written by the publishing service from the newest published version, and taken away by
    withdrawal and erasure: a list of fifty is one query, and what is not here is not shown.
    ``holder``: the contributor as printed, "" where the name is not published: then ``unnamed``
    says what signs ("individual", "organisation", "several"), and there is no country; or it is
    the record of a "meeting" or "list", which nobody signs.
    ``holder_key``: the same for contributions of the same holder; never shown.
    ``holder_path``: "organisations/…" or "people/…" below the forum, where there is one holder.
    ``translated``: public translations of all its versions, the newest edition of each language
    (`contributions.services.translations` keeps it): version and language ("1/fr") → {"language",
    "k", "edition", "title", "translator", "machine", "ended"}; "ended" is "", "contributor" or
    "forum".
    """

    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="entry")
    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="entries")
    call = models.ForeignKey(Call, models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    k = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=12, blank=True)
    holder = models.CharField(max_length=500, blank=True)
    holder_sort = models.CharField(max_length=500, blank=True)
    holder_key = models.CharField(max_length=64)
    holder_path = models.CharField(max_length=100, blank=True)
    unnamed = models.CharField(max_length=12, blank=True)
    personal = models.BooleanField(default=False)
    group = models.ForeignKey(StakeholderGroup, models.PROTECT, null=True, related_name="+")
    country = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    received = models.DateTimeField()
    documents = models.PositiveSmallIntegerField(default=1)
    words = models.PositiveIntegerField(default=0)
    late = models.BooleanField(default=False)
    imported = models.BooleanField(default=False)
    themes = models.ManyToManyField(Theme, blank=True, related_name="+")
    translated = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name_plural = "register entries"
        indexes = [
            models.Index(fields=["cycle", "number"]),
            models.Index(fields=["cycle", "received", "number"]),
            models.Index(fields=["cycle", "holder_sort", "number"]),
            models.Index(fields=["cycle", "group", "number"]),
            models.Index(fields=["cycle", "country", "number"]),
            models.Index(fields=["cycle", "region", "number"]),
            models.Index(fields=["cycle", "language", "number"]),
            models.Index(fields=["holder_path", "cycle"]),
        ]

    def __str__(self) -> str:
        return f"{self.cycle} no. {self.number}"

    @property
    def translations(self) -> list[dict[str, Any]]:
        """The translations of all versions, by version and language."""
        return sorted(self.translated.values(), key=lambda one: (one["k"], one["language"]))

    @property
    def also_in(self) -> list[dict[str, Any]]:
        """Those of the listed version that are shown."""
        return [one for one in self.translations if one["k"] == self.k and not one["ended"]]

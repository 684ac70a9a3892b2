"""What readers look up in a version: its holders, who holds what, who stands in which sentence.

Made with the version by the same job, and again from the redacted bundle after an erasure.
"""

from __future__ import annotations

from django.db import models

from conspectus.contributions.models import Contribution
from conspectus.synthesis.models.papers import PaperVersion, Sentence


class PaperHolder(models.Model):
    """A holder of a version, and how it is reflected there.

    ``holder``: its id in the bundle. ``folded``: its name as compared; ``order``: by that.
    ``cited``: sentences that cite it. ``unprinted``: [[wording, language, theme's id, reason]] of
    the first views that it holds and that no sentence gives as its own; ``unprinted_count``: of
    all. ``joint``: [[id, name]] of holders of which it is a member. ``documents``: [{"number",
    "title", "language", "at", "sentences", "reason"}], as the annex of coverage has them.
    ``signed``: the contributions that these are.
    """

    version = models.ForeignKey(PaperVersion, models.CASCADE, related_name="holders")
    holder = models.CharField(max_length=120)
    name = models.CharField(max_length=500)
    folded = models.CharField(max_length=500)
    order = models.PositiveIntegerField()
    group = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=200, blank=True)
    cited = models.PositiveIntegerField(default=0)
    unprinted = models.JSONField(default=list, blank=True)
    unprinted_count = models.PositiveIntegerField(default=0)
    joint = models.JSONField(default=list, blank=True)
    documents = models.JSONField(default=list, blank=True)
    signed = models.ManyToManyField(Contribution, related_name="reflected_as")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "holder"], name="holder_in_version")
        ]
        indexes = [models.Index(fields=["version", "order"])]

    def __str__(self) -> str:
        return self.name


class PositionRow(models.Model):
    """View × holder × stance: a line of positions.csv with what its table is filtered by.

    ``order``: as in the file, by theme. ``by_view``, ``by_holder``: places in alphabetical order;
    ``place``: that of its sentence in the paper, those in none last. ``opposed``: whether another
    view of the paper excludes it. ``printed``: whether a ``sentence`` gives it, else ``reason``
    says why none does.
    """

    version = models.ForeignKey(PaperVersion, models.CASCADE, related_name="positions")
    order = models.PositiveIntegerField()
    by_view = models.PositiveIntegerField()
    by_holder = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    theme = models.CharField(max_length=120)
    view = models.CharField(max_length=16)
    wording = models.TextField()
    language = models.CharField(max_length=12, blank=True)
    holder = models.CharField(max_length=120)
    name = models.CharField(max_length=500)
    group = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=200, blank=True)
    stance = models.CharField(max_length=12)
    across_languages = models.BooleanField(default=False)
    opposed = models.BooleanField(default=False)
    printed = models.BooleanField(default=False)
    sentence = models.CharField(max_length=16, blank=True)
    paragraph = models.CharField(max_length=12, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "order"], name="position_order")]
        indexes = [
            models.Index(fields=["version", "by_view"]),
            models.Index(fields=["version", "by_holder", "order"]),
            models.Index(fields=["version", "place", "order"]),
            models.Index(fields=["version", "group", "order"]),
            models.Index(fields=["version", "region", "order"]),
            models.Index(fields=["version", "theme", "order"]),
            models.Index(fields=["version", "stance", "order"]),
            models.Index(fields=["version", "holder", "order"]),
            models.Index(fields=["version", "opposed", "order"]),
            models.Index(fields=["version", "printed", "order"]),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.wording}"


class SentenceHolder(models.Model):
    """A holder that a sentence cites. ``opposed``: whether another view excludes one it gives."""

    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="held_by")
    holder = models.ForeignKey(PaperHolder, models.CASCADE, related_name="stands_in")
    group = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=200, blank=True)
    opposed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sentence", "holder"], name="holder_of_sentence")
        ]
        indexes = [models.Index(fields=["sentence", "group", "region", "opposed"])]

    def __str__(self) -> str:
        return f"{self.sentence} ← {self.holder}"

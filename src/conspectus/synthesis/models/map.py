"""The map of a paper: themes → views → positions → passages, and what the engine doubts.

Kept for the newest version of each paper; made with it, by the same job.
"""

from __future__ import annotations

from django.db import models

from conspectus.contributions.models import Contribution, Version
from conspectus.synthesis.models.corrections import Correction
from conspectus.synthesis.models.papers import PaperVersion


class MappedTheme(models.Model):
    """A theme with the counts that the overview shows, so that no page counts passages.

    ``addressed``: holders that spoke of it; ``groups``, ``regions``: of these, as in MappedView.
    ``unreflected``: ``[[holder id, name, number of passages], …]``: those of whom nothing on this
    theme is printed. ``marks``: how many views have each mark. ``unprinted``: passages of the theme
    on which no sentence rests.
    """

    version = models.ForeignKey(PaperVersion, models.CASCADE, related_name="mapped_themes")
    theme = models.CharField(max_length=120)
    name = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField()
    addressed = models.PositiveIntegerField(default=0)
    views = models.PositiveIntegerField(default=0)
    printed = models.PositiveIntegerField(default=0)
    unprinted = models.PositiveIntegerField(default=0)
    marks = models.JSONField(default=dict, blank=True)
    groups = models.JSONField(default=list, blank=True)
    regions = models.JSONField(default=list, blank=True)
    unreflected = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "theme"], name="mapped_theme")]

    def __str__(self) -> str:
        return self.name


class MappedView(models.Model):
    """A view with what its page and the lists show of it.

    ``n`` of ``of``: its holders, and those who addressed its theme. ``groups`` and ``regions``:
    ``[[name, number of holders], …]``, the larger first. ``sentence``: where it is printed, else
    empty, with the ``reason``. ``weight``: what the list of a theme is sorted by. ``why``:
    ``[[passage id, passage id, score, [common words]], …]``: what the engine put together by what;
    the second id is empty where it is the wording itself; scores are 0 to 100. ``marks``: those of
    ``MARKS`` that it has, each between commas.
    """

    MARKS = (
        "shared",
        "single",
        "opposed",
        "list",
        "definition",
        "disputed",
        "campaign",
        "unprinted",
    )

    version = models.ForeignKey(PaperVersion, models.CASCADE, related_name="mapped_views")
    view = models.CharField(max_length=16)
    theme = models.CharField(max_length=120)
    wording = models.TextField()
    language = models.CharField(max_length=12, blank=True)
    stance = models.CharField(max_length=12, blank=True)
    n = models.PositiveIntegerField()
    of = models.PositiveIntegerField()
    degree = models.CharField(max_length=20, blank=True)
    groups = models.JSONField(default=list, blank=True)
    regions = models.JSONField(default=list, blank=True)
    holders = models.JSONField(default=list, blank=True, help_text="[[id, name], …]")
    opposed = models.JSONField(default=list, blank=True, help_text="Ids of views that exclude it.")
    sentence = models.CharField(max_length=16, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    weight = models.PositiveIntegerField(default=0)
    why = models.JSONField(default=list, blank=True)
    marks = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["-weight", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "view"], name="mapped_view")]
        indexes = [models.Index(fields=["version", "theme", "-weight", "id"])]

    def __str__(self) -> str:
        return self.wording


class MappedPassage(models.Model):
    """A passage in its context. ``key``: what corrections name it by (source and hash).

    ``kind`` and ``address``: of its source, where that is no contribution (see ``Citation``).
    ``printed``: whether some sentence rests on it. ``sure``: 0 to 100, how sure the engine is that
    it is a claim of this holder on this view.
    """

    version = models.ForeignKey(PaperVersion, models.CASCADE, related_name="mapped_passages")
    passage = models.CharField(max_length=110)
    key = models.CharField(max_length=100)
    view = models.CharField(max_length=16, blank=True)
    theme = models.CharField(max_length=120, blank=True)
    holder = models.CharField(max_length=120)
    name = models.CharField(max_length=500)
    group = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True)
    capacity = models.CharField(max_length=14)
    stance = models.CharField(max_length=12)
    language = models.CharField(max_length=12, blank=True)
    contribution = models.ForeignKey(
        Contribution, models.PROTECT, null=True, related_name="mapped_passages"
    )
    contribution_version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    paragraph = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=20, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    source = models.CharField(max_length=80)
    before = models.TextField(blank=True)
    words = models.TextField()
    after = models.TextField(blank=True)
    printed = models.BooleanField(default=False)
    sure = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "passage"], name="mapped_passage")
        ]
        indexes = [
            models.Index(fields=["version", "view", "id"]),
            models.Index(fields=["version", "key"]),
            models.Index(fields=["version", "theme", "printed", "holder"]),
        ]

    def __str__(self) -> str:
        return self.passage


class Question(models.Model):
    """Something the engine doubts, the most valuable first; answered with one key.

    ``kind``: "merge?", "oppose?", "claim?", "own or relayed?", "theme?", "criticism of a named
    party?", "cross-language?", "contradicting corrections", "dormant correction". ``options``:
    ``[{"key": "m", "label": …, "kind": …, …}, …]``: what each answer records. ``answer``: what
    was recorded, ``None`` where the question was set aside or waits.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        ANSWERED = "answered"
        ASIDE = "set aside"

    version = models.ForeignKey(PaperVersion, models.CASCADE, related_name="questions")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    theme = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    passages = models.JSONField(default=list, blank=True)
    options = models.JSONField(default=list, blank=True)
    value = models.FloatField(default=0.0)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    answer = models.ForeignKey(
        Correction, models.SET_NULL, null=True, blank=True, related_name="answers"
    )

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "order"], name="question_order")]
        indexes = [models.Index(fields=["version", "state", "order"])]

    def __str__(self) -> str:
        return self.text

"""What became of the views of an earlier paper in one that follows it.

``Kin`` is what the engine found, ids only; ``ViewChange`` is made from it and from the positions of
both versions, and made again when something is erased.
"""

from __future__ import annotations

from django.db import models

from conspectus.synthesis.models.papers import PaperVersion


class Kin(models.Model):
    """A view of a version and one of the version that it follows (engine.revision.kinship).

    ``view``, ``was``: "" for words that stand under no view there. ``sources``: whose words tell
    that a view is still held, or was held before: none where that was not kept, or where they can
    never be erased; once all have been erased nothing tells it any more. Of words that
    carry a wording in others a few sources are kept (`kinship.MOST_SOURCES`), so the next draft
    may find one more.
    """

    class Kind(models.TextChoices):
        SAME = "same"
        STILL_HELD = "still held"
        HELD_BEFORE = "held before"

    version = models.ForeignKey(PaperVersion, models.CASCADE, related_name="kin")
    kind = models.CharField(max_length=12, choices=Kind)
    view = models.CharField(max_length=16, blank=True)
    was = models.CharField(max_length=16, blank=True)
    sources = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "kind", "view", "was"], name="kin_once")
        ]

    def __str__(self) -> str:
        return f"{self.view} {self.kind} {self.was}"


class ViewChange(models.Model):
    """A line of "Since the paper of …": a view that is new, stated by nobody here, or changed.

    ``theme``: its name. Each side: ``wording`` and its language, the sentence that gives it with
    its paragraph ("" where only the table of positions has it), ``n`` holders, ``degree``: of the
    sentence, or null. ``joined``, ``left``: names of who holds it now and did not then, and back;
    ``absent``: of who held it then and is no contributor now, which is no change of mind.
    """

    class Kind(models.TextChoices):
        NEW = "new"
        GONE = "gone"
        STRONGER = "stronger"
        WEAKER = "weaker"

    version = models.ForeignKey(PaperVersion, models.CASCADE, related_name="view_changes")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    theme = models.CharField(max_length=300, blank=True)
    wording = models.TextField(blank=True)
    language = models.CharField(max_length=12, blank=True)
    sentence = models.CharField(max_length=16, blank=True)
    paragraph = models.CharField(max_length=12, blank=True)
    n = models.PositiveIntegerField(default=0)
    degree = models.JSONField(null=True, blank=True)
    was_wording = models.TextField(blank=True)
    was_language = models.CharField(max_length=12, blank=True)
    was_sentence = models.CharField(max_length=16, blank=True)
    was_paragraph = models.CharField(max_length=12, blank=True)
    was_n = models.PositiveIntegerField(default=0)
    was_degree = models.JSONField(null=True, blank=True)
    joined = models.JSONField(default=list, blank=True)
    left = models.JSONField(default=list, blank=True)
    absent = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="view_change_order")
        ]
        indexes = [models.Index(fields=["version", "kind", "order"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.wording or self.was_wording}"

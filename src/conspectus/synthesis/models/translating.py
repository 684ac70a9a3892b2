"""Translations of public versions of papers: same paragraphs, same sentences, other words."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from conspectus.core.models import RecordedLeaf
from conspectus.synthesis.models.papers import PaperVersion, Sentence


class Translation(models.Model):
    """A translation of one public version; frozen once it is public itself.

    ``edition``: which one into that language, from 1. ``translator``: a person, or the name of a
    machine. ``carried_from``: the translation whose texts were taken over.
    ``sha256``: of its file translation.json.
    """

    version = models.ForeignKey(PaperVersion, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=12)
    edition = models.PositiveSmallIntegerField()
    translator = models.CharField(max_length=300)
    is_machine = models.BooleanField(default=False)
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_on"
    )
    begun = models.DateTimeField()
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    published = models.DateTimeField(null=True, blank=True)
    redacted = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    leaf = models.ForeignKey(RecordedLeaf, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language", "edition"], name="translation_edition"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} in {self.language}"


class TranslatedText(models.Model):
    """A sentence in its translation, or (``sentence`` null) the title or a heading.

    ``original`` and ``text`` have places instead of names and quotations ({names}, {quote}: see
    synthesis.places); ``filling``: what stands there. ``text`` is empty until it is translated.
    ``printed``: the text as it was published, [{"text", "language", "is_name"}], with the words
    that the site put between names then. ``stale``: the original has changed since; ``was``: what
    it was then. ``revision`` rises with each change, so that nobody writes over another's words
    unseen.
    """

    translation = models.ForeignKey(Translation, models.CASCADE, related_name="texts")
    sentence = models.ForeignKey(
        Sentence, models.CASCADE, null=True, blank=True, related_name="translated"
    )
    order = models.PositiveIntegerField()
    original = models.TextField()
    filling = models.JSONField(default=dict, blank=True)
    text = models.TextField(blank=True)
    printed = models.JSONField(default=list, blank=True)
    stale = models.BooleanField(default=False)
    was = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["translation", "order"], name="translated_text_order")
        ]

    def __str__(self) -> str:
        return self.text or self.original

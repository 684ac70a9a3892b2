"""Translations of published versions, beside the original, which stays authoritative."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from conspectus.contributions.models.versions import Version
from conspectus.core.models import RecordedLeaf


class VersionTranslation(models.Model):
    """A version in another language; frozen once it is public.

    ``edition``: which public one into that language, from 1; ``None`` while it is written.
    ``translator``: a person, or the name of a machine. ``by_contributor``: the contributor of the
    original sent it, otherwise a translator of the Forum did. ``text``: with the marks of a text
    box (`contributions.blocks`). ``aligned``: it has as many paragraphs as the original.
    ``ended``: it is no longer shown; then ``note`` says why, and ``ended_by_contributor`` that it
    was the contributor: "this translation does not say what I said".
    ``sha256``: of what `contributions.queries.translations.document_of` says.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=12)
    edition = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(max_length=300, blank=True)
    translator = models.CharField(max_length=300)
    is_machine = models.BooleanField(default=False)
    by_contributor = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    aligned = models.BooleanField(default=False)
    begun = models.DateTimeField()
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)
    ended_by_contributor = models.BooleanField(default=False)
    note = models.CharField(max_length=1_000, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    leaf = models.ForeignKey(RecordedLeaf, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language", "edition"], name="version_translation_edition"
            ),
            models.UniqueConstraint(
                fields=["version", "language", "by_contributor"],
                condition=models.Q(edition__isnull=True),
                name="one_draft_a_language",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} in {self.language}"


class TranslatedParagraph(models.Model):
    """A numbered paragraph of a public translation.

    The same number is the same paragraph of the original where the translation is aligned.
    ``part``, ``kind``, ``level`` and ``mark``: as of a Paragraph.
    """

    translation = models.ForeignKey(VersionTranslation, models.CASCADE, related_name="paragraphs")
    number = models.PositiveIntegerField()
    part = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=12, default="paragraph")
    level = models.PositiveSmallIntegerField(default=0)
    mark = models.CharField(max_length=16, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["translation", "number"], name="translated_paragraph_n")
        ]

    def __str__(self) -> str:
        return f"{self.translation} p{self.number}"

"""The documents of a version: file, published text, paragraphs, redactions, answers."""

from __future__ import annotations

from django.db import models

from conspectus.contributions.models.calls import Question
from conspectus.contributions.models.versions import Version
from conspectus.forums.models import Theme


class Document(models.Model):
    """A file or text of a version, with its own title, date, language and themes.

    ``file``: path below the home's ``files/``, named by the SHA-256 of its bytes; "" for pasted
    text. ``extracted``: what the reader got; ``text``: what is published (LF, no NUL), corrected
    and redacted, its offsets count code points. ``blocks``: kinds and offsets into ``text``, marks
    of lists and lengths of speakers' names (`contributions.blocks`).
    ``warnings`` are the reader's. ``file_closed``: something was redacted from the text, or
    the file is a mail with its addresses: it is not handed out, in this version and in those made
    from it.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="documents")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300, blank=True)
    date = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=12, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="documents")
    file = models.CharField(max_length=120, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    file_closed = models.BooleanField(default=False)
    extracted = models.TextField(blank=True)
    text = models.TextField(blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    blocks = models.JSONField(default=list, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    read = models.DateTimeField(null=True, blank=True)
    corrected = models.BooleanField(default=False)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.title or self.file_name or f"document {self.order + 1}"


class Paragraph(models.Model):
    """One numbered paragraph of a version's published text: the target of a permanent address.

    ``number`` runs through all documents of the version: ``…/v{k}/p{number}/``. ``start`` and
    ``end`` are offsets into the document's text. ``part``: the page that holds it (from 1).
    ``mark``: what is printed before it and is no part of the text ("3.", "(a)").
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="paragraphs")
    document = models.ForeignKey(Document, models.CASCADE, related_name="paragraphs")
    number = models.PositiveIntegerField()
    part = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=12, default="paragraph")
    level = models.PositiveSmallIntegerField(default=0)
    mark = models.CharField(max_length=16, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="paragraph_n")]

    def __str__(self) -> str:
        return f"{self.version} p{self.number}"


class Redaction(models.Model):
    """Personal data proposed for redaction in a document's extracted text, or redacted."""

    class State(models.TextChoices):
        PROPOSED = "proposed"
        APPLIED = "applied"
        DECLINED = "declined"

    document = models.ForeignKey(Document, models.CASCADE, related_name="redactions")
    kind = models.CharField(max_length=20, help_text="telephone, e-mail, address, signature")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)

    class Meta:
        ordering = ["start"]

    def __str__(self) -> str:
        return f"{self.kind} in {self.document}"


class Answer(models.Model):
    """An answer to a question of the call, with a stance where the call asks for it."""

    class Stance(models.TextChoices):
        FOR = "for"
        AGAINST = "against"
        CONDITIONAL = "conditional"

    version = models.ForeignKey(Version, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    stance = models.CharField(max_length=12, choices=Stance, blank=True)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="answers"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "question"], name="one_answer")]

    def __str__(self) -> str:
        return f"{self.version}: {self.question}"

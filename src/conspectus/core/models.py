"""Scopes, the outbox of the record, outgoing mail, what is searched, what live pages are told."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Scope(models.Model):
    """Where a role, a page generation or a search counts: the installation, a forum, a cycle.

    ``path``: "" for the installation, "igf" for a forum, "igf/2026" for a cycle. Apps above give
    their objects a scope, so that ``core`` and ``people`` need not know them. ``generation``
    grows with each change of what is published there (in the same transaction).
    """

    path = models.CharField(max_length=100, unique=True, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="within")
    generation = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.path or "installation"


class RecordedLeaf(models.Model):
    """What is to be, or is, in the public record (DESIGN §6). The outbox of the sequencer.

    Written by a service in its own transaction; ``index`` is set when the sequencer has appended
    it and the checkpoint is on the disk. The order of ``id`` is the order in the record.
    ``content``: canonical JSON; ``salt``: 32 bytes, both empty once erased (``erased_by``).
    ``public``: whether ``leaves/`` shows what it says; an unpublished contribution's is withheld.
    ``revision`` grows when what is to be shown changes; ``shown`` is the one that is there now.
    """

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=300, help_text="Permanent address of what it is about.")
    content = models.BinaryField()
    salt = models.BinaryField()
    entry = models.BinaryField()
    index = models.PositiveBigIntegerField(null=True, unique=True)
    erased_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="erases")
    public = models.BooleanField(default=True)
    revision = models.PositiveIntegerField(default=1)
    shown = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["subject"]),
            models.Index(fields=["id"], name="pending", condition=models.Q(index__isnull=True)),
            models.Index(
                fields=["index"],
                name="to_show",
                condition=models.Q(shown__lt=models.F("revision")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Mail(models.Model):
    """One outgoing message; seen in the outbox before and after it goes.

    ``held``: waits for somebody of the secretariat to let it go. ``tried``: when the last of
    ``attempts`` failed, with ``error``; ``not_before``: when it is tried again. ``answers``,
    ``unsubscribe``: see `core.mail.queue_mail`.
    """

    class State(models.TextChoices):
        HELD = "held"
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        DISCARDED = "discarded"

    scope = models.ForeignKey(Scope, models.PROTECT, related_name="mails")
    to = models.EmailField()
    language = models.CharField(max_length=12, default="en")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=300, blank=True, help_text="Permanent address.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    error = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    tried = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(db_default=Now())
    sent = models.DateTimeField(null=True)
    answers = models.CharField(max_length=300, blank=True)
    unsubscribe = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "id"]), models.Index(fields=["about"])]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    @property
    def waits_again(self) -> bool:
        """Whether sending it has failed, and it waits to be tried again."""
        return self.state == self.State.WAITING and self.attempts > 0


class SearchEntry(models.Model):
    """A published text that can be found; its tokens are in the index under its primary key.

    ``key``: permanent address without language. ``text``: its paragraphs, parted by U+001E.
    ``anchors``: what follows ``key`` for each paragraph; empty where that is ``p1/``, ``p2/`` …
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=300)
    scope = models.ForeignKey(Scope, models.CASCADE, related_name="+")
    language = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=300, blank=True)
    holder = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    anchors = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_entry_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class LiveEvent(models.Model):
    """Something that happened, for pages that show it at once (`core.live`); kept for a day.

    The order of ``id`` within a channel is the order of the commits.
    """

    channel = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)
    created = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["channel", "id"]), models.Index(fields=["created"])]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"

"""The right of correction: who is asked, by which letter, and what each holder answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from conspectus.core.models import Mail, RecordedLeaf
from conspectus.forums.models import Cycle
from conspectus.people.models import Organisation, Person
from conspectus.synthesis.models.papers import Paper, PaperVersion


class Contact(models.Model):
    """An address that may answer for a holder, in a cycle. ``no_mail``: asked for none.

    ``authorised``: by whom, empty where nobody vouches: answers are then "received, unconfirmed".
    ``joint``: the name of a joint contribution's holder, as papers cite it, which is no
    organisation or person of the register.
    """

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="contacts")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="contacts"
    )
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="contacts"
    )
    joint = models.CharField(max_length=500, blank=True)
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField()
    language = models.CharField(max_length=12, default="en")
    authorised = models.CharField(max_length=200, blank=True)
    no_mail = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "organisation", "person", "email"], name="contact_once"
            )
        ]

    def __str__(self) -> str:
        return self.email


class Letter(models.Model):
    """What a holder was told of a version, with a private link.

    ``holder``: id in the bundle; ``name``: as printed. ``token``: SHA-256 of the secret in the
    link. ``reflected``: whether the version cites it. ``binding``: the contact is authorised.
    """

    version = models.ForeignKey(PaperVersion, models.PROTECT, related_name="letters")
    holder = models.CharField(max_length=120)
    name = models.CharField(max_length=500)
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="letters")
    reflected = models.BooleanField(default=True)
    binding = models.BooleanField(default=False)
    token = models.CharField(max_length=64, unique=True)
    mail = models.ForeignKey(Mail, models.SET_NULL, null=True, blank=True, related_name="+")
    written = models.DateTimeField()
    answer_by = models.DateTimeField()
    expires = models.DateTimeField()
    opened = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "holder", "contact"], name="letter_once")
        ]

    def __str__(self) -> str:
        return f"{self.version} → {self.name}"


class Reply(models.Model):
    """A holder's answer on one sentence, or on what is missing (``sentence`` empty).

    ``sentence``: id in the letter's version. ``binding``: from an authorised contact. ``note``: at
    most 60 words, printed where the wording is kept. ``outcome`` and ``answer``: the rapporteur's,
    due so many days after as the version says; what the holder decides alone is "done" once a
    public version prints it, "stopped" where the paper does not (then it is to be answered as
    well). ``second_look``: the named other person who looked again. ``acts``: numbers of the
    corrections that follow from it.
    """

    class Kind(models.TextChoices):
        CONFIRM = "confirm"
        OBJECT = "object"
        PROPOSE = "propose wording"
        VERBATIM = "own words"
        WITHOUT_NAME = "without name"
        MISSING = "missing"

    class Outcome(models.TextChoices):
        NONE = ""
        CHANGED = "changed"
        KEPT = "kept"
        DONE = "done"
        STOPPED = "stopped"

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="replies")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=16, choices=Kind)
    sentence = models.CharField(max_length=16, blank=True)
    of = models.CharField(max_length=110, blank=True)
    was = models.TextField(blank=True)
    text = models.TextField(blank=True)
    note = models.CharField(max_length=600, blank=True)
    binding = models.BooleanField(default=False)
    received = models.DateTimeField()
    due = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True, default=Outcome.NONE)
    answer = models.TextField(blank=True)
    answered = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    second_look = models.CharField(max_length=200, blank=True)
    second_answer = models.TextField(blank=True)
    superseded = models.DateTimeField(null=True, blank=True)
    acts = models.JSONField(default=list, blank=True)
    leaf = models.ForeignKey(RecordedLeaf, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["paper", "of"]),
            models.Index(fields=["letter", "sentence"]),
        ]

    def __str__(self) -> str:
        return f"{self.letter}: {self.kind}"

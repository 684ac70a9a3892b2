"""Categories, threads, posts and their earlier texts."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from conspectus.core.models import RecordedLeaf
from conspectus.core.text import TextInLanguages
from conspectus.forums.models import Cycle, Theme
from conspectus.people.models import StakeholderGroup


class Category(models.Model):
    """Where threads on one matter stand, usually a theme.

    ``moderation``: whether posts are looked at before anybody reads them, or afterwards.
    """

    class Moderation(models.TextChoices):
        BEFORE = "before"
        AFTER = "after"

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="categories")
    slug = models.SlugField(max_length=60)
    names = TextInLanguages()
    descriptions = TextInLanguages()
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="+")
    moderation = models.CharField(max_length=8, choices=Moderation, default=Moderation.AFTER)
    order = models.PositiveSmallIntegerField(default=0)
    closed = models.BooleanField(default=False)
    threads_count = models.PositiveIntegerField(default=0)
    posts_count = models.PositiveIntegerField(default=0)
    last = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["cycle", "slug"], name="category_slug")]

    def __str__(self) -> str:
        return str(self.names.get("en", self.slug))

    @property
    def subject(self) -> str:
        """What a phase opens: the path within the cycle."""
        return f"discussion/categories/{self.slug}"


class Thread(models.Model):
    """Posts on one matter, numbered within the cycle when the first of them is published.

    ``pages``, ``on_last``, ``weight``: of its last page, on which the next post is put.
    ``drawn_on``: whether papers draw on it, as the rapporteur has chosen.
    ``origin``: Message-ID of the first mail, where it was imported. ``title``: empty while the
    first post, whose author wrote it, is not shown; then it stands in ``hidden_title``.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="threads")
    category = models.ForeignKey(Category, models.PROTECT, related_name="threads")
    number = models.PositiveIntegerField(null=True, blank=True)
    title = models.CharField(max_length=200)
    hidden_title = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=12, default="en")
    begun = models.DateTimeField()
    last = models.DateTimeField(null=True, blank=True)
    posts_count = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    on_last = models.PositiveSmallIntegerField(default=0)
    weight = models.PositiveIntegerField(default=0)
    closed = models.BooleanField(default=False)
    drawn_on = models.BooleanField(default=False)
    origin = models.CharField(max_length=300, blank=True, db_index=True)

    class Meta:
        ordering = ["-last", "-id"]
        constraints = [models.UniqueConstraint(fields=["cycle", "number"], name="thread_number")]
        indexes = [models.Index(fields=["category", "-last", "-id"])]

    def __str__(self) -> str:
        return f"{self.cycle} thread {self.number or '–'}"

    @property
    def full_title(self) -> str:
        """For moderators and the author, who read it whether it is shown or not."""
        return self.title or self.hidden_title


class Post(models.Model):
    """One message of a thread. It gets number and page when it is published, and keeps them.

    ``name``, ``organisation``, ``on_behalf_of``: as signed; ``email`` is never shown. ``key``: of
    the form, mail or file it came by: the same again is the same post. ``labels``: what the author
    says of it. ``message_id``: of the mail that it came as, without brackets.
    """

    class State(models.TextChoices):
        UNVERIFIED = "unverified"
        WAITING = "waiting"
        PUBLISHED = "published"
        REFUSED = "refused"
        HIDDEN = "hidden"
        WITHDRAWN = "withdrawn"
        ERASED = "erased"

    class Capacity(models.TextChoices):
        PERSONAL = "personal"
        ORGANISATION = "organisation"

    class Via(models.TextChoices):
        FORM = "form"
        MAIL = "mail"
        IMPORT = "import"

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField(null=True, blank=True)
    page = models.PositiveIntegerField(default=0)
    reply_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replies"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="posts"
    )
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=300, blank=True)
    on_behalf_of = models.CharField(max_length=300, blank=True)
    capacity = models.CharField(max_length=12, choices=Capacity, default=Capacity.PERSONAL)
    group = models.ForeignKey(
        StakeholderGroup, models.PROTECT, null=True, blank=True, related_name="+"
    )
    language = models.CharField(max_length=12, default="en")
    text = models.TextField(blank=True)
    labels = models.JSONField(default=list, blank=True)
    key = models.CharField(max_length=64, unique=True)
    via = models.CharField(max_length=8, choices=Via, default=Via.FORM)
    message_id = models.CharField(max_length=300, blank=True, db_index=True)
    state = models.CharField(max_length=12, choices=State, default=State.UNVERIFIED)
    reason = models.CharField(max_length=20, blank=True)
    received = models.DateTimeField()
    published = models.DateTimeField(null=True, blank=True)
    edited = models.DateTimeField(null=True, blank=True)
    leaf = models.ForeignKey(RecordedLeaf, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["number", "id"]
        constraints = [models.UniqueConstraint(fields=["thread", "number"], name="post_number")]
        indexes = [
            models.Index(fields=["thread", "page", "number"]),
            models.Index(fields=["state", "id"]),
            models.Index(fields=["email", "received"]),
        ]

    def __str__(self) -> str:
        return f"{self.thread} post {self.number or '–'}"

    @property
    def is_shown(self) -> bool:
        """Whether its words may be read."""
        return self.state == self.State.PUBLISHED


class PostText(models.Model):
    """An earlier text of a post, to be read for ever with the post. ``k`` from 1, in order."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="texts")
    k = models.PositiveSmallIntegerField()
    text = models.TextField()
    since = models.DateTimeField()

    class Meta:
        ordering = ["k"]
        constraints = [models.UniqueConstraint(fields=["post", "k"], name="post_text_k")]

    def __str__(self) -> str:
        return f"{self.post} text {self.k}"

"""Stakeholder groups: a tree that a forum owns, and who declared which, with history."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from conspectus.core.text import TextInLanguages


class GroupTree(models.Model):
    """One forum's tree of stakeholder groups; several forums may share one."""

    slug = models.SlugField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.slug


class StakeholderGroup(models.Model):
    """A stakeholder group. "Individual" is a capacity, not a group."""

    tree = models.ForeignKey(GroupTree, models.CASCADE, related_name="groups")
    slug = models.SlugField(max_length=60)
    names = TextInLanguages()
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="within")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "slug"]
        constraints = [models.UniqueConstraint(fields=["tree", "slug"], name="group_in_tree")]

    def __str__(self) -> str:
        return str(self.names.get("en", self.slug))


class GroupDeclaration(models.Model):
    """Who said to which group an organisation or a person belongs, and who confirmed it.

    The newest confirmed declaration counts; older ones stay as history.
    """

    organisation = models.ForeignKey(
        "people.Organisation", models.CASCADE, null=True, blank=True, related_name="declarations"
    )
    person = models.ForeignKey(
        "people.Person", models.CASCADE, null=True, blank=True, related_name="declarations"
    )
    group = models.ForeignKey(StakeholderGroup, models.PROTECT, related_name="declarations")
    declared = models.DateTimeField(db_default=Now())
    declared_by = models.CharField(max_length=200, blank=True)
    confirmed = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) ^ models.Q(person__isnull=False),
                name="group_of_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation or self.person}: {self.group}"

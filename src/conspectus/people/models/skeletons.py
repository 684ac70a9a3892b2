"""What names look like, kept so that an imitation is found among a million names."""

from __future__ import annotations

from django.db import models

from conspectus.people.models.organisations import OrganisationName
from conspectus.people.models.persons import Person


class NameSkeleton(models.Model):
    """A skeleton of a name of an organisation or a person (see `people.lookalike`).

    ``skeleton``: 63 bits of a hash; two names that look alike have one in common.
    """

    skeleton = models.BigIntegerField()
    alias = models.ForeignKey(
        OrganisationName, models.CASCADE, null=True, blank=True, related_name="skeletons"
    )
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="skeletons"
    )

    class Meta:
        indexes = [models.Index(fields=["skeleton", "alias", "person"], name="names_that_look_so")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(alias__isnull=False) ^ models.Q(person__isnull=False),
                name="skeleton_of_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.alias or self.person}: {self.skeleton:x}"

"""Countries, regions and the values beside them, in a table that the institution owns."""

from __future__ import annotations

from django.db import models

from conspectus.core.text import TextInLanguages


class Area(models.Model):
    """A country, a region, or a value such as "global" (DRAFTING §3).

    Shipped: UN M49 with short names in six languages; labels, groups and footnotes may be edited.
    ``code``: ISO 3166 alpha-2 for countries, M49 number for regions, the word for values;
    ``alpha3``: the other code of ISO 3166.
    ``un_group``: the UN regional group, for States only.
    """

    class Kind(models.TextChoices):
        COUNTRY = "country"
        REGION = "region"
        VALUE = "value"

    code = models.CharField(max_length=20, unique=True)
    alpha3 = models.CharField(max_length=3, blank=True)
    m49 = models.CharField(max_length=3, blank=True)
    kind = models.CharField(max_length=8, choices=Kind)
    names = TextInLanguages()
    other_names = models.JSONField(default=list, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="within")
    un_group = models.CharField(max_length=60, blank=True)
    footnote = TextInLanguages()

    def __str__(self) -> str:
        return str(self.names.get("en", self.code))

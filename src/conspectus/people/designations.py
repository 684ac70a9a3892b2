"""What stands under every list and chart of countries and areas (DRAFTING §3)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

DESIGNATIONS = _(
    "The designations employed and the presentation of the material on this site do not imply "
    "the expression of any opinion whatsoever concerning the legal status of any country, "
    "territory, city or area, or of its authorities, or concerning the delimitation of its "
    "frontiers or boundaries."
)
"""Templates print it through ``people/designations.html``."""

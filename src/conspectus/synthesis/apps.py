"""The app ``synthesis``."""

from django.apps import AppConfig


class SynthesisConfig(AppConfig):
    """Papers and their evidence."""

    name = "conspectus.synthesis"
    label = "synthesis"
    default_auto_field = "django.db.models.BigAutoField"

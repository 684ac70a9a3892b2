"""The app ``synthesis``."""

from importlib import import_module

from django.apps import AppConfig


class SynthesisConfig(AppConfig):
    """Papers and their evidence."""

    name = "conspectus.synthesis"
    label = "synthesis"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Papers forget the words of what is erased, and tell where they reflect what."""
        # After the registry of apps: these modules have models.
        import_module("conspectus.synthesis.services.redacting")
        import_module("conspectus.synthesis.queries")

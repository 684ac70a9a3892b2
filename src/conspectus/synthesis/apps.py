"""The app ``synthesis``."""

from importlib import import_module

from django.apps import AppConfig


class SynthesisConfig(AppConfig):
    """Papers and their evidence."""

    name = "conspectus.synthesis"
    label = "synthesis"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Papers forget the words of what is erased."""
        # After the registry of apps: this module has models.
        import_module("conspectus.synthesis.services.redacting")

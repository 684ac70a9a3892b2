"""The app ``contributions``."""

from django.apps import AppConfig

from conspectus.core.citable import register_provider


class ContributionsConfig(AppConfig):
    """From the call to the register."""

    name = "conspectus.contributions"
    label = "contributions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says where the texts of contributions are to be had."""
        register_provider("contribution", "conspectus.contributions.citable.published_texts")

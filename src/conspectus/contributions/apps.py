"""The app ``contributions``."""

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    """From the call to the register."""

    name = "conspectus.contributions"
    label = "contributions"
    default_auto_field = "django.db.models.BigAutoField"

"""The app ``core``."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """What every other app stands on."""

    name = "conspectus.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

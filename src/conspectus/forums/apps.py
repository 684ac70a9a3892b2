"""The app ``forums``."""

from django.apps import AppConfig


class ForumsConfig(AppConfig):
    """The institution and its turns."""

    name = "conspectus.forums"
    label = "forums"
    default_auto_field = "django.db.models.BigAutoField"

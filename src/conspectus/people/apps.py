"""The app ``people``."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who takes part, for whom, and with which role."""

    name = "conspectus.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

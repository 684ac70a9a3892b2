"""The app ``people``."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from conspectus.core.secret_links import make_links


class PeopleConfig(AppConfig):
    """Who takes part, for whom, and with which role."""

    name = "conspectus.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The table of areas is filled whenever the database is up to date; mails are unsealed."""
        # Django lets models be imported only once all apps are known.
        from conspectus.people.services.shipped_areas import after_migrate  # noqa: PLC0415

        post_migrate.connect(after_migrate, sender=self)
        make_links("sealed", "conspectus.people.sealing.opened")

"""The app ``people``."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate

from conspectus.core.personal_holders import hold
from conspectus.core.retention import clears
from conspectus.core.secret_links import make_links


class PeopleConfig(AppConfig):
    """Who takes part, for whom, and with which role."""

    name = "conspectus.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The table of areas is filled whenever the database is up to date; mails are unsealed."""
        # Django lets models be imported only once all apps are known.
        from allauth.account import signals as account_signals  # noqa: PLC0415
        from allauth.mfa.signals import authenticator_added  # noqa: PLC0415

        from conspectus.people.attempts import make_table  # noqa: PLC0415
        from conspectus.people.services import sessions  # noqa: PLC0415
        from conspectus.people.services.shipped_areas import after_migrate  # noqa: PLC0415

        post_migrate.connect(after_migrate, sender=self)
        post_migrate.connect(make_table, sender=self)
        user_logged_in.connect(sessions.note_sign_in)
        authenticator_added.connect(sessions.end_others_with_a_factor)
        for signal in ("password_changed", "password_reset", "password_set"):
            getattr(account_signals, signal).connect(sessions.end_others_with_a_password)
        make_links("sealed", "conspectus.people.sealing.opened")
        hold("people", "conspectus.people.services.personal_data")
        clears("people", "conspectus.people.services.clearing.clear_due")

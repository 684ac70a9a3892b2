"""Django's ``migrate``, in a third of the time (`conspectus.core.migrating`)."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from conspectus.core.migrating import lightly


class Command(migrate.Command):
    """The same command; tests make their database with it, too."""

    def handle(self, *args: Any, **options: Any) -> str | None:  # noqa: ANN401 - Django's signature
        """Brings the database to the steps that are asked for."""
        with lightly():
            return super().handle(*args, **options)

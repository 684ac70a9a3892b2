"""Which installation a command works on, and Django made ready for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import Final, ParamSpec, TypeVar

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from conspectus.cli.exits import CommandError
from conspectus.cli.site.homes import home_option, is_installed, is_whole
from conspectus.core import keys

Given = ParamSpec("Given")
Result = TypeVar("Result")

SETTINGS: Final = "conspectus.site.settings"

MAKING: Final = "Making the installation; some seconds, on a busy machine a minute."
"""Said before it is made."""


def with_home(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """A command on an installation that is there: ``--home``, and Django set up."""

    @home_option
    @wraps(function)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        home = Path(str(kwargs["home"]))
        enter(home)
        require_whole(home)
        return function(*args, **kwargs)

    return run


def enter(home: Path) -> None:
    """Sets Django up for the installation in ``home``.

    Raises:
        CommandError: there is none.
    """
    if not is_installed(home):
        raise CommandError(
            f"There is no installation in {home}: make one with 'conspectus init --home {home}'."
        )
    _set_up(home)


def require_whole(home: Path) -> None:
    """Raises CommandError where another command still makes the installation, or was cut short."""
    if not is_whole(home):
        raise CommandError(
            f"The installation in {home} is not whole. If it is being made just now, wait until "
            "'serve' says at which address it serves; if that was cut short, run 'conspectus init "
            f"--home {home}'."
        )


def install(home: Path) -> None:
    """Makes an installation, or completes one: directory, keys, database, record.

    Django is set up for it afterwards. May be run again at any time.
    """
    keys.make_keys(home, address=os.environ.get("CONSPECTUS_ADDRESS", ""))
    _set_up(home)
    from conspectus.core.sequencer import begin_record  # noqa: PLC0415 - as in `migrate`

    with _quickly():
        migrate()
    begin_record()


def migrate() -> None:
    """Brings the database to this version of the program; migrations bring what ships."""
    # Only now that Django is set up can a module with models be imported.
    from conspectus.core.scopes import installation_scope  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    installation_scope()


def unapplied() -> list[str]:
    """Migrations that this version has and the database has not."""
    if _named_on_disk() <= set(MigrationRecorder(connection).applied_migrations()):
        return []
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label} {migration.name}" for migration, _ in plan]


def _named_on_disk() -> set[tuple[str, str]]:
    """App and name of each migration, by their files' names: loading them all takes a while.

    Where they replace others, or one is recorded under another name, the plan decides.
    """
    found = set()
    for app in apps.get_app_configs():
        module, _explicit = MigrationLoader.migrations_module(app.label)
        spec = find_spec(module) if module else None
        if spec is not None:
            places = spec.submodule_search_locations
            found |= {(app.label, one.name) for one in iter_modules(places) if not one.ispkg}
    return {(app, name) for app, name in found if name[0] not in "_~"}


def unknown_steps() -> list[str]:
    """Migrations of ours that the database has and this version does not: a newer one made them."""
    loader = MigrationExecutor(connection).loader
    ours = {one.label for one in apps.get_app_configs() if one.name.startswith("conspectus.")}
    applied = {step for step in loader.applied_migrations if step[0] in ours}
    return sorted(f"{app} {name}" for app, name in applied - set(loader.disk_migrations))


@contextmanager
def _quickly() -> Iterator[None]:
    """An empty SQLite database is filled without a flush for each step, and flushed at the end.

    Nothing in it is promised to anybody yet; a power cut here costs another `init`.
    """
    name = connection.settings_dict["NAME"]
    if connection.vendor != "sqlite" or Path(name).exists():
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _set_up(home: Path) -> None:
    os.environ["CONSPECTUS_HOME"] = str(home.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()

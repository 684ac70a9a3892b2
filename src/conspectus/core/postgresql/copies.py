"""A copy of the database and back, by PostgreSQL's own programs (``postgresql-client``)."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

from django.db import connection

from conspectus.core.errors import SiteError

_PLACE: Final = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}
"""How the programs are told where the database is: not in their arguments, which others see."""


def dump(place: Path) -> None:
    """Writes the database as it is at one moment; writers go on meanwhile.

    Raises:
        SiteError: `pg_dump` is missing, too old for the server, or cannot read.
    """
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={place}")


def load(place: Path) -> None:
    """Fills the empty database from such a copy, wholly or not at all.

    Raises:
        SiteError: the database is not empty, or `pg_restore` is missing or cannot.
    """
    with connection.cursor() as cursor:
        if connection.introspection.table_names(cursor):
            raise SiteError(
                f"The database {connection.settings_dict['NAME']} is not empty: "
                "name a new one in CONSPECTUS_DATABASE."
            )
    connection.close()
    name = f"--dbname={connection.get_connection_params()['dbname']}"
    _run("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", name, str(place))


def _run(program: str, *arguments: str) -> None:
    given = connection.get_connection_params()
    told = {name: str(given[key]) for key, name in _PLACE.items() if key in given}
    try:
        done = subprocess.run(
            [program, *arguments],
            env=os.environ | told,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise SiteError(
            f"There is no {program} on this machine: install the programs of the server's "
            "version (Debian: postgresql-client)."
        ) from error
    if done.returncode:
        said = " ".join(done.stderr.split())[:500]
        raise SiteError(f"{program} could not do its work: {said}")

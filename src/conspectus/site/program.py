"""Which version of the program renders a page: pages of another one are rendered anew."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings

from conspectus import __version__

_PACKAGE = Path(__file__).resolve().parent.parent
_APPS = (
    *("core", "people", "forums", "contributions", "discussion", "consultations"),
    *("synthesis", "site"),
)
_SUFFIXES = frozenset({".py", ".html", ".css", ".svg", ".mo", ".csv"})


def program_version() -> str:
    """The version and 12 hex digits over everything that a page is rendered with.

    Over the bytes, not the number alone, so that no installation from a working copy and no
    changed address of the site goes on with outdated pages.
    """
    seen = hashlib.sha256(settings.PUBLIC_ADDRESS.encode())
    for app in _APPS:
        for path in sorted((_PACKAGE / app).rglob("*")):
            if path.suffix in _SUFFIXES:
                seen.update(path.relative_to(_PACKAGE).as_posix().encode())
                seen.update(hashlib.sha256(path.read_bytes()).digest())
    return f"{__version__}-{seen.hexdigest()[:12]}"

"""The one directory in which everything of an installation lies."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def home() -> Path:
    """The installation's directory (``--home`` or ``CONSPECTUS_HOME``)."""
    return Path(settings.CONSPECTUS_HOME)


def files_folder() -> Path:
    """Files of contributions, each named by the SHA-256 of its bytes."""
    return home() / "files"


def papers_folder() -> Path:
    """Evidence bundles of papers."""
    return home() / "papers"


def record_folder() -> Path:
    """The public record (docs/record.md)."""
    return home() / "record"


def pages_folder() -> Path:
    """Published pages, rendered and compressed. May be deleted at any time."""
    return home() / "pages"

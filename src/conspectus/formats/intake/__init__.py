"""From a folder of submissions with its manifest to a corpus.

What it offers is imported when it is first asked for: whoever needs one small module of it, as the
site needs `folding`, does not load readers and the engine's corpus with it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conspectus.formats.intake.errors import ConfigurationError, IntakeError
    from conspectus.formats.intake.folder import (
        LoadedFolder,
        ReadSubmissions,
        Submission,
        load_folder,
        manifest_report,
        read_submissions,
    )
    from conspectus.formats.intake.published import PublishedFile, PublishedRow, published_corpus
    from conspectus.formats.intake.report import ReportRow, report_csv

__all__ = [
    "ConfigurationError",
    "IntakeError",
    "LoadedFolder",
    "PublishedFile",
    "PublishedRow",
    "ReadSubmissions",
    "ReportRow",
    "Submission",
    "load_folder",
    "manifest_report",
    "published_corpus",
    "read_submissions",
    "report_csv",
]

_FROM = {
    "errors": ("ConfigurationError", "IntakeError"),
    "published": ("PublishedFile", "PublishedRow", "published_corpus"),
    "report": ("ReportRow", "report_csv"),
}
"""Module → names that it gives; all others are of `folder`."""


def __getattr__(name: str) -> object:
    """One of ``__all__`` (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = next((one for one, names in _FROM.items() if name in names), "folder")
    return getattr(import_module(f"{__name__}.{module}"), name)

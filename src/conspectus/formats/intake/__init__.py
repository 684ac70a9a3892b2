"""From a folder of submissions with its manifest to a corpus."""

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

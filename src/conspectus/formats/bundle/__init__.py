"""The evidence bundle of docs/evidence-format.md: written, read, checked."""

from conspectus.formats.bundle.checking import check_bundle
from conspectus.formats.bundle.errors import BundleError
from conspectus.formats.bundle.reading import read_bundle
from conspectus.formats.bundle.writing import FORMATS, schema_json, write_bundle

__all__ = [
    "FORMATS",
    "BundleError",
    "check_bundle",
    "read_bundle",
    "schema_json",
    "write_bundle",
]

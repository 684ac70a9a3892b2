"""The evidence bundle of docs/evidence-format.md: written, read, checked.

What checks a bundle, and the libraries that read its papers back, is loaded at first use.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from conspectus.formats.bundle.errors import BundleError
from conspectus.formats.bundle.reading import read_bundle
from conspectus.formats.bundle.writing import FORMATS, schema_json, write_bundle

if TYPE_CHECKING:
    from conspectus.formats.bundle.checking import check_bundle

__all__ = [
    "FORMATS",
    "BundleError",
    "check_bundle",
    "read_bundle",
    "schema_json",
    "write_bundle",
]


def __getattr__(name: str) -> object:
    """Load the checks when they are asked for (PEP 562)."""
    if name == "check_bundle":
        return importlib.import_module("conspectus.formats.bundle.checking").check_bundle
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)

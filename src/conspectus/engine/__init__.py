"""The engine: text → passages → views → paper. No Django, no network, no clock.

``from conspectus.engine import synthesize`` is the whole of it; the stages are documented in
``docs/architecture.md``. The pipeline and its numeric libraries are loaded at first use, so that
readers in their child processes can import the dataclasses alone.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conspectus.engine.synthesis import synthesize

__all__ = ["synthesize"]


def __getattr__(name: str) -> object:
    """Load the pipeline when it is asked for (PEP 562)."""
    if name == "synthesize":
        return importlib.import_module("conspectus.engine.synthesis").synthesize
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)

"""What goes wrong with a bundle before its invariants can be looked at."""

from __future__ import annotations

from conspectus.engine.errors import ConspectusError


class BundleError(ConspectusError):
    """A folder is no bundle of our format, or cannot take one."""

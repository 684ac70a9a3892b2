"""What processes that were killed have left beside files that they were writing."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

LONGEST_S: Final = 3600
"""Seconds after which nobody is writing a file any more."""


def is_left_over(path: Path) -> bool:
    """Whether a file that was being written has not changed for an hour. Raises OSError."""
    return time.time() - path.stat().st_mtime > LONGEST_S

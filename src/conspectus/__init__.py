"""Conspectus: synthesis papers in which every sentence leads to the words it came from."""

from __future__ import annotations

import datetime as dt
from typing import Final

__version__ = "0.1.0"

RELEASED: Final = dt.date(2026, 11, 28)
"""The day of this version: for a year it is told of what is to be mended (SECURITY.md)."""

"""Cells of tables that spreadsheets open: one that they would execute gets an apostrophe."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'(?='*[=+\-@\t\r])")


def asleep(cell: object) -> str:
    """A cell as text that no spreadsheet takes for a formula; ``None`` is empty."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if _FORMULA.match(text) else text


def awake(text: str) -> str:
    """What `asleep` was given."""
    return _ESCAPED.sub("", text, count=1)

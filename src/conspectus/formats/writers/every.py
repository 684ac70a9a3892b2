"""All writers: one pure function a format, from the frozen paper to the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from conspectus.engine.paper import Paper
from conspectus.formats.writers.extensions import WRITTEN_BY

Writer = Callable[[Paper], bytes]


def _loaded_late(package: str, function: str) -> Writer:
    """The writer of a package that is loaded, with its libraries, when it writes first."""

    def write(paper: Paper) -> bytes:
        writer: Writer = getattr(import_module(f"conspectus.formats.writers.{package}"), function)
        return writer(paper)

    return write


WRITERS: Mapping[str, Writer] = {
    extension: _loaded_late(*where) for extension, where in WRITTEN_BY.items()
}
"""The writers by the file name's extension, in the order in which they are run."""

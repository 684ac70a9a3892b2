"""All writers: one pure function a format, from the frozen paper to the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from conspectus.engine.paper import Paper

Writer = Callable[[Paper], bytes]


def _loaded_late(package: str, function: str) -> Writer:
    """The writer of a package that is loaded, with its libraries, when it writes first."""

    def write(paper: Paper) -> bytes:
        writer: Writer = getattr(import_module(f"conspectus.formats.writers.{package}"), function)
        return writer(paper)

    return write


WRITERS: Mapping[str, Writer] = {
    "html": _loaded_late("web", "write_html"),
    "docx": _loaded_late("word", "write_docx"),
    "pdf": _loaded_late("pdf", "write_pdf"),
    "md": _loaded_late("markdown", "write_markdown"),
    "odt": _loaded_late("opendocument", "write_odt"),
    "epub": _loaded_late("epub", "write_epub"),
}
"""The writers by the file name's extension, in the order in which they are run."""

"""The formats of a paper by the extension of its file, known without loading a writer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WRITTEN_BY: Final[Mapping[str, tuple[str, str]]] = {
    "html": ("web", "write_html"),
    "docx": ("word", "write_docx"),
    "pdf": ("pdf", "write_pdf"),
    "md": ("markdown", "write_markdown"),
    "odt": ("opendocument", "write_odt"),
    "epub": ("epub", "write_epub"),
}
"""Extension → package of ``formats.writers`` and its function, in the order of writing."""

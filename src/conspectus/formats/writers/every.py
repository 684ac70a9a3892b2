"""All writers: one pure function a format, from the frozen paper to the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from conspectus.engine.paper import Paper
from conspectus.formats.writers.epub import write_epub
from conspectus.formats.writers.markdown import write_markdown
from conspectus.formats.writers.opendocument import write_odt
from conspectus.formats.writers.pdf import write_pdf
from conspectus.formats.writers.web import write_html
from conspectus.formats.writers.word import write_docx

Writer = Callable[[Paper], bytes]

WRITERS: Mapping[str, Writer] = {
    "html": write_html,
    "docx": write_docx,
    "pdf": write_pdf,
    "md": write_markdown,
    "odt": write_odt,
    "epub": write_epub,
}
"""The writers by the file name's extension, in the order in which they are run."""

"""Markdown (CommonMark with tables): rendered to HTML and read as such, without blocks of code."""

from __future__ import annotations

from conspectus.engine.document import Document
from conspectus.formats.readers.characters import decode
from conspectus.formats.readers.html import read_markup
from conspectus.formats.readers.pieces import assemble
from conspectus.formats.readers.turns import gather_turns


def read_markdown(data: bytes, name: str) -> Document:
    """A document of a Markdown file.

    Raises:
        TooLarge: more characters than a document may have.
        UnsupportedFormat: the bytes are no text.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 — 150 ms that only Markdown needs

    decoded = decode(data, name)
    parser = MarkdownIt("commonmark").enable("table")
    tokens = [t for t in parser.parse(decoded.text) if t.type not in ("fence", "code_block")]
    markup = str(parser.renderer.render(tokens, parser.options, {}))
    pieces, _, _ = read_markup(markup)
    return assemble(gather_turns(pieces), warnings=decoded.warnings)

"""Markdown (CommonMark with tables): rendered to HTML and read as such, without blocks of code."""

from __future__ import annotations

from conspectus.engine.document import Document
from conspectus.formats.readers.characters import decode
from conspectus.formats.readers.html import read_markup
from conspectus.formats.readers.pieces import assemble
from conspectus.formats.readers.turns import gather_turns, pieces_of_transcript
from conspectus.formats.transcripts.reading import read_transcript_text


def read_markdown(data: bytes, name: str) -> Document:
    """A document of a Markdown file.

    Raises:
        TooLarge: more characters than a document may have.
        UnsupportedFormat: the bytes are no text.
    """
    decoded = decode(data, name)
    transcript = read_transcript_text(decoded.text, name=name, markdown=True)
    if transcript is not None:
        return assemble(pieces_of_transcript(transcript), warnings=decoded.warnings)
    from markdown_it import MarkdownIt  # noqa: PLC0415 — 150 ms that only Markdown needs

    parser = MarkdownIt("commonmark").enable("table")
    tokens = [t for t in parser.parse(decoded.text) if t.type not in ("fence", "code_block")]
    markup = str(parser.renderer.render(tokens, parser.options, {}))
    pieces, _, _ = read_markup(markup)
    return assemble(gather_turns(pieces), warnings=decoded.warnings)

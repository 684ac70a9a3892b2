"""A file as a transcript: turns with their places, and all that is in none."""

from __future__ import annotations

from conspectus.formats.readers.characters import decode
from conspectus.formats.readers.docx import docx_pieces
from conspectus.formats.readers.html import html_pieces
from conspectus.formats.readers.kinds import Kind, sniff
from conspectus.formats.readers.reading import read
from conspectus.formats.readers.turns import transcript_of_pieces
from conspectus.formats.transcripts.reading import read_transcript_text
from conspectus.formats.transcripts.transcript import Transcript


def read_transcript(data: bytes, name: str) -> Transcript | None:
    """The transcript that a file holds, ``None`` where nobody's turns can be told in it.

    Offsets are into ``Transcript.text``: the decoded characters of a text, Markdown or caption
    file;
    of a page or a word processor's file its paragraphs, parted by an empty line. Nothing of either
    is lost (see :mod:`conspectus.formats.transcripts.transcript`). Other kinds (PDF, RTF, ODT) give
    the published text of their document.

    Raises:
        ReaderError: as :func:`conspectus.formats.readers.read` does.
    """
    kind = sniff(data, name)
    if kind in (Kind.TEXT, Kind.MARKDOWN, Kind.CAPTIONS):
        text = decode(data, name).text
        return read_transcript_text(text, name=name, markdown=kind is Kind.MARKDOWN, declared=True)
    if kind is Kind.DOCX:
        return transcript_of_pieces(docx_pieces(data, name)[0], declared=True)
    if kind is Kind.HTML:
        return transcript_of_pieces(html_pieces(data, name)[0], declared=True)
    return read_transcript_text(read(data, name).text, name=name, declared=True)

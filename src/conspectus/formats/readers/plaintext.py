"""Plain text in any charset."""

from conspectus.engine.document import Document
from conspectus.formats.readers.characters import decode
from conspectus.formats.readers.paragraphs import pieces_of_text
from conspectus.formats.readers.pieces import assemble
from conspectus.formats.readers.transcript import looks_like_transcript, read_transcript


def read_text(data: bytes, name: str) -> Document:
    """A document of a plain text; a transcript where the text is one.

    Raises:
        TooLarge: more characters than a document may have.
        UnsupportedFormat: the bytes are no text.
    """
    decoded = decode(data, name)
    if looks_like_transcript(decoded.text):
        return read_transcript(decoded.text, warnings=decoded.warnings)
    return assemble(pieces_of_text(decoded.text), warnings=decoded.warnings)

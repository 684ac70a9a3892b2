"""Plain text in any charset."""

from conspectus.engine.document import Document
from conspectus.formats.readers.characters import decode
from conspectus.formats.readers.paragraphs import pieces_of_text
from conspectus.formats.readers.pieces import assemble


def read_text(data: bytes, name: str) -> Document:
    """A document of a plain text; turns where the text is a transcript.

    Raises:
        TooLarge: more characters than a document may have.
        UnsupportedFormat: the bytes are no text.
    """
    decoded = decode(data, name)
    return assemble(pieces_of_text(decoded.text), warnings=decoded.warnings)

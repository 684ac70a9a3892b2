"""Plain text in any charset."""

from conspectus.engine.document import BlockKind, Document
from conspectus.formats.readers.characters import decode
from conspectus.formats.readers.paragraphs import pieces_of_text
from conspectus.formats.readers.pieces import Piece, assemble
from conspectus.formats.readers.turns import pieces_of_transcript
from conspectus.formats.transcripts.reading import read_transcript_text


def read_text(data: bytes, name: str) -> Document:
    """A document of a plain text; turns where the text is a transcript.

    Raises:
        TooLarge: more characters than a document may have.
        UnsupportedFormat: the bytes are no text.
    """
    decoded = decode(data, name)
    pieces = pieces_of_text(decoded.text)
    transcript = read_transcript_text(decoded.text, name=name)
    if transcript is not None and len(transcript.turns) > sum(map(_is_turn, pieces)):
        pieces = pieces_of_transcript(transcript)  # labels on lines of their own, which were joined
    return assemble(pieces, warnings=decoded.warnings)


def _is_turn(piece: Piece) -> bool:
    return piece.kind is BlockKind.TURN

"""Rich Text Format: text by striprtf, blocks as in plain text; footnotes behind their paragraph."""

from __future__ import annotations

from conspectus.engine.document import Document
from conspectus.formats.readers.characters import clean
from conspectus.formats.readers.errors import Damaged
from conspectus.formats.readers.limits import check_length
from conspectus.formats.readers.paragraphs import pieces_of_text
from conspectus.formats.readers.pieces import assemble


def read_rtf(data: bytes, name: str) -> Document:
    """A document of an RTF file.

    Raises:
        Damaged: its braces or escapes make no sense. TooLarge: too many characters.
    """
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 — loaded for RTF only

    # Every byte is a character here; \'xx escapes carry the charset that the file declares.
    raw = data.decode("latin-1")
    try:
        text = str(rtf_to_text(raw, errors="replace"))
    except (ValueError, LookupError, IndexError, TypeError) as error:
        raise Damaged(
            f"“{name}” is a damaged RTF file: open it, save it as DOCX or PDF, and send that."
        ) from error
    check_length(len(text), name)
    return assemble(pieces_of_text(clean(text).replace("|\n", "\n")))

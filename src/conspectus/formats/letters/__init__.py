"""Letters: the bytes of one mail in, what its sender says out; the rest apart and named."""

from conspectus.formats.letters.letter import (
    Attachment,
    LeftOut,
    Letter,
    LetterError,
    Reason,
    Robot,
    Vouched,
)
from conspectus.formats.letters.reading import read_letter

__all__ = [
    "Attachment",
    "LeftOut",
    "Letter",
    "LetterError",
    "Reason",
    "Robot",
    "Vouched",
    "read_letter",
]

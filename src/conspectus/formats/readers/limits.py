"""How much a reader accepts, and the check of a text's length."""

from conspectus.formats.readers.errors import TooLarge

MAX_TEXT = 5_000_000
"""Code points of one document: forty times the longest submission seen."""

MAX_FILE_BYTES = 256 * 2**20
"""A file larger than this is refused before it is read."""

MAX_TEXT_BYTES = 4 * MAX_TEXT + 4
"""UTF-8 and UTF-32 need at most four bytes a code point, and a mark."""


def check_length(length: int, name: str) -> None:
    """Refuse a text of more than :data:`MAX_TEXT` code points.

    Raises:
        TooLarge: the text is longer.
    """
    if length > MAX_TEXT:
        raise TooLarge(
            f"“{name}” holds more than {MAX_TEXT // 10**6} million characters, too many for one "
            "document: split it, or send the text alone."
        )

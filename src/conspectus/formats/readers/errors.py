"""The readers' family of errors: one sentence each, for the secretariat that sent the file."""

from conspectus.engine.errors import ConspectusError


class ReaderError(ConspectusError):
    """A file cannot be read; the message names it and says what to do."""


class UnsupportedFormat(ReaderError):  # noqa: N818 — the family's public names state what is the case
    """No reader exists for this kind of file, or a program that it needs is not installed."""


class Encrypted(ReaderError):  # noqa: N818 — as UnsupportedFormat
    """The file is protected by a password."""


class Damaged(ReaderError):  # noqa: N818 — as UnsupportedFormat
    """The file is cut off, or is not what its structure claims."""


class TooLarge(ReaderError):  # noqa: N818 — as UnsupportedFormat
    """The file, or what it unpacks to, is beyond the limits of memory, time or length."""


class NoText(ReaderError):  # noqa: N818 — as UnsupportedFormat
    """The file is sound but holds no text (an empty file, pictures of pages)."""

"""One exception family for what a person can mend; views show the sentence beside the form."""

from __future__ import annotations

from conspectus.engine import errors


class SiteError(errors.ConspectusError):
    """One sentence: what was wrong, with what, and what to do.

    ``field``: the form field that it stands beside, or "" for the whole form.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NotAllowedError(SiteError):
    """The person may not do this here, or not now."""

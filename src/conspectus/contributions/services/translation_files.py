"""The text of a translation from a file: a child reads it, and nothing of the file is kept."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from conspectus.contributions.blocks import marked, pieces_of
from conspectus.contributions.services.files import LARGEST_FILE, safe_name
from conspectus.core.errors import SiteError
from conspectus.formats.readers.errors import ReaderError
from conspectus.formats.sandbox import read_many

LONGEST_S = 30
"""Seconds for one file: somebody waits for the page."""


def text_of_file(stream: BinaryIO, *, name: str) -> str:
    """The words of a document with the marks of a text box.

    Raises:
        SiteError: it is too large, or cannot be read.
    """
    content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise SiteError(
            _("“%(name)s” is larger than %(count)s MB.")
            % {"name": safe_name(name), "count": LARGEST_FILE >> 20},
            field="file",
        )
    with tempfile.TemporaryDirectory(prefix="conspectus-translation-") as folder:
        path = Path(folder, safe_name(name))
        path.write_bytes(content)
        ((_key, outcome, _hash),) = read_many([("", path)], workers=1, timeout_s=LONGEST_S)
    if isinstance(outcome, ReaderError):
        raise SiteError(str(outcome), field="file")
    return marked(pieces_of(outcome.text, outcome.blocks))

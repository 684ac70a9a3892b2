"""How to cite, on pages that are stored: a page from before the record has it is not kept."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest

from conspectus.core.clock import request_stamp
from conspectus.core.published import holds_until, scope_of
from conspectus.synthesis.models import PaperVersion
from conspectus.synthesis.queries.reader import HowToCite, how_to_cite

RECORDED_WITHIN = dt.timedelta(seconds=2)
"""The sequencer takes 50 milliseconds; a page without the number holds no longer than this."""


def cited(
    request: HttpRequest, version: PaperVersion, *, sentence: str = "", paragraph: str = ""
) -> HowToCite | None:
    """How the version, or a sentence of it, is cited; ``None`` where it is not public."""
    found = how_to_cite(version, scope_of(request), sentence=sentence, paragraph=paragraph)
    if found is not None and found.leaf is None and version.leaf is not None:
        holds_until(request, request_stamp(request) + RECORDED_WITHIN)
    return found

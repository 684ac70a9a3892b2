"""Long quotations: blocks that hold another's words are no words of the contributor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from conspectus.engine.document import BlockKind
from conspectus.formats.readers.pieces import Piece

_MAX_BLOCKS = 12
_MIN_WORDS = 8
_CLOSED = re.compile(r"[”»][\s.,;\d\[\]]*(?:\([^()]{1,80}\)[\s.]*)?$")
_PAIRS = {"“": "”", "«": "»"}


def mark_quotes(pieces: Sequence[Piece]) -> list[Piece]:
    """Make quotes of blocks that are one quotation, or part of one over several blocks.

    Only “typographic” and «angled» marks count: straight ones do not tell opening from closing.
    """
    marked = list(pieces)
    k = 0
    while k < len(pieces):
        end = _quotation_end(pieces, k)
        for j in range(k, end):
            if marked[j].kind is not BlockKind.HEADING:
                marked[j] = replace(marked[j], kind=BlockKind.QUOTE, level=None)
        k = max(k + 1, end)
    return marked


def _quotation_end(pieces: Sequence[Piece], k: int) -> int:
    """Index after the last block of the quotation that opens block ``k``; ``k`` where none does."""
    text = pieces[k].text
    opening = text[:1]
    closing = _PAIRS.get(opening)
    if closing is None or pieces[k].kind is BlockKind.HEADING:
        return k
    if closing in text:
        is_whole = text.count(opening) == 1 and _CLOSED.search(text) is not None
        return k + 1 if is_whole and len(text.split()) >= _MIN_WORDS else k
    for j in range(k + 1, min(len(pieces), k + _MAX_BLOCKS)):
        following = pieces[j].text
        if following.count(closing) > following.count(opening):
            return j + 1 if _CLOSED.search(following) else k
    return k

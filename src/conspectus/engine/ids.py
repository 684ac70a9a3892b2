"""Permanent ids of DESIGN §5: made of words and holders, so an added submission renames none."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable

from conspectus.engine.errors import EngineError

PASSAGE_HEX = 12
VIEW_HEX = 12
SENTENCE_HEX = 10

SOURCE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
PASSAGE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}:[0-9a-f]{12}(?::[1-9][0-9]*)?")
VIEW_ID = re.compile(r"v-[0-9a-f]{12}")
SENTENCE_ID = re.compile(r"[0-9a-f]{10}")


def sha256_hex(text: str) -> str:
    """Lower-case SHA-256 of the UTF-8 bytes of ``text``."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def passage_id(source: str, words: str, k: int = 1) -> str:
    """Id of the passage with exactly these ``words`` in ``source``.

    ``k``: 1 for the first passage of the source with these words, 2 for the second ….
    """
    base = f"{source}:{sha256_hex(words)[:PASSAGE_HEX]}"
    return base if k == 1 else f"{base}:{k}"


def view_id(passages: Iterable[str]) -> str:
    """Id of the view that these passage ids make: it hangs on the smallest of them alone.

    Raises ``EngineError`` when there is no passage.
    """
    smallest = min(passages, default=None)
    if smallest is None:
        raise EngineError("A view needs at least one passage; give it one or leave it out.")
    return f"v-{sha256_hex(smallest)[:VIEW_HEX]}"


def sentence_id(views: Iterable[str], holders: Iterable[str], text: str, k: int = 1) -> str:
    """Id of a sentence: a hash of its view ids, holder ids (both as sets) and text.

    ``k``: 2 for the second sentence of a paper that is the same in all three, and so on.
    """
    parts: list[object] = [sorted(set(views)), sorted(set(holders)), text]
    if k > 1:
        parts.append(k)
    return sha256_hex(json.dumps(parts, ensure_ascii=False, separators=(",", ":")))[:SENTENCE_HEX]


class SentenceIds:
    """Gives ids in the order of a text: the second of the same words, views and holders another."""

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()

    def give(self, views: Iterable[str], holders: Iterable[str], text: str) -> str:
        """The id of the next sentence."""
        views, holders = tuple(views), tuple(holders)
        base = sentence_id(views, holders, text)
        self._times[base] += 1
        k = self._times[base]
        return base if k == 1 else sentence_id(views, holders, text, k)

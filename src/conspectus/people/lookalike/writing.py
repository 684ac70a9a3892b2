"""What is odd in how a name is written, whatever other names there are."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from itertools import groupby
from typing import Final

from conspectus.people.lookalike.characters import MARKS, UNSEEN, is_mark, is_unseen, script_of


class Doubt(StrEnum):
    """What a reader can not see in a name, or would not expect."""

    UNSEEN = "unseen"
    TURNED = "turned"
    MIXED = "mixed"
    STACKED = "stacked"


_TURNING: Final = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
_DIRECTION: Final = frozenset("\u200e\u200f\u061c")
_JOINERS: Final = frozenset("\u200c\u200d")
_JOINED: Final = frozenset({"ARABIC", "SYRIAC", "MONGOLIAN"})
_EAST_ASIAN: Final = frozenset({"HAN", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "LATIN"})
_TAKEN_FOR_LATIN: Final = frozenset(
    "CYRILLIC GREEK ARMENIAN CHEROKEE COPTIC GEORGIAN LISU TIFINAGH OLD_ITALIC DESERET "
    "CANADIAN_ABORIGINAL VAI RUNIC GOTHIC".split()
)
_MOST_MARKS: Final = 3
_WORD: Final = re.compile(r"[^\W_]+")


def doubts_about(name: str) -> tuple[Doubt, ...]:
    """What the clerk and the reader are told of; empty for nearly every name."""
    found = {Doubt.UNSEEN} if _has_unseen(name) else set()
    if not _TURNING.isdisjoint(name):
        found.add(Doubt.TURNED)
    seen = name.translate(UNSEEN).translate(MARKS)
    if any(_is_mixed(word) for word in _WORD.findall(seen)):
        found.add(Doubt.MIXED)
    decomposed = unicodedata.normalize("NFD", name)
    if any(mark and len(list(run)) > _MOST_MARKS for mark, run in groupby(decomposed, is_mark)):
        found.add(Doubt.STACKED)
    return tuple(sorted(found))


def _is_mixed(word: str) -> bool:
    """UTS #39, §5.2, "moderately restrictive": Latin with one script not to be taken for it."""
    scripts = {script for c in word if (script := script_of(c))}
    if len(scripts) < 2 or scripts <= _EAST_ASIAN:
        return False
    return len(scripts) > 2 or "LATIN" not in scripts or bool(scripts & _TAKEN_FOR_LATIN)


def _has_unseen(name: str) -> bool:
    """Whether something unseen stands where no script needs it (RFC 5892, appendix A)."""
    for place, char in enumerate(name):
        if not is_unseen(char) or char in _TURNING:
            continue
        before = name[place - 1] if place else ""
        after = name[place + 1 : place + 2]
        if char in _JOINERS and before and _joins(before, after):
            continue
        if char in _DIRECTION and any(unicodedata.bidirectional(c) in {"R", "AL"} for c in name):
            continue
        if ord(char) >= 0xFE00 and before and script_of(before) in {"HAN", ""}:
            continue
        return True
    return False


def _joins(before: str, after: str) -> bool:
    if unicodedata.combining(before) == 9:
        return True
    return bool(after) and script_of(before) in _JOINED and script_of(after) in _JOINED

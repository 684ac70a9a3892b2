"""Minutes taken in a chat: ``<nick> words``, where the scribe writes down what others say.

Only a scribe's "Amy: …" says what Amy said; from anybody else it is addressed to Amy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from conspectus.formats.transcripts.lines import Line, LineKind, titled

_NICK = re.compile(
    r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+)?<[@+]?(?P<name>[\w\-|`^]{1,30})>\s*(?=\S)"
)
_SCRIBE = re.compile(r"^scribe(?:s| ?nick)?\s*[:+]\+?\s*(?P<names>.+)$", re.IGNORECASE)
_INNER = re.compile(r"^[^\W\d_][\w.'’\- ]{0,30}:\s")
_SHARE = 0.4
_MIN_LINES = 4


def chat_lines(lines: Sequence[Line]) -> list[Line] | None:
    """The lines behind their nicks, or ``None`` where they are no chat.

    A scribe's lines lose the nick; what others typed keeps it as ``nick``.
    """
    typed = (
        (k, _NICK.match(line.words)) for k, line in enumerate(lines) if line.kind is LineKind.WORDS
    )
    found = {k: m for k, m in typed if m}
    words = sum(1 for line in lines if line.kind is LineKind.WORDS)
    if len(found) < max(_MIN_LINES, _SHARE * words):
        return None
    bare = [
        replace(line, mark=line.mark + found[k].end(), words=line.words[found[k].end() :])
        if k in found
        else line
        for k, line in enumerate(lines)
    ]
    nicks = {k: m["name"] for k, m in found.items()}
    scribes = _scribes(bare, nicks)
    return [
        titled(replace(line, gap=True))
        if nicks.get(k, "").casefold() in scribes
        else replace(line, nick=nicks.get(k, ""))
        for k, line in enumerate(bare)
    ]


def _scribes(lines: Sequence[Line], nicks: dict[int, str]) -> set[str]:
    named = {
        name.strip().casefold()
        for found in (_SCRIBE.match(line.words) for line in lines)
        if found
        for name in re.split(r"[,\s]+", found["names"])
    }
    typed = {nick.casefold() for nick in nicks.values()}
    if named & typed:
        return named & typed
    inner = Counter(nick.casefold() for k, nick in nicks.items() if _INNER.match(lines[k].words))
    return {inner.most_common(1)[0][0]} if inner else set()

"""Whose words a strip holds: the sender's own, somebody's whom it quotes, or its signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from conspectus.formats.readers import mail_cues as cues
from conspectus.formats.readers.mail_strips import Strip


class Part(StrEnum):
    """What a strip is of a mail."""

    OWN = "own"
    QUOTED = "quoted"
    SIGNATURE = "signature"


MOST_SIGNED = 12
"""Lines of a signature behind "--"; more than these are words."""

_ATTRIBUTION_LINES = 3
_HEAD_LINES = 12
_FEWEST_FIELDS = 3
_CONTACT_LINES = 8
_CONTACT_WIDTH = 90


def parts_of_strips(strips: Sequence[Strip]) -> list[Part]:
    """The part of each strip."""
    parts = _Walk(strips).parts()
    _sign_contact(strips, parts)
    return parts


class _Walk:
    """From the first strip to the last; ``rest``: what strips without a mark are from here on."""

    def __init__(self, strips: Sequence[Strip]) -> None:
        self._strips = strips
        self._rest = Part.OWN
        marked = [k for k, strip in enumerate(strips) if strip.quoted]
        self._last_marked = marked[-1] if marked else -1
        self._field_of = lru_cache(maxsize=4 * _HEAD_LINES)(cues.field_of)  # asked for each line

    def _from(self, k: int) -> Iterator[Strip]:
        """Strips from here on, without a copy for each line."""
        return (self._strips[place] for place in range(k, len(self._strips)))

    def parts(self) -> list[Part]:
        made: list[Part] = []
        while len(made) < len(self._strips):
            made += self._next(len(made))
        return made

    def _next(self, k: int) -> list[Part]:
        """The parts of the strip and of those that belong to it."""
        strip = self._strips[k]
        line = strip.text.strip()
        if strip.opens and self._is_followed(k):
            self._rest = Part.QUOTED
        if strip.quoted:
            self._rest = Part.OWN if self._rest is Part.SIGNATURE else self._rest
            return [Part.QUOTED]
        if strip.signed:
            return [Part.SIGNATURE]
        if cues.RULE.match(line) and self._is_footer(k):
            self._rest = Part.SIGNATURE
            return [Part.SIGNATURE]
        if self._rest is not Part.QUOTED and line:
            length = self._opening(k, line)
            if length:
                return [Part.QUOTED] * length
        if self._rest is Part.OWN and line:
            if cues.SIGNATURE.match(line) and self._is_short_from(k):
                self._rest = Part.SIGNATURE
            elif cues.is_sent_from(line) or cues.PICTURE.match(line):
                return [Part.SIGNATURE]
        return [self._rest]

    def _opening(self, k: int, line: str) -> int:
        """How many strips from here open a quotation; sets what follows. 0 where none does."""
        if cues.FORWARDED.match(line) or (cues.RULE.match(line) and self._head(k + 1)):
            self._rest = Part.QUOTED
            return 1
        head = self._head(k)
        if head:
            self._rest = Part.QUOTED
            return head
        attribution = self._attribution(k)
        if attribution and self._last_marked < k:
            self._rest = Part.QUOTED
        elif attribution and self._rest is Part.SIGNATURE:
            self._rest = Part.OWN
        return attribution

    def _is_footer(self, k: int) -> bool:
        """Whether only what a mailing list adds stands behind the rule ``k``."""
        behind = [strip.text for strip in self._from(k + 1) if strip.text.strip()]
        return 0 < len(behind) <= MOST_SIGNED and any(map(cues.LIST_FOOTER.search, behind))

    def _attribution(self, k: int) -> int:
        """How many strips from here say who wrote what follows, wrapped or not.

        Wrapped only without a gap, and only where it needs the first of its lines.
        """
        lines: list[str] = []
        for strip in self._strips[k : k + _ATTRIBUTION_LINES]:
            line = strip.text.strip()
            if strip.quoted or not line:
                break
            lines.append(line)
            length = len(lines)
            is_marked = self._quotes_next(k + length)
            is_alone = not is_marked and self._last_marked < k
            if not (is_marked or is_alone):
                continue
            if cues.is_attribution(" ".join(lines), alone=is_alone):
                rest = " ".join(lines[1:])
                return 0 if cues.is_attribution(rest, alone=is_alone) else length
        return 0

    def _quotes_next(self, k: int) -> bool:
        for strip in self._from(k):
            if strip.text.strip() or strip.quoted:
                return strip.quoted
        return False

    def _head(self, k: int) -> int:
        """How many strips from here are the head of another mail: three fields, "From" first."""
        fields: set[str] = set()
        length = 0
        for strip in self._strips[k : k + _HEAD_LINES]:
            line = strip.text.strip()
            found = "" if strip.quoted else self._field_of(line)
            if line and not found:
                break
            if found and not fields and found != "from":
                return 0
            fields |= {found} - {""}
            length += 1
        return length if len(fields - {"copy"}) >= _FEWEST_FIELDS else 0

    def _is_short_from(self, k: int) -> bool:
        """Whether so few lines follow, up to a quotation, that they can be a signature."""
        count = 0
        for strip in self._from(k + 1):
            if strip.quoted or count > MOST_SIGNED:
                break
            count += bool(strip.text.strip())
        return count <= MOST_SIGNED

    def _is_followed(self, k: int) -> bool:
        return any(strip.text.strip() for strip in self._from(k + 1))


def _sign_contact(strips: Sequence[Strip], parts: list[Part]) -> None:
    """Name and address under a closing formula, where nothing marks them as a signature.

    The formula and the first line behind it, the name, stay the sender's words; the next lines are
    the signature if one of them is how to reach somebody.
    """
    own = [k for k, part in enumerate(parts) if part is Part.OWN and strips[k].text.strip()]
    while len(own) > 1 and cues.DISCLAIMER.search(strips[own[-1]].text):
        parts[own.pop()] = Part.SIGNATURE
    closing = next((at for at in reversed(own[-12:]) if _is_closing(strips[at])), None)
    if closing is None:
        return
    behind = [k for k in own if k > closing][1:]
    lines = [strips[k].text.strip() for k in behind]
    if not behind or len(lines) > _CONTACT_LINES or any(len(one) > _CONTACT_WIDTH for one in lines):
        return
    if any(cues.CONTACT.search(one) for one in lines):
        for k in behind:
            parts[k] = Part.SIGNATURE


def _is_closing(strip: Strip) -> bool:
    return len(strip.text) <= _CONTACT_WIDTH and cues.CLOSING.match(strip.text) is not None

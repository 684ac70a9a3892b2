"""The names of a paper: handed in, defined in brackets, listed in annexes, learnt from the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from conspectus.engine.handwritten.name_forms import (
    BRACKETED,
    NameSpan,
    fits,
    folded,
    is_acronym,
    is_person,
    name_words,
    plain,
    runs,
)
from conspectus.engine.handwritten.parts import KnownName

_STATES: Final = (
    r"(?:(?:Government|Delegation|Permanent Mission|Mission|Republic|Kingdom|State|Commonwealth|"
    r"(?:People's|Federal|Islamic|Democratic|Plurinational|Bolivarian|United)\s+Republic) of "
    r"(?:the )?)?"
)
_BEHALF: Final = r"(?: on behalf of (?:the )?[A-Z][\w'-]*(?: (?:of |and )?[A-Z][\w'-]*)*)?"
_LONGEST_NAME: Final = 12
_LEADING_LINKS: Final = re.compile(r"\s*(?:(?:of|for|on|de|the|The|&|–)\s+)*")
_TRAILING_LINKS: Final = re.compile(r"(?:\s+(?:of|for|on|de|the|&|–))*\s*$")


@dataclass(slots=True)
class Roster:
    """Names and their forms; ``evident``: names (folded) that the paper itself shows as holders."""

    full: dict[str, str] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)
    evident: set[str] = field(default_factory=set)

    def add(self, name: str, *forms: str, evident: bool = False, place: bool = False) -> None:
        """Take ``name`` with its other ``forms``; what is known under one of them joins it."""
        known = next((self.full[folded(f)] for f in (name, *forms) if folded(f) in self.full), name)
        for form in (name, *forms):
            if key := folded(form):
                self.full.setdefault(key, known)
                if place:
                    self.places.add(key)
        if evident:
            self.evident.add(folded(known))

    def name_of(self, text: str) -> str:
        """The fullest name for ``text``."""
        bare = BRACKETED.sub("", text)
        return self.full.get(folded(bare), self.full.get(folded(text), bare))

    def is_evident(self, text: str) -> bool:
        """Whether ``text`` names somebody who is known to have contributed."""
        return folded(self.name_of(text)) in self.evident

    def known_names(self) -> tuple[KnownName, ...]:
        """Each name that is no place, with its forms, in alphabetical order."""
        forms: dict[str, set[str]] = {}
        for form, name in self.full.items():
            if form not in self.places:
                forms.setdefault(name, set()).add(form)
        return tuple(
            KnownName(name=name, forms=tuple(sorted(forms[name] - {folded(name)})))
            for name in sorted(forms)
        )


class NameFinder:
    """Finds the names of one roster in texts; made anew when the roster has grown."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._names = _any_of(form for form in roster.full if form not in roster.places)
        self._places = _any_of(roster.places, before=_STATES, after=_BEHALF)

    def spans(self, text: str) -> list[NameSpan]:
        """The names in ``text``, known ones and what looks like one, not overlapping, in order."""
        flat = plain(text)
        taken: list[NameSpan] = []
        for found in self._names.finditer(flat) if self._names else ():
            is_inside = bool(taken) and found.start() < taken[-1].end
            if not is_inside and not found.group().islower():
                end = self._with_short_form(flat, found.start(), found.end())
                taken.append(NameSpan(found.start(), end, text[found.start() : end], known=True))
        for start, end in runs(flat):
            taken += self._in_gaps(text, flat, start, end, taken)
        inner = [
            span
            for span in taken
            if any(o.start <= span.start and span.end <= o.end and o != span for o in taken)
        ]
        return sorted((span for span in taken if span not in inner), key=lambda span: span.start)

    def _in_gaps(
        self, text: str, flat: str, start: int, end: int, taken: Sequence[NameSpan]
    ) -> list[NameSpan]:
        """A run of capitals where no known name stands, with places cut out of its end."""
        gaps: list[NameSpan] = []
        at = start
        inside = sorted(
            (s for s in taken if s.start < end and s.end > start), key=lambda s: s.start
        )
        for stop, resume in [*((s.start, s.end) for s in inside), (end, end)]:
            if stop > at:
                gaps += self._pieces(text, flat, at, stop)
            at = max(at, resume)
        return gaps

    def _pieces(self, text: str, flat: str, start: int, end: int) -> list[NameSpan]:
        piece = flat[start:end]
        opening = _LEADING_LINKS.match(piece)
        start += opening.end() if opening else 0
        end = start + len(_TRAILING_LINKS.sub("", flat[start:end]))
        if end <= start:
            return []
        whole = flat[start:end]
        if self._places:
            for found in self._places.finditer(flat, max(0, start - len("People's "))):
                if found.start() >= end:
                    break
                is_behalf = " on behalf of " in found.group()
                if (
                    is_behalf
                    or found.group() == whole
                    or (found.start() <= start and found.end() >= end)
                ):
                    place = NameSpan(
                        found.start(), found.end(), text[slice(*found.span())], place=True
                    )
                    before = flat[start : found.start()].rstrip()
                    rest = [NameSpan(start, start + len(before), before)] if before else []
                    return [*rest, place]
        person = re.match(r"(.+?) (?:of|for)(?: the)? (?=[A-Z])", whole)
        if person and is_person(person.group(1)):
            first = NameSpan(start, start + len(person.group(1)), person.group(1))
            return [first, *self._pieces(text, flat, start + person.end(), end)]
        end = self._with_short_form(flat, start, end)
        return [NameSpan(start, end, text[start:end])]

    def _with_short_form(self, flat: str, start: int, end: int) -> int:
        """The end of a name with the short form in brackets behind it."""
        found = BRACKETED.match(flat, end)
        if found and (
            fits(found.group(1), flat[start:end])
            or folded(self._roster.name_of(found.group(1)))
            == folded(self._roster.name_of(flat[start:end]))
        ):
            return found.end()
        return end


def _any_of(forms: Iterable[str], before: str = "", after: str = "") -> re.Pattern[str] | None:
    listed = sorted({form for form in forms if len(form) > 1}, key=lambda form: (-len(form), form))
    if not listed:
        return None
    patterns = "|".join(r"\s+".join(re.escape(part) for part in form.split()) for form in listed)
    return re.compile(rf"(?<![\w/.-]){before}(?i:{patterns}){after}(?![\w/]|-\w)")


def learn_definitions(roster: Roster, text: str) -> None:
    """Take "Full Name (ABBR)" and "ABBR (Full Name)" into the roster."""
    flat = plain(text)
    for found in BRACKETED.finditer(flat):
        short = found.group(1).strip()
        if is_acronym(short) and (long := _long_form(flat[: found.start()], short)):
            roster.add(long, short)
    for found in re.finditer(r"(?<![\w/])([A-Z][\w/&-]{1,12}) \(([A-Z][^()]{5,90})\)", flat):
        short, long = found.groups()
        if is_acronym(short) and fits(short, long):
            roster.add(long, short)


def _long_form(before: str, short: str) -> str | None:
    """The words that end ``before`` and whose initials are ``short``, the shortest such."""
    words = list(re.finditer(r"\S+", before[-160:]))
    for count in range(2, min(len(words), _LONGEST_NAME + len(short)) + 1):
        long = before[-160:][words[-count].start() :].strip()
        if long[0].isupper() and fits(short, long) and not re.search(r"[.;:(),]\s", long):
            return long
    return None


def learn_listed(roster: Roster, line: str) -> None:
    """Take the names that open an entry of a list of contributions or contributors."""
    head = re.split(r"\s+[-–—|]\s+|\t|:\s|\.\s*$", plain(line), maxsplit=1)[0]
    for part in re.split(r";\s*", head):
        pieces = re.split(r",\s+", part)
        names = [pieces[0], *(p[4:] for p in pieces[1:] if p.startswith("and "))]
        for name in names:
            _add_listed(roster, name.strip())


def _add_listed(roster: Roster, name: str) -> None:
    bare = BRACKETED.sub("", name).strip(" .*")
    parts = name_words(re.sub(r"\([^)]*\)", "", bare))
    if (
        not parts
        or len(parts) > _LONGEST_NAME
        or not all(p[0].isupper() or p[0].isdigit() for p in parts)
    ):
        return
    if len(parts) == 1 and not is_acronym(parts[0]) and parts[0].islower():
        return
    short = BRACKETED.search(name)
    inner = re.sub(r"\s*\([^)]*\)", "", bare)
    roster.add(inner, *([short.group(1)] if short else ()), evident=True)


def learn_pair(roster: Roster, cells: Sequence[str], *, trusted: bool) -> None:
    """Take a row of a table or glossary: a short form beside what it stands for."""
    shorts = [cell for cell in cells if is_acronym(cell)]
    for short in shorts[:1]:
        for long in cells:
            if long != short and len(name_words(long)) > 1 and (trusted or fits(short, long)):
                roster.add(long.strip(" ."), short, evident=trusted)
                return


def join_short_forms(roster: Roster) -> None:
    """Give short forms that nothing explains the one known name with their initials."""
    names = sorted(set(roster.full.values()))
    for short in [name for name in names if is_acronym(name)]:
        long = [n for n in names if not is_acronym(n) and len(name_words(n)) > 1 and fits(short, n)]
        if len({folded(name) for name in long}) == 1:
            evident = roster.is_evident(short) or roster.is_evident(long[0])
            roster.full[folded(short)] = long[0]
            if evident:
                roster.evident.add(folded(long[0]))


def is_personal(roster: Roster, text: str) -> bool:
    """Whether ``text`` is a person's name and no known place or body."""
    return folded(text) not in roster.places and is_person(text)

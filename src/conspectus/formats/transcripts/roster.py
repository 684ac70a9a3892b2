"""Who was there: tables of attendance, lists of those present, "Presenter: Name (INI)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from conspectus.formats.transcripts.lines import Line, LineKind
from conspectus.formats.transcripts.transcript import Attendee

PRESENT = re.compile(
    r"^(?:\*\*|[-*]\s+)?(?P<what>present(?:\+)?|participants?|attendees|attendance|in "
    r"attendance|guests?"
    r"(?: from [^:：]{1,30}| joining)?|special guests?|regrets|apologies|scribes?|scribe ?nick|"
    r"chairs?|"
    r"agenda|minutes|minute taker|note ?takers?|observers|on the call|members present|delegates|"
    r"與會者|出席者|出席|列席|出席委員|列席官員)(?:\*\*)?\s*[:：](?:\*\*)?\s*(?P<names>.*)$",
    re.IGNORECASE,
)
_LISTS_PEOPLE = re.compile(
    r"^(?:present|participant|attend|in att|guest|special|observer|member|chair)", re.IGNORECASE
)
_PRESENTER = re.compile(
    r"^(?:\*\*)?presenters?(?:\*\*)?\s*[:：](?:\*\*)?\s*(?P<names>.+)$", re.IGNORECASE
)
_WITH_SHORT = re.compile(r"([^\W\d_][\w.'’\- ]{2,50}?)\s*\(([A-Z]{2,4})\)")
_BRACKETED = re.compile(r"\s*[\[(][^\])]*[\])]")
_NAME = re.compile(r"[^\W\d_][\w.'’\- ]{1,50}")
_HEADS = {
    "name": ("name", "delegate", "attendee", "participant", "nom", "nombre"),
    "short": ("abbreviation", "abbr", "initials", "short", "nick", "irc"),
    "organisation": (
        "organization",
        "organisation",
        "affiliation",
        "company",
        "member",
        "employer",
    ),
}


def attendees_of(lines: Sequence[Line]) -> tuple[Attendee, ...]:
    """Everybody whom tables, lists of those present and presenters name, each once."""
    found: dict[tuple[str, str], Attendee] = {}
    for attendee in (*_of_tables(lines), *_of_lists(lines)):
        known = found.get((attendee.name, attendee.short))
        if known is None or not known.organisation:
            found[attendee.name, attendee.short] = attendee
    return tuple(found.values())


def is_presence(line: Line) -> bool:
    """Whether a line tells who was present or took minutes."""
    return bool(PRESENT.match(line.words) or _PRESENTER.match(line.words))


def _of_tables(lines: Iterable[Line]) -> Iterator[Attendee]:
    columns: dict[str, int] = {}
    for line in lines:
        if line.kind is not LineKind.TABLE:
            if line.kind is not LineKind.MARKUP:
                columns = {}
            continue
        cells = [cell.strip() for cell in line.words.strip("|").split("|")]
        if not columns:
            columns = _columns(cells)
            continue
        if "name" not in columns or len(cells) <= max(columns.values()):
            continue
        name = cells[columns["name"]]
        if _NAME.match(name):
            yield Attendee(
                name=name,
                short=cells[columns["short"]] if "short" in columns else "",
                organisation=cells[columns["organisation"]] if "organisation" in columns else "",
            )


def _columns(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        for what, heads in _HEADS.items():
            if cell.casefold() in heads:
                found.setdefault(what, place)
    return found


def _of_lists(lines: Iterable[Line]) -> Iterator[Attendee]:
    for line in lines:
        if line.kind is not LineKind.WORDS and line.kind is not LineKind.HEADING:
            continue
        presenter = re.search(r"presenters?\s*[:：]\s*(.+)$", line.words, re.IGNORECASE)
        if presenter:
            for name, short in _WITH_SHORT.findall(presenter[1]):
                yield Attendee(name=re.sub(r"^(?:and|,)\s+", "", name.strip()), short=short)
            continue
        listed = PRESENT.match(line.words)
        if listed and _LISTS_PEOPLE.match(listed["what"]):
            for name in re.split(r"[,;、]|\band\b", _BRACKETED.sub("", listed["names"])):
                if _NAME.fullmatch(name.strip(" .*")):
                    yield Attendee(name=name.strip(" .*"))

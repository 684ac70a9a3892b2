"""The lines of the long lists as HTML: most of what a page of fifty costs is written here.

A template asks for each value, escapes it and yields it; here a line is one string. Everything
that somebody wrote goes through ``escape``; the words of the interface come from the templates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from conspectus.contributions.models import DeskItem
from conspectus.contributions.queries.desk import WaitingItem
from conspectus.contributions.queries.register import RegisterRow
from conspectus.core.forms import language_name
from conspectus.core.text import direction

TITLE = 60
"""Characters of a title on the desk, give or take a word."""

QUIET = ' class="quiet"'
"""Of every answer but the proposed one."""


@lru_cache(maxsize=512)
def said_in(language: str) -> str:
    """``lang`` and ``dir`` of a text in a language."""
    return f' lang="{escape(language)}" dir="{direction(language)}"'


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterWords:
    """What the lines of a register say beside its rows; all of it escaped already.

    ``base``, ``people``: beginnings of addresses. ``places``: per facet, names by key.
    ``unnamed``: what signs where no name is published. ``day``: a day in the page's language.
    """

    language: str
    base: str
    people: str
    places: Mapping[str, Mapping[str, str]]
    unnamed: Mapping[str, str]
    untitled: str
    late: str
    also: str
    personal: str
    day: Callable[[dt.datetime], Markup]


def register_lines(rows: Iterable[RegisterRow], words: RegisterWords) -> Markup:
    """The items of the list, each with its title, number, holder, group, place and day."""
    places = {
        facet: {key: str(escape(name)) for key, name in names.items()}
        for facet, names in words.places.items()
    }
    days: dict[dt.date, str] = {}
    return Markup("".join(_register_line(row, words, places, days) for row in rows))  # noqa: S704 - escaped below


def _register_line(
    row: RegisterRow,
    words: RegisterWords,
    places: Mapping[str, Mapping[str, str]],
    days: dict[dt.date, str],
) -> str:
    said = said_in(row.language) if row.language and row.language != words.language else ""
    title = escape(row.title) if row.title else words.untitled
    also = _also(row, words) if row.translated else ""
    date = row.received.date()
    if date not in days:
        days[date] = str(words.day(row.received))
    parts = [str(row.number), _holder(row, words)]
    if row.group:
        parts.append(places["group"][row.group])
    if row.country:
        parts.append(places["country"][row.country])
    elif row.region:
        parts.append(places["region"][row.region])
    parts.append(days[date] + (f' <span class="tag">{words.late}</span>' if row.late else ""))
    return (
        f'<li><a href="{words.base}{row.number}/"{said}>{title}</a><br>\n'
        f'<span class="meta">{" · ".join(parts)}{also}</span></li>\n'
    )


def _also(row: RegisterRow, words: RegisterWords) -> str:
    """The languages in which its version can be read besides, each leading to the translation."""
    shown = [
        f'<a href="{words.base}{row.number}/v{line["k"]}/in/{code}/" hreflang="{code}">'
        f"{escape(language_name(line['language']))}</a>"
        for line in row.translated.values()
        if line["k"] == row.k and not line["ended"]
        for code in [escape(line["language"])]
    ]
    return f" · {words.also} {' '.join(shown)}" if shown else ""


def _holder(row: RegisterRow, words: RegisterWords) -> str:
    if not row.holder:
        return words.unnamed[row.unnamed if row.unnamed in words.unnamed else ""]
    name = f"<bdi>{escape(row.holder)}</bdi>"
    if row.path:
        name = f'<a href="{words.people}{escape(row.path)}/">{name}</a>'
    return f"{name} {words.personal}" if row.personal else name


def desk_lines(
    items: Iterable[WaitingItem], *, base: str, kinds: Mapping[str, str], more: str
) -> Markup:
    """The items of the desk with their answers as buttons. ``more``: the words of the link."""
    kinds = {kind: str(escape(words)) for kind, words in kinds.items()}
    labels: dict[str, str] = {}
    return Markup("".join(_desk_line(one, base, kinds, labels, str(escape(more))) for one in items))  # noqa: S704 - escaped below


def _desk_line(
    item: WaitingItem, base: str, kinds: Mapping[str, str], labels: dict[str, str], more: str
) -> str:
    """``labels``: answers of this page that were escaped already."""
    question = str(escape(item.question))
    # Numbers alone run as the page does.
    tag = "span" if item.kind == DeskItem.Kind.CAMPAIGN else "bdi"
    number = item.contribution or ""
    about = ""
    if item.contribution:
        shown = f'<a href="{base}contributions/{number}/">{number}</a>'
        about = f"{shown if item.is_public else number} · "
        if item.title:
            title = str(escape(_shortened(item.title)))
            about += f"<span{said_in(item.language)}>{title}</span> · "
    buttons = ""
    quiet = ""
    for one in item.answers:
        label = labels.get(one.label)
        if label is None:
            label = labels[one.label] = str(escape(one.label))
        buttons += (
            f'<button type="submit" name="answer" value="{item.key}:{one.place}"{quiet}>'
            f"{label}</button>"
        )
        quiet = QUIET
    return (
        f'<li><label class="choice"><input type="checkbox" name="item" value="{item.key}"> '
        f"{kinds[item.kind]}: <{tag}>{question}</{tag}></label>\n"
        f'<span class="meta">{about}<a href="{base}desk/{item.key}/" '
        f'aria-label="{more}: {number} {question}">{more}</a></span>\n'
        f'<div class="actions">{buttons}</div></li>\n'
    )


def _shortened(title: str) -> str:
    """As Jinja's ``truncate`` does."""
    if len(title) <= TITLE + 5:
        return title
    return f"{title[: TITLE - 3].rsplit(' ', 1)[0]}..."

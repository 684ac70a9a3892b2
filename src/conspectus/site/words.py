"""The interface's words for templates: looked up once a process and language, then kept.

A list page says a few strings fifty times over; Django's own lookup costs more than the rest of a
cell, and so does asking fifty times which language the page is in. The catalogues do not change
while the program runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, Final

from django.utils.translation import get_language, gettext, gettext_lazy, ngettext
from markupsafe import Markup, escape

from conspectus.core.quantities import written

_NAMES_ONLY: Final = re.compile(r"(?:[^%]|%%|%\(\w+\)s)*")
"""A pattern into which texts are put and nothing else: no number that is shortened or padded."""
Later: Final[type[Any]] = type(gettext_lazy(""))
"""A word of the interface that is looked up where it is shown."""


class Words:
    """What has been looked up in one language."""

    def __init__(self) -> None:
        self.plain: dict[str, Markup] = {}
        self.patterns: dict[str, tuple[Markup, bool]] = {}
        self.shown: dict[tuple[str, ...], Markup] = {}


@cache
def _words_in(language: str | None) -> Words:  # noqa: ARG001 - one for each
    return Words()


_here: ContextVar[Words | None] = ContextVar("words of the page that is made", default=None)


@contextmanager
def said_in_one_language() -> Iterator[None]:
    """For as long as one template is rendered, its words are those of the language it began in."""
    token = _here.set(_words_in(get_language()))
    try:
        yield
    finally:
        _here.reset(token)


def words_of(message: str, /, **values: object) -> Markup:
    """The string in the page's language with its values, which are escaped.

    As Jinja's "newstyle" calls are: a percent sign of the text itself is written twice.
    """
    words = _here.get() or _words_in(get_language())
    if not values:
        known = words.plain.get(message)
        if known is None:
            known = words.plain[message] = Markup(gettext(message)) % {}  # noqa: S704 - ours
        return known
    found = words.patterns.get(message)
    if found is None:
        pattern = Markup(gettext(message))  # noqa: S704 - ours
        found = words.patterns[message] = (pattern, bool(_NAMES_ONLY.fullmatch(pattern)))
    return _filled(*found, written(values))


def _filled(pattern: Markup, names_only: bool, values: dict[str, object]) -> Markup:  # noqa: FBT001
    """As Markup's own ``%`` fills it, only quicker where each value is put in as a text."""
    if not names_only:
        return pattern % values
    said = {name: escape(value) for name, value in values.items()}
    return Markup(str.__mod__(pattern, said))  # noqa: S704 - ours, and each value escaped


def counted_words(one: str, several: str, num: int, /, **values: object) -> Markup:
    """The string in its form for a number, which stands in it as ``num``."""
    pattern = Markup(ngettext(one, several, num))  # noqa: S704 - ours
    return pattern % written({"num": num, **values})


def later_words(word: Any) -> Markup:  # noqa: ANN401 - a word of the type `Later`
    """What such a word says in the page's language, escaped."""
    words = _here.get() or _words_in(get_language())
    key = word._args  # noqa: SLF001 - what gettext_lazy was called with
    known = words.shown.get(key)
    if known is None:
        known = words.shown[key] = escape(str(word))
    return known

"""Numbers and lists as the readers of a language write them, by CLDR.

Digits are European in all six languages, in Arabic too, as on the pages of the United Nations: the
numbers of contributions and paragraphs stand in addresses, in files and in quotations, and must be
found again there. What is a name and not a quantity (no. 1234, version 2) is never grouped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from babel.numbers import format_decimal
from django.utils.translation import get_language
from markupsafe import Markup, escape

QUANTITIES: Final = frozenset({"count", "left", "num", "shown", "total"})
"""Names under which strings of the interface take a quantity; ``number`` is an identifier."""

_UNGROUPED: Final = 1000


def locale_of(language: str | None = None) -> str:
    """The CLDR locale of a language, without one of the reader's."""
    code = language or get_language() or "en"
    # The United Nations write "7 December 2026".
    return "en_GB" if code == "en" else code.replace("-", "_")


def quantity(value: object, language: str | None = None) -> str:
    """A quantity with its groups and its decimal sign: "12,345", "12 345", "0,5".

    At most one decimal; what is no number stays as it is.
    """
    if isinstance(value, int) and abs(value) < _UNGROUPED:
        return str(value)
    if not isinstance(value, int | float):
        return str(value)
    return _decimal(value, locale_of(language))


@lru_cache(maxsize=4096)
def _decimal(value: float, locale: str) -> str:
    return str(format_decimal(value, format="#,##0.#", locale=locale))


def written(values: Mapping[str, object]) -> dict[str, object]:
    """The values of a string with its quantities as they are written in the reader's language."""
    return {
        name: quantity(value) if name in QUANTITIES and type(value) is int else value
        for name, value in values.items()
    }


def listed(names: Iterable[object], language: str | None = None) -> Markup:
    """The names in a row: "A, B and C", "A、B和C", "A وB وC". Escaped; marked-up ones stay so."""
    said = [escape(name) for name in names]
    return Markup(_pattern(len(said), locale_of(language))).format(*said)  # noqa: S704 - CLDR's


@lru_cache(maxsize=512)
def _pattern(count: int, locale: str) -> str:
    """A row of places as ``str.format`` fills them."""
    marks = [f"{{{place}}}" for place in range(count)]
    try:
        return str(format_list(marks, locale=Locale.parse(locale)))
    except (UnknownLocaleError, ValueError):
        return ", ".join(marks)

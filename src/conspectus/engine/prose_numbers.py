"""Numbers, dates, shares and lists as an English UN paper writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

_WORDS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_FRACTIONS: Final = {
    0.25: "a quarter",
    0.5: "half",
    0.75: "three quarters",
    round(1 / 3, 2): "a third",
    round(2 / 3, 2): "two thirds",
}
_HUNDRED: Final = 100


def number(n: int) -> str:
    """The number in words below ten, in figures from ten (United Nations Editorial Manual)."""
    return _WORDS[n] if 0 <= n < len(_WORDS) else f"{n:,}"


def counted(n: int, noun: str, plural: str = "") -> str:
    """ "one contribution", "12 contributions"."""
    return f"{number(n)} {noun if n == 1 else plural or f'{noun}s'}"


def share(value: float) -> str:
    """A share in words where there are common ones: "three quarters", else "40 per cent"."""
    return _FRACTIONS.get(round(value, 2), f"{value * _HUNDRED:g} per cent")


def day(value: str) -> str:
    """ "6 March 2026" of an ISO date; what is none stays as it is."""
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return value
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def period(first: str, last: str) -> str:
    """ "between 13 January and 6 February 2026" of two ISO dates."""
    start, end = day(first), day(last)
    year = f" {end.rsplit(' ', 1)[-1]}"
    return f"between {start.removesuffix(year)} and {end}"


def enumeration(items: Sequence[str]) -> str:
    """ "a, b and c"; with semicolons where an item holds a comma or an "and" itself."""
    if len(items) < 2:
        return "".join(items)
    heavy = any("," in item or " and " in item for item in items)
    mark = "; " if heavy else ", "
    return f"{mark.join(items[:-1])}{mark if heavy else ' '}and {items[-1]}"


def with_figures(counts: Mapping[str, int]) -> str:
    """ "academia (4), civil society (14) and governments (8)": names with their figures."""
    return enumeration([f"{name} ({n})" for name, n in counts.items()])


def sentence_case(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]

"""Dates as people write them → ISO 8601, only where there is one way to read them."""

from __future__ import annotations

import datetime as dt
import re

from conspectus.formats.intake.folding import fold

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv enero ene",
            "february feb fevrier fevr febrero",
            "march mar mars marzo",
            "april apr avril avr abril abr",
            "may mai mayo",
            "june jun juin junio",
            "july jul juillet juil julio",
            "august aug aout agosto ago",
            "september sep sept septembre septiembre setiembre",
            "october oct octobre octubre",
            "november nov novembre noviembre",
            "december dec decembre diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})(?: .*)?")
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[T ].*)?")
_CJK = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_DAY_MONTH = re.compile(
    r"(?:[^\W\d]+ )?(\d{1,2})(?:st|nd|rd|th|er|o)? (?:de |of )?([^\W\d]+)(?: de| of)? (\d{4})"
)
_MONTH_DAY = re.compile(r"(?:[^\W\d]+ )?([^\W\d]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})")


def iso_date(text: str) -> str | None:
    """``YYYY-MM-DD`` for a date that can be read in one way only, else ``None``.

    ``03/04/2014`` is ambiguous and gives ``None``; ``23/04/2014`` does not. A time of day is
    left out. Names of months are read in English, French and Spanish.
    """
    value = text.strip()
    for pattern in (_ISO, _YEAR_FIRST, _CJK):
        found = pattern.fullmatch(value)
        if found:
            return _build(*(int(part) for part in found.groups()))
    found = _NUMERIC.fullmatch(value)
    if found:
        return _numeric(int(found[1]), int(found[3]), int(found[4]), dotted=found[2] == ".")
    words = fold(value)
    found = _DAY_MONTH.fullmatch(words)
    if found and found[2] in _MONTHS:
        return _build(int(found[3]), _MONTHS[found[2]], int(found[1]))
    found = _MONTH_DAY.fullmatch(words)
    if found and found[1] in _MONTHS:
        return _build(int(found[3]), _MONTHS[found[1]], int(found[2]))
    return None


def _numeric(first: int, second: int, year: int, *, dotted: bool) -> str | None:
    """Day and month in either order; with dots the day stands first wherever dots are used."""
    if dotted or first == second or first > 12:
        return _build(year, second, first)
    if second > 12:
        return _build(year, first, second)
    return None


def _build(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None

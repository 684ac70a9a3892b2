"""Times and days on pages: in words of the page's language, always with the zone."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.dates import format_date, format_time, get_datetime_format
from markupsafe import Markup, escape

from conspectus.core.quantities import locale_of


def zone_named(name: str) -> ZoneInfo:
    """A time zone; UTC where the name is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def moment(when: dt.datetime | None, zone: str = "UTC") -> Markup:
    """``<time>`` in the forum's zone, with its difference from UTC and the same time in UTC.

    "30 November 2026, 18:00 GMT+1 (17:00 UTC)"; one time where the zone is UTC.
    """
    if when is None:
        return Markup("")
    utc = when.astimezone(dt.UTC)
    local = when.astimezone(zone_named(zone))
    shown = _day_and_time(local)
    if local.utcoffset() == dt.timedelta():
        words = Markup("{} UTC").format(shown)
    else:
        other = _day_and_time(utc) if utc.date() != local.date() else _time(utc)
        words = Markup("{} <bdi>{}</bdi> ({} UTC)").format(shown, _offset(local), other)
    return Markup('<time datetime="{}">{}</time>').format(utc.strftime("%Y-%m-%dT%H:%M:%SZ"), words)


def day(when: dt.date | str | None) -> Markup:
    """``<time>`` of a day, also of one that a stored paper holds as text; other text as it is."""
    if when is None:
        return Markup("")
    if isinstance(when, str):
        try:
            when = dt.date.fromisoformat(when)
        except ValueError:
            return escape(when)
    return _long_day(
        when.isoformat()[:10], _day_in_words(dt.date(*when.timetuple()[:3]), locale_of())
    )


def day_in_words(when: dt.date | dt.datetime) -> str:
    """A day as text, for mails and the middle of sentences; of a time, in UTC."""
    date = when.astimezone(dt.UTC).date() if isinstance(when, dt.datetime) else when
    return _day_in_words(date, locale_of())


def moment_in_words(when: dt.datetime) -> str:
    """A time as text, in UTC, as a calendar's entry or a mail says it."""
    return f"{_day_and_time(when.astimezone(dt.UTC))} UTC"


@lru_cache(maxsize=2048)
def _long_day(date: str, words: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(date, words)


@lru_cache(maxsize=2048)
def _day_in_words(date: dt.date, locale: str) -> str:
    return str(format_date(date, format="long", locale=locale))


def short_day(when: dt.datetime | dt.date) -> Markup:
    """``<time>`` of a day in few characters, for lists: days repeat, and are formatted once."""
    date = when.astimezone(dt.UTC).date() if isinstance(when, dt.datetime) else when
    return _short_day(date, locale_of())


@lru_cache(maxsize=2048)
def _short_day(date: dt.date, locale: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(
        date.isoformat(), _short_words(date, locale)
    )


@lru_cache(maxsize=2048)
def _short_words(date: dt.date, locale: str) -> str:
    return str(format_date(date, format="medium", locale=locale))


def short_moment(when: dt.datetime, zone: dt.tzinfo | str = "UTC") -> Markup:
    """``<time>`` of a moment in few characters, for lists, in a zone that the page names."""
    local = when.astimezone(zone_named(zone) if isinstance(zone, str) else zone)
    utc = when.astimezone(dt.UTC).replace(microsecond=0)
    return _short_moment(utc, local.replace(tzinfo=None, microsecond=0), locale_of())


@lru_cache(maxsize=4096)
def _short_moment(utc: dt.datetime, local: dt.datetime, locale: str) -> Markup:
    day_in_few = _short_words(local.date(), locale)
    words = _between(locale).format(_time_in_words(local, locale), day_in_few)
    return Markup('<time datetime="{}">{}</time>').format(utc.strftime("%Y-%m-%dT%H:%M:%SZ"), words)


def _time(when: dt.datetime) -> str:
    return _time_in_words(when.replace(tzinfo=None), locale_of())


def _time_in_words(when: dt.datetime, locale: str) -> str:
    # Seconds only where they say something: a stamp, not a date of a calendar.
    pattern = "HH:mm:ss" if when.second else "HH:mm"
    return str(format_time(when, format=pattern, locale=locale))


def _day_and_time(when: dt.datetime) -> str:
    return _together(_day_in_words(when.date(), locale_of()), _time(when))


def _together(date: str, time: str) -> str:
    """A day and a time with what stands between them."""
    return _between(locale_of()).format(time, date)


@lru_cache(maxsize=16)
def _between(locale: str) -> str:
    """CLDR's pattern, "{1}, {0}" in English and "{1} {0}" in Chinese."""
    return str(get_datetime_format("medium", locale=Locale.parse(locale)))


def _offset(local: dt.datetime) -> str:
    """The difference from UTC as people write it: "UTC+1", "UTC−3:30"."""
    minutes = round((local.utcoffset() or dt.timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes >= 0 else '−'}{hours}" + (f":{rest:02d}" if rest else "")

"""What is kept for how long: one row for each kind of thing, and what clears it day by day.

The settings (`KEPT_DAYS`) hold the days that an institution may choose; the page "What we keep and
for how long", `doctor` and the worker read the same rows. Functions that clear are named by the
apps when they are ready, for apps import downwards only.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

import structlog
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from conspectus.core.clock import stamp
from conspectus.core.home import home

DAY: Final = 86_400.0
"""Seconds between two clearings."""

NAME: Final = "cleared"
"""The file below ``run/`` whose time is that of the last clearing."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Period:
    """``what`` is kept, ``since`` when the days count. ``setting``: where somebody may choose.

    ``days``: the default; ``None`` where no number of days says it, then ``instead`` does.
    """

    key: str
    what: str
    since: str = ""
    days: int | None = None
    setting: str = ""
    instead: str = ""

    @property
    def kept_days(self) -> int | None:
        """As this installation has it."""
        if self.key == "sessions":
            return settings.SESSION_COOKIE_AGE // 86_400
        if self.key == "erasure":
            return int(settings.ERASURE_DAYS)
        return int(settings.KEPT_DAYS[self.key]) if self.setting else self.days

    def __str__(self) -> str:
        days = self.kept_days
        if days is None:
            return _(self.instead)
        said = ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
        since = _(self.since)
        return f"{said} ({since})"


PERIODS: Final = (
    Period(
        "contributions",
        gettext_noop("Contributions, papers and comments that are public, with the names there"),
        instead=gettext_noop("for good, until they are withdrawn or erased"),
    ),
    Period(
        "addresses",
        gettext_noop("Your e-mail address under a contribution or a comment"),
        instead=gettext_noop("as long as that is kept; it is never published"),
    ),
    Period(
        "drafts",
        gettext_noop("Drafts with their files and mails"),
        instead=gettext_noop("as many days as the call says, from the last change or its end"),
    ),
    Period(
        "unconfirmed comments",
        gettext_noop("Comments whose author has not confirmed the address"),
        gettext_noop("from when they came"),
        30,
        "CONSPECTUS_KEEP_UNCONFIRMED",
    ),
    Period(
        "unconfirmed accounts",
        gettext_noop("Accounts whose address was never confirmed"),
        gettext_noop("from when they were made"),
        30,
        "CONSPECTUS_KEEP_UNCONFIRMED",
    ),
    Period(
        "sessions",
        gettext_noop("Where somebody is signed in, with the name of the browser"),
        gettext_noop("from the last sign-in"),
        14,
    ),
    Period(
        "ended tokens",
        gettext_noop("Tokens for programs that have ended"),
        gettext_noop("from their end"),
        90,
        "CONSPECTUS_KEEP_ENDED_TOKENS",
    ),
    Period(
        "mail words",
        gettext_noop("The words of mails that went or will not go"),
        gettext_noop("from when they were written"),
        90,
        "CONSPECTUS_KEEP_MAIL_WORDS",
    ),
    Period(
        "mail",
        gettext_noop("That a mail went, to which address and about what"),
        gettext_noop("from when it was written"),
        365,
        "CONSPECTUS_KEEP_MAIL",
    ),
    Period(
        "erasure",
        gettext_noop("An account whose owner asked to be erased"),
        gettext_noop("from when it was asked; until then it can be taken back"),
        14,
        "CONSPECTUS_ERASURE_DAYS",
    ),
    Period(
        "access needs",
        gettext_noop("What somebody needs in order to take part in a meeting"),
        instead=gettext_noop("until the meeting has ended; the next daily clearing deletes it"),
    ),
    Period(
        "networks",
        gettext_noop("The network address from which somebody writes or signs in"),
        instead=gettext_noop(
            "in memory, at most an hour, to limit attempts; it is never written down"
        ),
    ),
    Period(
        "attempts",
        gettext_noop("How often somebody tried to sign in, without address and name"),
        instead=gettext_noop("at most a day, under a key that nobody can turn back"),
    ),
    Period(
        "log",
        gettext_noop("What was asked of the site, without address, path and text"),
        instead=gettext_noop("as long as whoever runs the site keeps its log"),
    ),
    Period(
        "speaking queue",
        gettext_noop("Who asks to speak in a meeting and is not called"),
        gettext_noop("from when the queue opened, if nobody closes it before"),
        30,
    ),
    Period(
        "notes",
        gettext_noop("Earlier texts of notes for minutes that are public, and who wrote them"),
        gettext_noop("from when they were saved"),
        365,
        "CONSPECTUS_KEEP_NOTES",
    ),
    Period(
        "live captions",
        gettext_noop("Live captions of a meeting, with who speaks"),
        instead=gettext_noop("until the secretariat removes them or anything said there is erased"),
    ),
    Period(
        "jobs",
        gettext_noop("What the site did in the background; its rows name no person"),
        gettext_noop("from its end"),
        7,
    ),
)

_clearing: dict[str, str] = {}


def clears(app: str, function: str) -> None:
    """An app names, by its dotted path, what clears the rows of it whose time has come.

    The function takes nothing and returns how many rows went; doing it twice does no harm.
    """
    _clearing[app] = function


def cutoff(key: str) -> dt.datetime:
    """What is older than this goes."""
    return stamp() - dt.timedelta(days=int(settings.KEPT_DAYS[key]))


def clear_what_is_due() -> dict[str, int]:
    """Clears in every app; how many rows in each. What fails in one does not stop the others."""
    clears("core", "conspectus.core.clearing.clear_mails")
    counts = {}
    for app, name in sorted(_clearing.items()):
        try:
            counts[app] = cast("Callable[[], int]", import_string(name))()
        except Exception:
            log.exception("not cleared", app=app)
    _drop_old_counts()
    _mark()
    return counts


def clear_daily() -> None:
    """`clear_what_is_due`, where the last time is a day ago, by whichever worker comes first."""
    if last_cleared() + DAY <= time.time():
        clear_what_is_due()


def last_cleared() -> float:
    """Seconds since the epoch; 0 where it was never done."""
    place = home() / "run" / NAME
    return place.stat().st_mtime if place.exists() else 0.0


def _mark() -> None:
    place = home() / "run" / NAME
    place.parent.mkdir(exist_ok=True)
    place.touch()


def _drop_old_counts() -> None:
    """Where counts of attempts lie in a table, those that have run out; in memory they go alone."""
    table = getattr(cache, "_table", None)
    if table is None:
        return
    with connection.cursor() as cursor:
        quoted = connection.ops.quote_name(table)
        cursor.execute(f"DELETE FROM {quoted} WHERE expires < now()")  # noqa: S608 - our own table

"""In what condition an installation is, for ``doctor``: what can be seen of it from within.

Each finding that is not well is one sentence: what is wrong, with what, what to do. What can be
seen without the site's code (`condition_of_home`) is looked at before, for it may not even start.
"""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django_tasks_db.models import DBTaskResult

from conspectus import RELEASED, __version__
from conspectus.cli.findings import Finding, well, wrong
from conspectus.cli.site.installation import unapplied, unknown_steps
from conspectus.cli.site.verify_record import problems_of
from conspectus.contributions.models import Document
from conspectus.core.clock import stamp
from conspectus.core.file_store import file_store
from conspectus.core.home import files_folder
from conspectus.core.jobs import living_workers
from conspectus.core.models import Mail, RecordedLeaf
from conspectus.core.postgresql.rewriting import forgets_its_log
from conspectus.core.retention import DAY, PERIODS, last_cleared
from conspectus.core.sending import is_mail_set_up
from conspectus.core.sequencer import lag
from conspectus.discussion.models import Post
from conspectus.people.models import ErasureRequest

LONGEST_LAG: Final = 10.0
"""Seconds that a leaf waits for the record."""

LONGEST_JOB: Final = dt.timedelta(minutes=15)
LONGEST_POST: Final = dt.timedelta(minutes=15)
"""How long something is ready before it is told that nobody does it."""

LONGEST_UNCLEARED: Final = 3 * DAY
"""Seconds since what is too old was last deleted."""

AHEAD: Final = dt.timedelta(seconds=5)
"""So far may what was written seem to lie in the future."""

NEWEST_FILES: Final = 50
SUPPORTED: Final = dt.timedelta(days=365)


def condition(home: Path) -> Iterator[Finding]:
    """What an operator should know of the installation in ``home``; Django is set up for it."""
    database = _database(home)
    yield database
    if database.found:
        yield from _log_of_database()
        yield _clock()
        yield _worker(home)
        yield _jobs()
        yield _lag(home)
        yield _files()
        yield from _mail()
        yield kept_for()
    yield _record(home)
    yield _address()
    yield _hosts()
    yield _proxies()
    yield _version()


def _database(home: Path) -> Finding:
    of = ("database", f"the site in {home}")
    try:
        newer, older = unknown_steps(), unapplied()
    except DatabaseError as error:
        return wrong(*of, f"The database cannot be read ({error}): see that it is there and yours.")
    if newer:
        return wrong(
            *of,
            f"The database is newer than this program ({__version__}): it has {newer[0]}. Install "
            "the newer version again, or restore an older backup.",
        )
    if older:
        return wrong(
            *of,
            f"The database is older than this program by {len(older)} steps: stop the site and run "
            f"'conspectus upgrade --home {home}'.",
        )
    return well(*of, f"{connection.vendor}, of this version")


def _log_of_database() -> Iterator[Finding]:
    of = ("log of the database", "erased words leave it")
    if connection.vendor == "postgresql":
        yield (
            well(*of, "let go of after an erasure")
            if forgets_its_log()
            else wrong(
                *of,
                "What is erased stays in PostgreSQL's log until that is written over: set "
                "wal_recycle to off and grant the site's role the two rights that "
                "docs/operation.md names.",
                needed=False,
            )
        )


def _clock() -> Finding:
    of = ("clock", "deadlines, receipts")
    newest = RecordedLeaf.objects.order_by("-id").values_list("created", flat=True).first()
    now = stamp()
    if newest is not None and newest - now > AHEAD:
        return wrong(
            *of,
            f"The clock is off: it says {now:%Y-%m-%d %H:%M:%S} UTC, and something here was "
            f"written at {newest:%Y-%m-%d %H:%M:%S}. Set it by NTP before the next deadline.",
        )
    return well(*of, f"{now:%Y-%m-%d %H:%M:%S} UTC")


def _worker(home: Path) -> Finding:
    of = ("worker", "jobs, record, mail")
    alive = living_workers()
    if not alive:
        return wrong(
            *of,
            f"No worker is alive: nothing is recorded, read or sent until 'conspectus serve --home "
            f"{home}' runs.",
            needed=False,
        )
    return well(*of, f"{alive} alive")


def _jobs() -> Finding:
    of = ("jobs", "reading files, drafting papers")
    ready = DBTaskResult.objects.ready().order_by("enqueued_at")
    oldest = ready.values_list("enqueued_at", flat=True).first()
    if oldest is not None and stamp() - oldest > LONGEST_JOB:
        return wrong(
            *of,
            f"{ready.count()} jobs wait, the oldest since {oldest:%Y-%m-%d %H:%M} UTC: is a worker "
            "alive, and what does its log say?",
        )
    return well(*of, "nothing waits long")


def _lag(home: Path) -> Finding:
    of = ("record's pace", "receipts")
    waits = lag()
    if waits > LONGEST_LAG:
        return wrong(
            *of,
            f"The public record is behind: an entry has waited {waits:.0f} s. Is 'conspectus serve "
            f"--home {home}' running?",
        )
    return well(*of, "nothing waits long")


def _files() -> Finding:
    """Of the newest documents: one is enough to know that a folder was not copied."""
    of = ("files", "what contributors sent")
    kept = Document.objects.exclude(file="").order_by("-id").values_list("file", flat=True)
    where = settings.FILES or files_folder()
    try:
        store = file_store()
        missing = [name for name in kept[:NEWEST_FILES] if not store.has(name)]
    except Exception as error:  # noqa: BLE001 - whatever an object store's library raises
        return wrong(*of, f"Files cannot be looked up in {where} ({error}): see CONSPECTUS_FILES.")
    if missing:
        return wrong(
            *of,
            f"{len(missing)} of the newest {NEWEST_FILES} files are not in {where}: restore them "
            "from a backup.",
        )
    return well(*of, "all of the newest are there")


def _mail() -> Iterator[Finding]:
    of = ("mail server", "receipts, links to sign in")
    if not is_mail_set_up():
        told = "No mail is sent: set CONSPECTUS_SMTP_HOST; until then it stays in the outbox"
        if unseen := Post.objects.filter(state=Post.State.UNVERIFIED).count():
            told += f", and {unseen} posts of authors without an account wait for a link in it"
        yield wrong(*of, f"{told}.", needed=False)
        return
    if refusal := _refusal():
        yield wrong(
            *of,
            f"The mail server {_mail_server()} does not take mail "
            f"({refusal}): look at CONSPECTUS_SMTP_HOST, _PORT, _USER and _PASSWORD.",
        )
    else:
        yield well(*of, _mail_server())
    yield _outbox()


def _mail_server() -> str:
    return str(settings.MAIL_PROVIDER or f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}")


def _refusal() -> str:
    """Why the server does not even let us in; empty where it does."""
    post = get_connection(timeout=5)
    try:
        post.open()
    except (OSError, smtplib.SMTPException) as error:
        return type(error).__name__
    finally:
        with suppress(OSError, smtplib.SMTPException):
            post.close()
    return ""


def _outbox() -> Finding:
    of = ("outbox", "mail that waits")
    failed = Mail.objects.filter(state=Mail.State.FAILED).count()
    held = Mail.objects.filter(state=Mail.State.HELD).count()
    since = stamp() - LONGEST_POST
    stuck = Mail.objects.filter(state=Mail.State.WAITING, created__lt=since, attempts=0).count()
    if stuck:
        return wrong(
            *of, f"The outbox is stuck: {stuck} mails were never tried. Is a worker alive?"
        )
    if failed or held:
        return wrong(
            *of,
            f"{failed} mails failed and {held} are held back: the secretariat finds them under "
            "Outbox, and lets them go or discards them.",
            needed=False,
        )
    return well(*of, "nothing waits long")


def kept_for() -> Finding:
    """The periods, and whether what is older goes."""
    of = ("personal data", "what is kept for how long")
    last = last_cleared()
    if last and stamp().timestamp() - last > LONGEST_UNCLEARED:
        return wrong(
            *of,
            "What is to be deleted day by day was not since "
            f"{dt.datetime.fromtimestamp(last, dt.UTC):%Y-%m-%d}: what does the worker's log say?",
        )
    overdue = ErasureRequest.objects.filter(due__lt=stamp() - 3 * dt.timedelta(days=1)).count()
    if overdue:
        return wrong(
            *of,
            f"{overdue} persons asked to be erased and are still here: is a worker alive, and does "
            "somebody else manage the installation too?",
        )
    said = [f"{one.key} {one.kept_days} days" for one in PERIODS if one.kept_days is not None]
    return well(*of, ", ".join(said))


def _record(home: Path) -> Finding:
    of = ("public record", "proof of what was published")
    problems = problems_of(home / "record", home)
    if problems:
        return wrong(*of, f"The public record does not verify: {' '.join(problems[:3])}")
    return well(*of, "verified")


def _is_local(host: str) -> bool:
    return host in {"localhost", "127.0.0.1", "::1"}


def _address() -> Finding:
    of = ("address", "links in mails and papers")
    parts = urlsplit(settings.PUBLIC_ADDRESS)
    if parts.scheme != "https" and not _is_local(parts.hostname or ""):
        return wrong(
            *of,
            f"{settings.PUBLIC_ADDRESS} is not https: passwords and drafts can be read on the way. "
            "Put a web server with a certificate before the site and set CONSPECTUS_ADDRESS.",
        )
    return well(*of, settings.PUBLIC_ADDRESS)


def _hosts() -> Finding:
    of = ("names", "under which the site answers")
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    if not {host, "*"} & set(settings.ALLOWED_HOSTS):
        return wrong(
            *of,
            f"CONSPECTUS_HOSTS does not name {host}, the host of the address: every page there "
            "answers 400. Add it, or leave CONSPECTUS_HOSTS unset.",
        )
    return well(*of, ", ".join(settings.ALLOWED_HOSTS))


def _proxies() -> Finding:
    of = ("web servers before it", "whose address a reader has")
    count = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if not count and not _is_local(urlsplit(settings.PUBLIC_ADDRESS).hostname or ""):
        return wrong(
            *of,
            "CONSPECTUS_PROXIES is unset, so all readers seem to have one address, and one who "
            "guesses passwords locks everybody out: set it to how many web servers stand before "
            "the site (1).",
            needed=False,
        )
    return well(*of, str(count))


def _version() -> Finding:
    of = ("version", "mended weaknesses")
    if stamp().date() - RELEASED > SUPPORTED:
        return wrong(
            *of,
            f"Version {__version__} is of {RELEASED}: look for a newer one.",
            needed=False,
        )
    return well(*of, f"{__version__} of {RELEASED}")

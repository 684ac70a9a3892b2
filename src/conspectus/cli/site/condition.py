"""In what condition an installation is, for ``doctor``."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection

from conspectus.cli.findings import Finding
from conspectus.cli.site.installation import unapplied
from conspectus.cli.site.verify_record import problems_of
from conspectus.core.models import Mail
from conspectus.core.sending import is_mail_set_up
from conspectus.core.sequencer import lag

LEAST_FREE: Final = 1024**3
"""Bytes."""

LONGEST_LAG: Final = 10.0
"""Seconds."""


def condition(home: Path) -> Iterator[Finding]:
    """What an operator should know of the installation in ``home``; Django is set up for it."""
    yield from _database(home)
    yield _record(home)
    yield _mail()
    free = shutil.disk_usage(home).free
    yield Finding(
        name="space on the disk",
        purpose="files, backups",
        found=f"{free / 1024**3:.1f} GB free" if free > LEAST_FREE else None,
        needed=True,
        how=f"less than 1 GB is free where {home} lies: make room",
    )


def _database(home: Path) -> Iterator[Finding]:
    try:
        steps = unapplied()
        waits = lag() if not steps else 0.0
    except DatabaseError as error:
        steps, waits = [f"unreadable: {error}"], 0.0
    yield Finding(
        name="database",
        purpose=f"the site in {home}",
        found=f"{connection.vendor}, of this version" if not steps else None,
        needed=True,
        how=f"make a backup, then 'conspectus migrate --home {home}' ({len(steps)} steps)",
    )
    yield Finding(
        name="worker",
        purpose="jobs, record, mail",
        found="nothing waits long" if waits < LONGEST_LAG else None,
        needed=True,
        how=f"a leaf has waited {waits:.0f} s for the record: is 'conspectus serve' running?",
    )


def _record(home: Path) -> Finding:
    problems = problems_of(home / "record", home)
    return Finding(
        name="public record",
        purpose="proof of what was published",
        found="verified" if not problems else None,
        needed=True,
        how=" ".join(problems[:3]),
    )


def _mail() -> Finding:
    failed = Mail.objects.filter(state=Mail.State.FAILED).count()
    told = f"{settings.EMAIL_HOST}, {failed} mails failed" if is_mail_set_up() else None
    return Finding(
        name="mail server",
        purpose="receipts, links to sign in",
        found=told,
        needed=False,
        how="set CONSPECTUS_SMTP_HOST; until then mail stays in the outbox",
    )

"""``conspectus receive``: takes contributions by e-mail from the installation's mail server."""

from __future__ import annotations

import asyncio
import importlib
import signal
from pathlib import Path

import click
from django.conf import settings

from conspectus.cli.exits import CommandError, Exit
from conspectus.cli.site.homes import home_option
from conspectus.cli.site.installation import enter, unapplied
from conspectus.cli.site.serve import parted, require_free
from conspectus.cli.terminal import Terminal

BIND = "127.0.0.1:8025"


@click.command("receive")
@home_option
@click.option("--lmtp/--smtp", default=True, help="What the mail server speaks (LMTP by default).")
@click.option("--bind", default=BIND, show_default=True, metavar="ADDRESS:PORT")
def command(*, home: Path, lmtp: bool, bind: str) -> int:
    """Take mails to the addresses of the calls, and make drafts of them.

    Runs beside 'serve', which sends the answers. CONSPECTUS_MAIL_DOMAIN names the domain of the
    addresses: FORUM.CYCLE.CALL@DOMAIN. Ends with SIGTERM or Ctrl-C.
    """
    host, port = parted(bind)
    require_free(host, port)
    enter(home)
    if not settings.MAIL_DOMAIN:
        raise CommandError(
            "No domain for the calls' addresses: set CONSPECTUS_MAIL_DOMAIN, such as in.example."
        )
    if unapplied():
        raise CommandError(
            f"The database in {home} is of an older version: run 'conspectus migrate' first."
        )
    importlib.import_module("conspectus.core.logs").set_up()
    name = "LMTP" if lmtp else "SMTP"
    Terminal().say(f"Conspectus takes mail for {settings.MAIL_DOMAIN} by {name} at {bind}.")
    asyncio.run(_listen(host, port, lmtp=lmtp))
    return Exit.DONE


async def _listen(host: str, port: int, *, lmtp: bool) -> None:
    """Until a signal; what is being written then is written to its end."""
    # Only now that Django is set up can modules with models be imported.
    letterbox = importlib.import_module("conspectus.cli.site.letterbox")
    reader = importlib.import_module("conspectus.formats.letters.apart").LetterReader(
        trusts=settings.MAIL_TRUSTS
    )
    box = letterbox.Letterbox(reader.read)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(wanted, stop.set)
    server = await loop.create_server(
        lambda: letterbox.speaker(box, lmtp=lmtp, hostname=settings.MAIL_DOMAIN), host, port
    )
    try:
        await stop.wait()
    finally:
        server.close()
        await loop.run_in_executor(None, box.close)
        reader.close()

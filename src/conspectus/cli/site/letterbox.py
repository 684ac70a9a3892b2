"""The letterbox: SMTP and LMTP for the calls' addresses (RFC 5321, RFC 2033), through aiosmtpd.

A mail is acknowledged when its draft is on the disk, and not before. One address a transaction:
servers send the others anew, and each call gives an answer of its own.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeVar

import structlog
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import DatabaseError, close_old_connections

from conspectus.contributions.services.by_mail import Taken, open_call_at, take_letter
from conspectus.contributions.services.by_mail_rules import LetterRefusedError
from conspectus.core.clock import stamp
from conspectus.discussion.addresses import read_address
from conspectus.discussion.services.by_mail import place_at, take_mail
from conspectus.engine.errors import ConspectusError
from conspectus.formats.letters import Letter

LARGEST: Final = 36 * 2**20
"""Bytes of a mail: a file of 25 MB, as the form takes it, grows by a third on its way."""

MOST_CONNECTIONS: Final = 40
"""At a time; a server that is turned away comes again."""

IDLE_S: Final = 600
"""Seconds from one command to the next; a mail on a slow line takes minutes (RFC 5321 §4.5.3.2)."""

_TOO_LARGE = (
    f"552 5.3.4 A mail may have {LARGEST // 2**20} MB; send larger files on the page of the call."
)
Done = TypeVar("Done")

log = structlog.get_logger()


class Letterbox:
    """What is done with a mail. ``read``: from its bytes to what it says."""

    def __init__(self, read: Callable[[bytes], Letter]) -> None:
        self._read = read
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="letterbox")
        self.open = 0

    def close(self) -> None:
        """Waits for what is being written."""
        self._threads.shutdown()

    async def handle_RCPT(  # noqa: N802 - the library's name
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Whether there is an open call at the address."""
        if envelope.rcpt_tos:
            return "452 4.5.3 One address at a time; send the others again."
        try:
            opens = place_at if read_address(address) else open_call_at
            await self._beside(opens, address, at=stamp())
        except LetterRefusedError as error:
            log.info("mail", outcome="refused", code=error.code)
            return f"{error.code} {error}"
        except DatabaseError:
            log.exception("mail")
            return "451 4.3.0 Something is wrong here; try again later."
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 - the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """The draft; the reply that says what became of the mail."""
        content = envelope.content
        data = content if isinstance(content, bytes) else str(content or "").encode()
        begun = time.monotonic()
        reply, told = await self._beside(
            self._take, data, envelope.mail_from or "", envelope.rcpt_tos[0]
        )
        took = round((time.monotonic() - begun) * 1000)
        log.info("mail", outcome=told, reply=reply[:9], bytes=len(data), ms=took)
        return reply

    def _take(self, data: bytes, sender: str, address: str) -> tuple[str, str]:
        """In a thread: the reply, and a word for the log."""
        try:
            if read_address(address):
                place = place_at(address, at=stamp())
                told = take_mail(place, self._read(data), envelope=sender)
                return f"250 2.0.0 {told}", "online forum"
            call = open_call_at(address, at=stamp())
            taken = take_letter(call, self._read(data), envelope=sender)
        except LetterRefusedError as error:
            return f"{error.code} {error}", "refused"
        except ConspectusError as error:
            return f"554 5.6.0 {_for_servers(error)}", "refused"
        except Exception:
            log.exception("mail")
            return "451 4.3.0 Something is wrong here; try again later.", "failed"
        return _told(taken)

    def _beside(self, do: Callable[..., Done], *given: object, **named: object) -> Awaitable[Done]:
        def within() -> Done:
            close_old_connections()
            return do(*given, **named)

        return asyncio.get_running_loop().run_in_executor(self._threads, within)


def _told(taken: Taken) -> tuple[str, str]:
    if taken.silent:
        return "250 2.0.0 Nothing is kept of an automatic message.", f"silent: {taken.silent}"
    if taken.is_new:
        return "250 2.0.0 Kept as a draft; the answer says how to go on.", "draft"
    return "250 2.0.0 The same mail is here already.", "again"


def _for_servers(error: Exception) -> str:
    """A sentence in the characters of SMTP."""
    plain = str(error).replace("“", "'").replace("”", "'").replace("’", "'")
    return plain.encode("ascii", "replace").decode()[:400]


class _Plain:
    """Our own sentence where a mail is too large, and a limit to connections."""

    def connection_made(self: Any, transport: asyncio.BaseTransport) -> None:
        """Turns away where very many are open."""
        box: Letterbox = self.event_handler
        box.open += 1
        if box.open > MOST_CONNECTIONS and isinstance(transport, asyncio.Transport):
            transport.write(b"421 4.7.0 Very many connections; try again in a minute.\r\n")
            transport.close()
            return
        super().connection_made(transport)  # type: ignore[misc]

    def connection_lost(self: Any, error: Exception | None) -> None:
        """Counts."""
        box: Letterbox = self.event_handler
        box.open -= 1
        if self.transport is not None:
            super().connection_lost(error)  # type: ignore[misc]

    async def push(self: Any, status: str | bytes) -> None:
        """The library's reply, with a sentence where it refuses for size."""
        if isinstance(status, str) and status.startswith("552 Error"):
            status = _TOO_LARGE
        await super().push(status)  # type: ignore[misc]


class _Smtp(_Plain, SMTP):
    pass


class _Lmtp(_Plain, LMTP):
    pass


def speaker(box: Letterbox, *, lmtp: bool, hostname: str) -> SMTP:
    """The protocol of one connection."""
    kind = _Lmtp if lmtp else _Smtp
    return kind(
        box,
        data_size_limit=LARGEST,
        enable_SMTPUTF8=False,
        decode_data=False,
        hostname=hostname,
        ident="Conspectus",
        timeout=IDLE_S,
    )

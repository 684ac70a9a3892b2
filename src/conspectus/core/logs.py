"""Logs as lines of JSON on standard error, without personal data.

No address of a reader, no path (a draft's holds its secret), no text of a request: a request is its
route, and an error is its kind and place in the program, without its message.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, Final

import structlog

from conspectus.core.clock import stamp

QUIET: Final = ("django", "django.request", "django.security", "asyncio", "_granian")
"""Loggers of libraries whose lines hold paths or headers, or say nothing to an operator."""

Event = MutableMapping[str, Any]


_requests: Any = None
"""Nothing is told before `set_up`: a command or a test has no log of requests."""


def set_up() -> None:
    """For processes that serve or work. CONSPECTUS_LOG: info (each request), warning, error."""
    level = logging.getLevelName(os.environ.get("CONSPECTUS_LOG", "info").upper())
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            _at,
            _without_message,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            level if isinstance(level, int) else logging.INFO
        ),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    global _requests  # noqa: PLW0603 - one log a process
    _requests = structlog.get_logger()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_message,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            foreign_pre_chain=[structlog.stdlib.add_log_level, _at],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def tell_request(read: dt.datetime, *, method: str, route: str, status: int) -> None:
    """One line a request: when its head was read, and how long it took from then on."""
    if _requests is None:
        return
    took = (dt.datetime.now(dt.UTC) - read).total_seconds() * 1000
    _requests.info(
        "request",
        stamp=read.isoformat(timespec="microseconds"),
        method=method,
        route=route,
        status=status,
        ms=round(took, 1),
    )


def _at(_logger: object, _method: str, event: Event) -> Event:
    event.setdefault("at", stamp().isoformat(timespec="milliseconds"))
    return event


def _without_message(_logger: object, _method: str, event: Event) -> Event:
    """The kind of an exception and where it was raised; its message may quote what was sent."""
    given = event.pop("exc_info", None)
    if not given:
        return event
    error = given if isinstance(given, BaseException) else sys.exc_info()[1]
    if isinstance(given, tuple):
        error = given[1]
    if error is not None:
        frames = traceback.extract_tb(error.__traceback__)
        event["error"] = type(error).__name__
        event["raised"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return event

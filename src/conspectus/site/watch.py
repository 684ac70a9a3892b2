"""What the front does beside answering: it makes sure that it knows of every publication.

Whoever publishes announces it (`core.generations`). If that process died between its commit and
the announcement, or sits on another machine, the front learns it here: at once where the database
tells of it (PostgreSQL), else within `PAUSE`.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import Final

import structlog
from django.db import DatabaseError, connection

from conspectus.core.generations import Generations, reconcile
from conspectus.core.listening import PUBLISHED, Ear

PAUSE: Final = 2.0
"""Seconds."""

log = structlog.get_logger("front")


class Watch:
    """A thread of the web process, begun by its first request: the parent only loads and forks."""

    def __init__(
        self, generations: Generations, tidy: Callable[[], None], forget: Callable[[], None]
    ) -> None:
        """``tidy``: once, at the start; ``forget``: after each look."""
        self._generations = generations
        self._tidy = tidy
        self._forget = forget
        self._process = 0
        self._lock = threading.Lock()
        self._knows = False
        self._ended = threading.Event()

    def end(self) -> None:
        """Lets the thread end after what it does now. Else it ends with the process."""
        self._ended.set()

    def knows(self) -> bool:
        """Whether the numbers have been compared with the database since this process began.

        Until then no stored page is served: the last process may have died between a commit and
        its announcement.
        """
        if self._process != os.getpid():
            self._begin()
        return self._knows

    def _begin(self) -> None:
        with self._lock:
            if self._process == os.getpid():
                return
            self._process = os.getpid()
            self._knows = False
            threading.Thread(target=self._go_on, name="watch generations", daemon=True).start()

    def _go_on(self) -> None:
        self._look()
        self._tidy()
        ear = Ear(PUBLISHED)
        while not self._ended.is_set():
            ear.wait(PAUSE, self._ended)
            self._look()
            self._forget()
        ear.close()
        connection.close()

    def _look(self) -> None:
        try:
            self._generations.look_again()
            reconcile()
            self._knows = True
        except (DatabaseError, OSError) as error:
            # What is published can be read while the database cannot.
            log.warning("generations", error=str(error))
            connection.close()

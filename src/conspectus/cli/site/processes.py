"""The process group of `serve`: the parent, the web process, a second one for pages, the worker.

The parent loads the site once and forks, so that its children share what is the same in both; it
starts a child again that died. A child ends when its parent does, however that ended.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.context import ForkProcess
from typing import Final

from django.db import connections
from django.urls import get_resolver
from django.utils.translation import activate
from granian.constants import Interfaces
from granian.server import Server

from conspectus.cli.cycles import without_cycle_search
from conspectus.cli.site.work import work
from conspectus.core import logs
from conspectus.core.live import PAGES

APPLICATION: Final = "conspectus.site.server"
WAITING: Final = 1024
"""Requests whose heads are read and stamped at once; more wait in the system's queue."""

PATIENCE: Final = 15.0
"""Seconds that a child has to end what it is doing."""

PARENT_DEATH: Final = 1
"""prctl(2): PR_SET_PDEATHSIG."""


def serve(host: str, port: int) -> None:
    """Runs until SIGTERM or SIGINT. The address must be free."""
    multiprocessing.set_start_method("fork")
    logs.set_up()
    _load()
    children = [_Kept(work, "worker"), _Kept(_read, "pages")]
    server = Server(
        f"{APPLICATION}:application",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=1,
        backlog=WAITING,
        backpressure=WAITING + PAGES,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=int(PATIENCE),
        log_enabled=False,
    )
    for child in children:
        server.on_startup(child.start)
        server.on_shutdown(child.stop)
    parent = os.getpid()
    server.serve(target_loader=lambda *_given: _web(parent))


def _web(parent: int) -> Callable[..., object]:
    """Called in the web process."""
    end_with(parent)
    module = importlib.import_module(APPLICATION)
    module.take_short_turns()
    application: Callable[..., object] = module.application
    return application


def _read() -> None:
    """The second process that makes pages."""
    importlib.import_module(APPLICATION).make_pages_beside()


def _load() -> None:
    """Everything that both children need, before they part."""
    # The threads of the lanes start with the first request, hence in the web process.
    with without_cycle_search():
        importlib.import_module(APPLICATION)
        activate("en")
        get_resolver()._populate()  # noqa: SLF001 - else each first request does it
    connections.close_all()  # SQLite's handles must not cross a fork
    # What no module needs any more is little, and looking for it takes a fifth of a second.
    gc.freeze()


def end_with(parent: int) -> None:
    """Lets the system end this process when its parent is gone, even by SIGKILL."""
    ctypes.CDLL(None).prctl(PARENT_DEATH, signal.SIGTERM)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)


class _Kept:
    """A child that is started again when it dies."""

    def __init__(self, task: Callable[[], None], name: str) -> None:
        self._task = task
        self._name = name
        self._process: ForkProcess | None = None
        self._ending = threading.Event()

    def start(self) -> None:
        self._begin()
        threading.Thread(target=self._watch, name=f"watch {self._name}", daemon=True).start()

    def stop(self) -> None:
        self._ending.set()
        process = self._process
        if process is None:
            return
        process.terminate()
        process.join(PATIENCE)
        if process.is_alive():
            process.kill()

    def _begin(self) -> None:
        context = multiprocessing.get_context("fork")
        self._process = context.Process(
            target=_child, args=(os.getpid(), self._task), name=self._name
        )
        self._process.start()

    def _watch(self) -> None:
        while True:
            began = time.monotonic()
            if self._process is not None:
                self._process.join()
            # A child that dies at once is not to be forked a hundred times a second.
            pause = 0.1 if time.monotonic() - began > 5 else 2.0
            if self._ending.wait(pause):
                return
            self._begin()


def _child(parent: int, task: Callable[[], None]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    end_with(parent)
    task()

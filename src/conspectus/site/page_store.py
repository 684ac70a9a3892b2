"""Published pages on the disk: compressed, under their address, valid for one generation.

A file is one line of JSON and the body as gzip. It is written beside its place and renamed, and
not fsynced: its hash stands in its first line, and a page that does not fit it is rendered again.

A page with a query string (a filtered list, a search) is never a file, for there is no end to
them: the last few hundred are kept in memory, under the same generation.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import os
import secrets
import shutil
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from conspectus.core.generations import Generations
from conspectus.core.half_written import is_left_over
from conspectus.core.published import RenderedFrom

MEMORY = 8 * 1024 * 1024
"""Bytes of pages that one process keeps in memory beside the system's own cache of files."""

ASKED_MEMORY = 4 * 1024 * 1024
"""Bytes of pages with a query string that one process keeps: some six hundred lists of fifty."""

ROOM = 1024**3
"""Bytes of the disk that pages leave free: some addresses have any number of spellings
(``contributions/007/``, every version of what was withdrawn), and contributions come first."""

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """A rendered page. ``body``: gzip. ``digest``: 20 hex digits of the SHA-256 of the body.

    ``query``: the query string as it was asked. ``until``: microseconds since 1970 (0: for ever).
    """

    path: str
    query: str = ""
    scope: int
    generation: int
    until: int
    status: str
    headers: Headers
    body: bytes
    digest: str

    def identity(self) -> bytes:
        """The body for who takes no gzip."""
        return gzip.decompress(self.body)


def page_of(
    path: str, source: RenderedFrom, *, said: tuple[str, Headers], body: bytes, query: str = ""
) -> StoredPage:
    """A page as it is stored. ``said``: the status line and headers of the answer."""
    packed = gzip.compress(body, compresslevel=6 if query else 9, mtime=0)
    return StoredPage(
        path=path,
        query=query,
        scope=source.scope,
        generation=source.generation,
        until=source.until,
        status=said[0],
        headers=said[1],
        body=packed,
        digest=_digest(packed),
    )


class _Memory:
    """Pages up to so many bytes; the one that was not asked for longest goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._pages: OrderedDict[tuple[str, str], StoredPage] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, path: str, query: str = "") -> StoredPage | None:
        with self._lock:
            page = self._pages.get((path, query))
            if page is not None:
                self._pages.move_to_end((path, query))
        return page

    def put(self, page: StoredPage) -> None:
        with self._lock:
            self._drop((page.path, page.query))
            self._pages[page.path, page.query] = page
            self._size += len(page.body)
            while self._size > self._most:
                self._drop(next(iter(self._pages)))

    def keep_only(self, is_current: Callable[[StoredPage], bool]) -> None:
        with self._lock:
            for key in [key for key, page in self._pages.items() if not is_current(page)]:
                self._drop(key)

    def _drop(self, key: tuple[str, str]) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self._size -= len(page.body)


class PageStore:
    """The published pages of one version of the program."""

    def __init__(self, folder: Path, program: str, generations: Generations) -> None:
        self._root = folder
        self._folder = folder / program
        self._generations = generations
        self._memory = _Memory(MEMORY)
        self._asked = _Memory(ASKED_MEMORY)

    def find(self, path: str, query: str = "") -> StoredPage | None:
        """The page at an address, if one is stored and nothing has been published since."""
        page = self._asked.get(path, query) if query else self._memory.get(path)
        if page is not None and self._is_current(page):
            return page
        page = None if query else self._read(path)
        if page is None or not self._is_current(page):
            return None
        self._memory.put(page)
        return page

    def keep(self, page: StoredPage) -> None:
        """Stores a page, unless something has been published while it was rendered.

        A disk that is full or read-only costs speed, not the page: then it is not stored.
        """
        if not self._is_current(page):
            return
        if page.query:
            self._asked.put(page)
            return
        with contextlib.suppress(OSError):
            self._write(page)
        self._memory.put(page)

    def forget_outdated(self) -> None:
        """Lets go of what nobody will get any more: what was erased does not stay in memory."""
        for memory in (self._memory, self._asked):
            memory.keep_only(self._is_current)

    def _write(self, page: StoredPage) -> None:
        place = self._place(page.path)
        place.parent.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(place.parent).free < ROOM:
            return
        beside = place.with_name(f"{place.name}.{secrets.token_hex(4)}")
        try:
            beside.write_bytes(_written(page))
            beside.replace(place)
        finally:
            beside.unlink(missing_ok=True)
        if not self._is_current(page):
            # `forget_pages` may have passed between the look in `keep` and the file: an erased
            # text must not stay on the disk, even where no reader would get it.
            place.unlink(missing_ok=True)

    def tidy(self) -> None:
        """Deletes what other versions of the program have stored, and what stayed half written."""
        for folder in self._root.glob("*"):
            if folder != self._folder:
                _delete(folder)
        # An erasure may take the folders away meanwhile (`forget_pages`).
        with contextlib.suppress(OSError):
            for left in list(self._folder.glob("*/*.page.*")):
                _delete_left_over(left)

    def _is_current(self, page: StoredPage) -> bool:
        if page.until and time.time() * 1_000_000 >= page.until:
            return False
        return page.generation >= self._generations.of(page.scope)

    def _place(self, path: str) -> Path:
        name = hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()
        return self._folder / name[:2] / f"{name[2:40]}.page"

    def _read(self, path: str) -> StoredPage | None:
        try:
            written = self._place(path).read_bytes()
        except OSError:
            return None
        return _page(written, path)


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:20]


def _written(page: StoredPage) -> bytes:
    about = {
        "path": page.path,
        "scope": page.scope,
        "generation": page.generation,
        "until": page.until,
        "status": page.status,
        "headers": page.headers,
        "digest": page.digest,
    }
    return json.dumps(about).encode("ascii") + b"\n" + page.body


def _page(written: bytes, path: str) -> StoredPage | None:
    """The page that a file holds; ``None`` where a power cut or somebody has damaged it."""
    first, _, body = written.partition(b"\n")
    try:
        about = json.loads(first)
        page = StoredPage(
            path=about["path"],
            scope=about["scope"],
            generation=about["generation"],
            until=about["until"],
            status=about["status"],
            headers=tuple((name, value) for name, value in about["headers"]),
            body=body,
            digest=about["digest"],
        )
    except (ValueError, KeyError, TypeError):
        return None
    return page if page.path == path and page.digest == _digest(body) else None


def _delete_left_over(file: Path) -> None:
    """Another process may do the same at the same time."""
    with contextlib.suppress(OSError):
        if is_left_over(file):
            file.unlink(missing_ok=True)


def _delete(folder: Path) -> None:
    for parent, folders, files in os.walk(folder, topdown=False):
        with contextlib.suppress(OSError):
            for name in files:
                Path(parent, name).unlink(missing_ok=True)
            for name in folders:
                Path(parent, name).rmdir()
    with contextlib.suppress(OSError):
        folder.rmdir()

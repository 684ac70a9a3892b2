"""How a request comes to a page: through the front, then the lanes, then Django."""

from __future__ import annotations

from typing import Final

from conspectus.core.generations import Generations, generations_file
from conspectus.core.home import pages_folder
from conspectus.site.beside import Beside
from conspectus.site.front import Front
from conspectus.site.lanes import Application, Lanes
from conspectus.site.page_store import PageStore
from conspectus.site.program import program_version
from conspectus.site.watch import Watch

LANES: Final = 2
"""Threads that make pages: Python works on one at a time while the other waits for the disk.

With four, the last of ten clients waits three times as long, for nothing gained.
"""


def with_front(django: Application, place: str = "") -> Front:
    """The application as it is served. ``place``: where a second process makes pages, if any."""
    generations = Generations(generations_file())
    store = PageStore(pages_folder(), program_version(), generations)
    watch = Watch(generations, store.tidy, store.forget_outdated)
    beside = Beside(place) if place else None
    return Front(Lanes(django, count=LANES, beside=beside), store, watch.knows)

"""How a request comes to a page: through the front, then the lanes, then Django."""

from __future__ import annotations

from typing import Final

from conspectus.core.generations import Generations, generations_file
from conspectus.core.home import pages_folder
from conspectus.site.front import Front
from conspectus.site.lanes import Application, Lanes
from conspectus.site.page_store import PageStore
from conspectus.site.program import program_version
from conspectus.site.watch import Watch

LANES: Final = 4
"""Threads that run Django: Python works on one at a time, the others wait for the disk."""


def with_front(django: Application) -> Front:
    """The application as it is served."""
    generations = Generations(generations_file())
    store = PageStore(pages_folder(), program_version(), generations)
    watch = Watch(generations, store.forget_other_programs, store.forget_outdated)
    return Front(Lanes(django, count=LANES), store, watch.knows)

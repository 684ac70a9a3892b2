"""The WSGI application: the front, then the lanes, then Django."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from conspectus.core.generations import Generations, generations_file
from conspectus.core.home import pages_folder
from conspectus.site.front import Front
from conspectus.site.lanes import Application, Lanes
from conspectus.site.page_store import PageStore
from conspectus.site.program import program_version
from conspectus.site.watch import Watch

LANES = 4
"""Threads that run Django: Python works on one at a time, the others wait for the disk."""


def with_front(django: Application) -> Front:
    """The application as it is served."""
    generations = Generations(generations_file())
    store = PageStore(pages_folder(), program_version(), generations)
    watch = Watch(generations, store.forget_other_programs)
    return Front(Lanes(django, count=LANES), store, watch.knows)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conspectus.site.settings")
application = with_front(get_wsgi_application())

"""The WSGI application: the front, then the lanes, then Django."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conspectus.site.settings")
# First the apps, then what stands before them: it reads the database's models.
_django = get_wsgi_application()
_place: str = import_string("conspectus.site.beside.meeting_place")()
application = import_string("conspectus.site.doors.with_front")(_django, _place)


def make_pages_beside() -> None:
    """The work of the group's second process for pages, forked from where this was loaded.

    Where there is none, the web process makes all pages.
    """
    import_string("conspectus.site.beside.make_pages")(_django, _place)

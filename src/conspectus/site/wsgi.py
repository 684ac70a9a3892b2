"""The WSGI application: the front, then the lanes, then Django."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conspectus.site.settings")
# First the apps, then what stands before them: it reads the database's models.
_django = get_wsgi_application()
application = import_string("conspectus.site.doors.with_front")(_django)

"""The WSGI application."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from conspectus.site.lanes import Lanes

LANES = 4
"""Threads that run Django: Python works on one at a time, the others wait for the disk."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conspectus.site.settings")
application = Lanes(get_wsgi_application(), count=LANES)

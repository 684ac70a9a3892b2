"""What `conspectus serve` serves: arrivals, the front, the lanes, Django."""

from django.utils.module_loading import import_string

from conspectus.site.wsgi import application as front
from conspectus.site.wsgi import make_pages_beside

__all__ = ["application", "make_pages_beside", "take_short_turns"]

# After the apps were loaded: live streams read the database's models.
application = import_string("conspectus.site.rsgi.Arrivals")(front)
take_short_turns = import_string("conspectus.site.lanes.take_short_turns")

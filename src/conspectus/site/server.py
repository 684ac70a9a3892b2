"""What `conspectus serve` serves: arrivals, the front, the lanes, Django."""

from conspectus.site.rsgi import Arrivals
from conspectus.site.wsgi import application as front
from conspectus.site.wsgi import make_pages_beside

__all__ = ["application", "make_pages_beside"]

application = Arrivals(front)

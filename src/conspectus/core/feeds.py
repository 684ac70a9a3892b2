"""Atom feeds that are the same bytes each time (RFC 4287)."""

from __future__ import annotations

import datetime as dt

from django.utils.feedgenerator import Atom1Feed

BEGINNING = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


class SteadyFeed(Atom1Feed):
    """A feed without entries is of the day when its list was begun, not of now."""

    begun: dt.datetime = BEGINNING

    def latest_post_date(self) -> dt.datetime:
        """When the newest entry changed."""
        return super().latest_post_date() if self.items else self.begun

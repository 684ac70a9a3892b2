"""A feed says when its newest entry changed; without one, when its list was begun."""

from __future__ import annotations

import datetime as dt

from conspectus.core.feeds import BEGINNING, SteadyFeed

DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def test_a_feed_without_entries_is_not_of_now():
    feed = SteadyFeed(title="Calls", link="http://site.test/", description="")
    assert feed.latest_post_date() == BEGINNING
    feed.begun = DAY
    assert feed.latest_post_date() == DAY


def test_a_feed_with_entries_is_of_its_newest():
    feed = SteadyFeed(title="Calls", link="http://site.test/", description="")
    feed.add_item(title="One", link="http://site.test/1/", description="", updateddate=DAY)
    assert feed.latest_post_date() == DAY

"""Jobs of the discussion."""

from __future__ import annotations

from django.utils.module_loading import import_string
from django_tasks import task


@task()
def deliver_post(key: int) -> int:
    """Mails a post to everybody who wants each one; how many."""
    return int(import_string("conspectus.discussion.services.delivering.deliver")(key))


@task()
def make_map(category: int) -> int:
    """Makes the map of opinions of a category anew; how many participants it is of."""
    return int(import_string("conspectus.discussion.services.mapping.make_map")(category))

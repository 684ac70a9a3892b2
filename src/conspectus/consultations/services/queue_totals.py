"""Of a meeting without attribution nothing but totals is left when its queue is closed.

Who spoke is no column there, but numbers, times and channels of requests beside a recording, or
beside what somebody remembers, would tell it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from conspectus.consultations.models import QueueChange, SpeakingQueue
from conspectus.consultations.paths import meeting_path
from conspectus.consultations.queries.queue import requests_of, seconds_spoken
from conspectus.core.live import forget


def keep_totals_only(queue: SpeakingQueue, *, at: dt.datetime) -> None:
    """Nobody speaks or waits any more; the row of the queue is not saved."""
    seconds = Counter[str]({name: int(count) for name, count in queue.totals.items()})
    spoken = Counter[str]()
    for row in requests_of(queue):
        if row.was_called:
            spoken[row.channel] += round(seconds_spoken(row, at))
    for channel, count in spoken.items():
        seconds[channel] += 60 * max(1, round(count / 60))
    queue.totals = dict(sorted(seconds.items()))
    QueueChange.objects.filter(queue=queue).update(request=None, at=None)
    queue.requests.all().delete()
    forget(meeting_path(queue.meeting.cycle.scope, queue.meeting))

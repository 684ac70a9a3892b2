"""Of a meeting without attribution nothing but totals is left when its queue is closed.

Who spoke is no column there, but numbers, times and channels of requests beside a recording, or
beside what somebody remembers, would tell it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter

from conspectus.consultations.models import QueueChange, SpeakingQueue
from conspectus.consultations.paths import meeting_path, queue_path
from conspectus.consultations.queries.queue import requests_of, seconds_spoken
from conspectus.core.live import forget
from conspectus.core.recording import record
from conspectus.record.canonical import JsonObject


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
    changes = QueueChange.objects.filter(queue=queue)
    for change in changes.filter(request__isnull=False).order_by("pk"):
        change.queue = queue
        record_override(change, {})
    changes.update(request=None, at=None)
    queue.requests.all().delete()
    forget(meeting_path(queue.meeting.cycle.scope, queue.meeting))


def record_override(change: QueueChange, circumstances: JsonObject) -> None:
    """The leaf of where a chair did otherwise; the reason, which may name somebody, as its hash."""
    reason_sha256 = hashlib.sha256(change.reason.encode()).hexdigest()
    said: JsonObject = {"act": str(change.act), "reason_sha256": reason_sha256, **circumstances}
    record("queue override", f"{queue_path(change.queue)}log/", said)

"""Figures for whoever watches over an installation, in the format of Prometheus; of nobody's data.

What is counted in a process goes to files below ``run/metrics`` that all processes of a `serve`
share (`prometheus_client`'s way for several processes), so a scrape sees their sum, whoever answers
it. What waits is asked of the database at the moment of the scrape.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from django.db.models import Count
from django_tasks_db.models import DBTaskResult
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from conspectus import __version__
from conspectus.core.home import home
from conspectus.core.jobs import living_workers
from conspectus.core.models import Mail, RecordedLeaf
from conspectus.core.sequencer import lag

SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"
"""The library's variable: where processes put their figures together."""

METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""Others are counted as OTHER: a stranger must not make labels."""

_own = CollectorRegistry()
_requests = Counter(
    "conspectus_requests",
    "Requests that entered the application; published pages from files do not.",
    ["method", "route", "status"],
    registry=_own,
)
_seconds = Histogram(
    "conspectus_request_seconds",
    "From the head of a request to its answer.",
    ["method"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0),
    registry=_own,
)


def count_request(*, method: str, route: str, status: int, seconds: float) -> None:
    """One more; ``route`` is the name of the view, never a path."""
    known = method if method in METHODS else "OTHER"
    _requests.labels(known, route, str(status)).inc()
    _seconds.labels(known).observe(max(0.0, seconds))


def exposition() -> bytes:
    """All figures, at most five SQL statements."""
    registry = CollectorRegistry()
    shared = os.environ.get(SHARED)
    if shared:
        MultiProcessCollector(registry, path=shared)  # type: ignore[no-untyped-call]
    registry.register(_Now())
    own = b"" if shared else generate_latest(_own)
    return own + generate_latest(registry)


class _Now(Collector):
    """What is so at this moment."""

    def collect(self) -> Iterator[Metric]:
        """In the order of the names that an operator looks for first."""
        yield _gauge("info", "The version.", {__version__: 1}, label="version")
        yield _gauge("workers", "Workers that are alive.", living_workers())
        yield _gauge("jobs", "Jobs by state.", _jobs(), label="state")
        yield _gauge("mail", "Mail in the outbox by state.", _mail(), label="state")
        waiting = RecordedLeaf.objects.filter(index__isnull=True).count()
        yield _gauge("record_waiting", "Entries that wait for the public record.", waiting)
        yield _gauge("record_lag_seconds", "How long the oldest of them has waited.", lag())
        yield _gauge("disk_free_bytes", "Where the home lies.", shutil.disk_usage(home()).free)
        yield from _processes()


def _gauge(
    name: str, meaning: str, values: float | Mapping[str, float], *, label: str = ""
) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"conspectus_{name}", meaning, labels=[label] if label else [])
    given = values if isinstance(values, Mapping) else {"": values}
    for key, value in given.items():
        family.add_metric([key] if label else [], value)
    return family


def _jobs() -> Mapping[str, float]:
    """Finished ones are forgotten after a week, so these are the last week's."""
    counted = DBTaskResult.objects.values_list("status").annotate(Count("pk")).order_by("status")
    return {"READY": 0, "RUNNING": 0, "FAILED": 0} | dict(counted)


def _mail() -> Mapping[str, float]:
    counted = Mail.objects.values_list("state").annotate(Count("pk")).order_by("state")
    return dict.fromkeys(Mail.State.values, 0) | dict(counted)


def _processes() -> Iterator[Metric]:
    """Of the whole group of `serve`; elsewhere of this process alone."""
    group = _group(os.getppid()) if os.environ.get(SHARED) else [os.getpid()]
    yield _gauge("processes", "Processes of the group.", len(group))
    memory = sum(_memory(one) for one in group)
    yield _gauge("memory_bytes", "Their memory, what they share counted once (PSS).", memory)
    processor = CounterMetricFamily("conspectus_cpu_seconds", "Their time of processor.")
    processor.add_metric([], sum(_cpu(one) for one in group))
    yield processor


def _group(parent: int) -> list[int]:
    """A process and all below it (proc(5))."""
    found = [parent]
    for place in Path(f"/proc/{parent}/task").glob("*/children"):
        with suppress(OSError):
            for child in place.read_text("ascii").split():
                found += _group(int(child))
    return found


def _memory(process: int) -> int:
    """Bytes; 0 for a process that has just ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def _cpu(process: int) -> float:
    """Seconds, in user and system (fields 14 and 15 of stat, after the name in brackets)."""
    with suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0

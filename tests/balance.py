"""Shares the suite among workers so that they end together, and names what takes long.

A unit of work is a file: its fixtures are made once. The longest units come first, so that the
many short ones can even out what is left. By itself `--dist loadfile` begins with the files of the
most tests, and a file of two long ones comes last, when nothing is left for the other worker.
"""

from __future__ import annotations

from collections import defaultdict

import pytest

SLOW_S = 20
"""Longer than this, set-up and all, a test is named at the end of a run."""

LONG_FIRST = (
    "tests/journeys/test_rapporteur.py",
    "tests/contracts/test_accessibility.py",
    "tests/journeys/",
    "tests/contracts/test_hostile_texts.py",
    "tests/synthesis/life/test_publication.py",
    "tests/cli/site/test_backup.py",
    "tests/determinism/",
    "tests/cli/site/test_serve.py",
    "tests/contracts/test_pages.py",
    "tests/synthesis/",
    "tests/formats/writers/",
    "tests/formats/test_sandbox_hostile.py",
    "tests/contributions/test_erasing.py",
)
"""Beginnings of the names of files that take longer than ten seconds, the longest first."""

EACH_BY_ITSELF = ("tests/contracts/test_accessibility.py",)
"""Files whose tests are longer than what they share: each test is a unit."""


def rank(unit: str) -> int:
    """Where a unit stands in `LONG_FIRST`; after all of them where it does not."""
    places = (place for place, start in enumerate(LONG_FIRST) if unit.startswith(start))
    return next(places, len(LONG_FIRST))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Files, the longest first, in place of `--dist loadfile`; any other `--dist` stays."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling  # noqa: PLC0415 - only where workers are asked for

    class LongestFirst(LoadFileScheduling):
        def _split_scope(self, nodeid):
            return nodeid if nodeid.startswith(EACH_BY_ITSELF) else super()._split_scope(nodeid)

    # The order of `in_order` is that of the units; xdist is not to sort them by their size again.
    config.option.loadscopereorder = False
    return LongestFirst(config, log)


def in_order(items):
    """Tests in the order in which their files are to be begun."""
    return sorted(items, key=lambda item: rank(item.nodeid))


class Clock:
    """When each worker ended, and how long each test took."""

    def __init__(self):
        self.began = None
        self.ended = {}
        self.took = defaultdict(float)

    def see(self, report):
        """A report on the set-up, the call or the end of a test."""
        self.began = report.start if self.began is None else min(self.began, report.start)
        worker = getattr(getattr(report, "node", None), "gateway", None)
        name = worker.id if worker is not None else "this process"
        self.ended[name] = max(report.stop, self.ended.get(name, 0.0))
        self.took[report.nodeid] += report.duration

    def slow(self):
        """(seconds, name) of tests that take long, the longest first."""
        return sorted(((s, name) for name, s in self.took.items() if s > SLOW_S), reverse=True)


clock = Clock()


def pytest_runtest_logreport(report):
    clock.see(report)


def pytest_terminal_summary(terminalreporter):
    """Says what nobody would see otherwise; fails nothing, since machines differ."""
    if len(clock.ended) > 1:
        ends = ", ".join(f"{n} {at - clock.began:.0f} s" for n, at in sorted(clock.ended.items()))
        terminalreporter.write_line(f"Workers ended after: {ends}.")
    slow = clock.slow()
    if slow:
        terminalreporter.section(f"tests of more than {SLOW_S} s: make them quicker, or `long`")
        for seconds, name in slow:
            terminalreporter.write_line(f"{seconds:6.1f} s  {name}")

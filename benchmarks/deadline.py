"""Contributions that queue across the deadline of a call.

Each is judged by the moment at which the server read the head of its request, none is lost, and
who came first has the lower number. Prints one line of JSON last.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from pathlib import Path
from typing import Any

from site_process import Site
from submitting import Load, submit, submit_all_at_once

AHEAD = 12.0
"""Seconds from the moment at which the end is set."""


def across(folder: Path, *, count: int) -> dict[str, Any]:
    """Half of them are sent in the second before the deadline, half in the second after it."""
    site = Site(folder / "home")
    site.run("init")
    site.ask("open_call")
    load = Load()
    with site:
        site.start()
        asyncio.run(submit(site.port, load=Load(), prefix="w", connections=4, seconds=1.0))
        closes = time.time() + AHEAD
        site.ask("close_call", closes)
        asyncio.run(submit_all_at_once(site.port, load=load, prefix="d", count=count, at=closes))
        time.sleep(1)
        site.stop()
    found = site.ask("lost", [one.key for one in load.sent])
    told = site.ask("order")
    stamps = site.ask("stamps", [one.key for one in load.sent])
    after = sorted(stamps[one.key] - one.sent for one in load.sent if one.key in stamps)
    return {
        "sent": count,
        "acknowledged": len(load.sent),
        "refused": len(load.refused),
        "lost": len(found["absent"]),
        "without_receipt": len(found["unproven"]),
        "in_time": told["count"] - told["late"],
        **told,
        "stamped_after_ms": {"median": _ms(after, 0.5), "p95": _ms(after, 0.95)},
        "stamped_before_sent": sum(one < 0 for one in after),
        "longest_wait_ms": round(load.waits(1.0), 1),
        "seconds": round(load.seconds, 1),
    }


def _ms(sorted_us: list[int], share: float) -> float:
    return round(sorted_us[min(len(sorted_us) - 1, int(share * len(sorted_us)))] / 1000, 1)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    with tempfile.TemporaryDirectory(prefix="deadline-") as made:
        found = across(Path(made), count=parser.parse_args().count)
    print(json.dumps({"benchmark": "deadline", **found}))


if __name__ == "__main__":
    main()

"""How fast the site gives its pages with many contributions, and what it weighs at rest.

``python benchmarks/pages.py [--contributions 10000] [--seconds 8] [--home DIR] [--keep]``

Needs Debian's ``wrk``. Fills an invented installation (benchmarks/installation.py), starts
``conspectus serve`` on it and measures, all on this machine:

- ``published``: pages that are files: 50 clients; p95 ≤ 10 ms, ≥ 5,000 a second
- ``first_ms``: the first rendering of pages nobody has asked for before, the slowest of 40; ≤ 150
- ``dynamic``: filtered register, search (also with addresses that are all different, ``_anew``:
  then none is in memory), desk, 50 rows each: 10 clients, p95 ≤ 100 ms, ≥ 150 a
  second; then 50 clients without an error. Kinds that the site does not have are ``absent``.
- ``first_page_s`` after the start of the server, ≤ 2; ``pss_mb`` of its processes at rest, ≤ 200

Printed last, on one line: JSON, with ``missed``: the bars that were not met. Exit 1 if any was.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from installation import Server, prepare, serving

WARM_S = 2
"""Seconds of requests before the figures of a kind of pages are taken."""

REST_S = 5
FIRST = 40
SCRIPT = """
local paths = { %s }
local headers = { ["Accept-Encoding"] = "gzip"%s }
local n = 0
request = function()
  n = n + 1
  local path = string.gsub(paths[n %% #paths + 1], "ANEW", n)
  return wrk.format("GET", path, headers)
end
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    'RESULT {"p50_ms": %%.3f, "p95_ms": %%.3f, "a_second": %%.1f, "errors": %%d}\\n',
    latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    summary.requests / summary.duration * 1e6,
    e.connect + e.read + e.write + e.status + e.timeout))
end
"""


def wrk(
    server: Server, paths: Sequence[str], *, clients: int, seconds: int, cookie: str = ""
) -> dict[str, float]:
    """What wrk measured with one thread, the paths asked in turn."""
    header = f', ["Cookie"] = "{cookie}"' if cookie else ""
    script = server.home / "wrk.lua"
    script.write_text(SCRIPT % (", ".join(f'"{path}"' for path in paths), header))
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "-s", script, server.address]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r"RESULT (.*)", output)
    if found is None:
        raise SystemExit(f"wrk said nothing: {output}")
    return dict(json.loads(found[1]))


def published_paths(count: int) -> list[str]:
    """Pages of the forum and of a hundred contributions, in two languages."""
    base = "/invented/2026"
    paths = [f"{base}/", f"{base}/themes/", f"{base}/documents/", "/invented/", "/"]
    step = max(1, count // 100)
    paths += [f"{base}/contributions/{n}/v1/" for n in range(1, count + 1, step)]
    return [f"/{language}{path}" for path in paths for language in ("en", "ar")]


# A page with a query is kept in memory until something is published; ANEW stands for a number that
# no request had before, so that each page is rendered.
DYNAMIC = {
    "register": [
        "/en/invented/2026/contributions/?theme=access",
        "/en/invented/2026/contributions/?language=fr",
    ],
    "register_anew": [
        "/en/invented/2026/contributions/?theme=access&n=ANEW",
        "/en/invented/2026/contributions/?language=fr&page=2&n=ANEW",
        "/en/invented/2026/contributions/?theme=diversity&language=en&n=ANEW",
    ],
    "search": ["/en/search/?q=access+policy", "/en/invented/2026/search/?q=public+data"],
    "search_anew": [
        "/en/search/?q=access+policy&n=ANEW",
        "/en/invented/2026/search/?q=public+data&n=ANEW",
    ],
    "desk": ["/en/invented/2026/desk/"],
}


def first_renderings(server: Server, count: int) -> dict[str, float]:
    """Milliseconds for pages that nobody has asked for yet."""
    step = max(1, count // FIRST)
    paths = [f"/fr/invented/2026/contributions/{n}/v1/" for n in range(1, count + 1, step)]
    if server.get(paths[0]).status != 200:
        pages = ("", "2026/", "2026/themes/", "2026/calendar/", "2026/documents/", "mandate/")
        paths = [f"/{language}/invented/{page}" for page in pages for language in ("fr", "ru")]
    else:
        paths = paths[1:]
    took = []
    for path in paths:
        began = time.perf_counter()
        if server.get(path).status != 200:
            raise SystemExit(f"{path} is no page")
        took.append((time.perf_counter() - began) * 1000)
    return {"slowest": round(max(took), 1), "median": round(sorted(took)[len(took) // 2], 1)}


def dynamic(server: Server, seconds: int) -> tuple[dict[str, dict[str, float]], list[str]]:
    """What wrk measured for each kind of page, and which kinds are not there."""
    cookie = f"sessionid={(server.home / 'session').read_text()}"
    found, absent = {}, []
    for name, paths in DYNAMIC.items():
        signed = {"Cookie": cookie} if name == "desk" else {}
        if any(server.get(path, **signed).status != 200 for path in paths):
            absent.append(name)
            continue
        given = cookie if name == "desk" else ""
        # Warm: each of the two processes that make pages has read its register once.
        wrk(server, paths, clients=10, seconds=WARM_S, cookie=given)
        few = wrk(server, paths, clients=10, seconds=seconds, cookie=given)
        many = wrk(server, paths, clients=50, seconds=seconds, cookie=given)
        found[name] = {**few, "errors_at_50": many["errors"], "p95_ms_at_50": many["p95_ms"]}
    return found, absent


def measure(home: Path, count: int, seconds: int) -> dict[str, Any]:
    """All figures of one installation."""
    with serving(home) as server:
        time.sleep(REST_S)
        at_rest = server.pss_mb()
        first = first_renderings(server, count)
        paths = [path for path in published_paths(count) if server.get(path).status == 200]
        published = wrk(server, paths, clients=50, seconds=seconds)
        kinds, absent = dynamic(server, seconds)
        return {
            "contributions": count,
            "first_page_s": round(server.first_page_s, 2),
            "pss_mb": round(at_rest, 1),
            "pss_mb_after": round(server.pss_mb(), 1),
            "first_ms": first,
            "published": {**published, "addresses": len(paths)},
            "dynamic": kinds,
            "absent": absent,
        }


def missed(found: dict[str, Any]) -> list[str]:
    """The bars that were not met."""
    published, first, kinds = found["published"], found["first_ms"], found["dynamic"]
    bars = {
        "published p95": published["p95_ms"] <= 10,
        "published a second": published["a_second"] >= 5_000,
        "published errors": published["errors"] == 0,
        "first rendering": first["slowest"] <= 150,
        "first page": found["first_page_s"] <= 2,
        "memory at rest": found["pss_mb"] <= 200,
    }
    for name, one in kinds.items():
        bars[f"{name} p95"] = one["p95_ms"] <= 100
        bars[f"{name} a second"] = one["a_second"] >= 150
        bars[f"{name} errors"] = one["errors"] + one["errors_at_50"] == 0
    return [name for name, met in bars.items() if not met]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--contributions", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--keep", action="store_true", help="use HOME as it is, and leave it")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is not installed (apt-get install wrk).")
    home = options.home or Path(tempfile.mkdtemp(prefix="conspectus-pages-"))
    if not (options.keep and (home / "session").is_file()):
        prepare(home, options.contributions)
    found = measure(home, options.contributions, options.seconds)
    found["missed"] = missed(found)
    if not options.keep:
        shutil.rmtree(home)
    print(json.dumps(found))
    raise SystemExit(1 if found["missed"] else 0)


if __name__ == "__main__":
    main()

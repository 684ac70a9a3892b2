"""How fast programs are answered: lists, texts, positions, and contributions that are sent.

``python benchmarks/api_speed.py [--contributions 1000] [--seconds 8] [--sent 400]``

Needs Debian's ``wrk``. Fills an invented installation (benchmarks/installation.py), serves it, and
asks from this machine with 10 clients. ``read``: addresses without a language, which are never
kept and answered anew each time; ``kept``: with a language, which the front answers. ``send``:
contributions of one text, each answered once it is in the record, by 10 clients in this process, a
token for each 50 (a token sends 60 times a minute). ``first_ms``: the first request of all, with
which the API's library is loaded. ``processor_ms``: what each address costs, whatever else the
machine does.

Printed last, on one line: JSON with p95_ms and a_second of each part, ``pss_mb`` before the first
request and after the load, and ``missed``: what is not as it should be (reads p95 ≤ 100 ms, no
errors). Exit 1 if any.
"""

from __future__ import annotations

import argparse
import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from installation import Server, environment, prepare, serving
from pages import wrk

CLIENTS = 10
SENT_WITH_A_TOKEN = 50
CYCLE = "/api/v1/forums/invented/cycles/2026"
READ = [
    "/api/v1/forums",
    CYCLE,
    f"{CYCLE}/contributions",
    f"{CYCLE}/contributions?limit=200",
    f"{CYCLE}/contributions/7/versions/1",
    f"{CYCLE}/contributions/7/versions/1/paragraphs",
    "/api/v1/search?q=access",
    "/api/v1/record/leaves",
]
WORDS = {
    "title": "Access for all",
    "text": "Access should be affordable.\n\nLibraries come first.",
    "language": "en",
    "organisations": ["Example Society"],
    "agree": True,
}
TOKENS = """
import sys, django
django.setup()
from conspectus.core.clock import stamp
from conspectus.people.models import Account
from conspectus.people.services.tokens import make_token
for n in range(int(sys.argv[1])):
    account = Account.objects.create(email=f"program{n}@example.org")
    made = make_token(account, name="x", scopes=["contribute"], days=1, at=stamp())
    print(made.secret)
"""


def tokens(home: Path, count: int) -> list[str]:
    """Secrets of as many accounts."""
    command = [sys.executable, "-c", TOKENS, str(count)]
    done = subprocess.run(
        command, env=environment(home), check=True, capture_output=True, text=True
    )
    return done.stdout.split()


def call_of(server: Server) -> str:
    """The address under which contributions are sent."""
    listed = json.loads(server.get(f"{CYCLE}/calls").content)  # type: ignore[attr-defined]
    return f"{CYCLE}/calls/{listed['items'][0]['slug']}/contributions"


def send(port: int, address: str, secret: str, count: int) -> list[tuple[int, float]]:
    """(status, seconds) of contributions that one program sends one after the other."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    found = []
    for _ in range(count):
        began = time.perf_counter()
        line.request("POST", address, json.dumps(WORDS), headers)
        answer = line.getresponse()
        answer.read()
        found.append((answer.status, time.perf_counter() - began))
    line.close()
    return found


def sending(server: Server, secrets: list[str], count: int) -> dict[str, Any]:
    """All of them, by 10 clients."""
    address = call_of(server)
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        share = -(-count // len(secrets))
        tasks = [pool.submit(send, server.port, address, one, share) for one in secrets]
        found = [one for task in tasks for one in task.result()]
    took = time.perf_counter() - began
    times = sorted(seconds for _status, seconds in found)
    return {
        "sent": len(found),
        "errors": sum(status != 201 for status, _seconds in found),
        "p95_ms": round(times[int(len(times) * 0.95)] * 1000, 1),
        "a_second": round(len(found) / took, 1),
    }


def worked_ms(server: Server) -> float:
    """Milliseconds that the processor worked for the site so far (``/proc/…/schedstat``)."""
    found = 0
    for process in server.processes():
        for place in Path(f"/proc/{process}/task").glob("*/schedstat"):
            with suppress(OSError):
                found += int(place.read_text().split()[0])
    return found / 1e6


def each(server: Server) -> dict[str, float]:
    """Processor's milliseconds of each address, on its own, the median of five."""
    found = {}
    for path in READ:
        times = []
        for _ in range(5):
            before = worked_ms(server)
            server.get(path)
            times.append(worked_ms(server) - before)
        found[path.removeprefix("/api/v1")] = round(statistics.median(times), 1)
    return found


def measure(home: Path, count: int, seconds: int, sent: int) -> dict[str, Any]:
    """All of it on one server."""
    prepare(home, count)
    secrets = tokens(home, max(CLIENTS, -(-sent // SENT_WITH_A_TOKEN)))
    with serving(home) as server:
        time.sleep(3)
        at_rest = server.pss_mb()
        began = time.perf_counter()
        server.get(READ[0])
        first = time.perf_counter() - began
        found: dict[str, Any] = {"pss_mb": round(at_rest, 1), "first_ms": round(first * 1000)}
        found["processor_ms"] = each(server)
        found["read"] = wrk(server, READ, clients=CLIENTS, seconds=seconds)
        kept = [f"{path}{'&' if '?' in path else '?'}language=en" for path in READ[:6]]
        found["kept"] = wrk(server, kept, clients=CLIENTS, seconds=seconds)
        if sent:
            found["send"] = sending(server, secrets, sent)
        found["pss_mb_after"] = round(server.pss_mb(), 1)
    slow = found["read"]["p95_ms"] > 100
    parts = [name for name in ("read", "kept", "send") if found.get(name, {}).get("errors")]
    return found | {"missed": [*parts, *(["read p95"] if slow else [])]}


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contributions", type=int, default=1_000)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--sent", type=int, default=400)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="api-speed-") as folder:
        home = Path(folder) / "home"
        found = measure(home, given.contributions, given.seconds, given.sent)
    print(json.dumps(found))
    sys.exit(1 if found["missed"] else 0)


if __name__ == "__main__":
    main()

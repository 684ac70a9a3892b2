"""An invented installation of any size, and the server on it, for benchmarks of the site.

``python benchmarks/installation.py HOME COUNT`` fills an initialised home: one forum, one cycle,
one open call, COUNT published contributions of a few hundred invented words each, with holders,
groups, countries, themes and, for one in twenty, something that waits on the desk. Nothing in it
is anybody's. ``admin@example.org`` is of the secretariat; its session key is in HOME/session.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CONSPECTUS = Path(sys.executable).with_name("conspectus")
_SYLLABLES = """
ba be bi bo da de di ga ge ka ki la le li lo ma me mi na ne ni pa pe ra re ri sa se si ta te ti va
vo za
""".split()
_COMMON = """
the of and to should access open local policy network people services public data rights standards
for in on with
""".split()


@dataclass(frozen=True)
class Server:
    """A running ``conspectus serve``; ``first_page_s``: from its start to its first page."""

    home: Path
    port: int
    process: subprocess.Popen[bytes]
    first_page_s: float

    @property
    def address(self) -> str:
        """Without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        """One answer, read whole (``.content``); follows nothing."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={"Accept-Encoding": "gzip", **headers})
        answer = connection.getresponse()
        answer.content = answer.read()  # type: ignore[attr-defined]
        connection.close()
        return answer

    def processes(self) -> list[int]:
        """The parent and all below it."""
        found, waiting = [], [self.process.pid]
        while waiting:
            one = waiting.pop()
            found.append(one)
            with contextlib.suppress(OSError):
                tasks = Path(f"/proc/{one}/task").iterdir()
                waiting += [int(c) for t in tasks for c in (t / "children").read_text().split()]
        return found

    def pss_mb(self) -> float:
        """Proportional set size of all processes of the group, in MB."""
        total = 0
        for one in self.processes():
            with contextlib.suppress(OSError):
                for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                    if line.startswith("Pss:"):
                        total += int(line.split()[1])
        return total / 1024


def environment(home: Path) -> dict[str, str]:
    """No setting of this machine's user; bytecode is kept, as after any installation."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("CONSPECTUS")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {
        "CONSPECTUS_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "conspectus.site.settings",
    }


def prepare(home: Path, count: int) -> None:
    """Makes the installation and fills it, in children: this process never loads the site."""
    subprocess.run([CONSPECTUS, "init", "--home", home], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sys.executable, __file__, home, str(count)], check=True, env=environment(home))


@contextlib.contextmanager
def serving(home: Path) -> Iterator[Server]:
    """The server from its start to its orderly end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = time.perf_counter()
    with (home / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [CONSPECTUS, "serve", "--home", home, "--bind", f"127.0.0.1:{port}"],
            env=environment(home),
            stdout=log,
            stderr=log,
        )
    try:
        _wait(port, process)
        yield Server(home, port, process, time.perf_counter() - began)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    """Raises SystemExit where no page comes within 120 s."""
    end = time.perf_counter() + 120
    while time.perf_counter() < end and process.poll() is None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/en/")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.01)
    raise SystemExit("The server gave no page within 120 s.")


def _words(draw: random.Random, count: int) -> str:
    made = [
        draw.choice(_COMMON) if draw.random() < 0.5 else "".join(draw.choices(_SYLLABLES, k=3))
        for _ in range(count)
    ]
    return " ".join(made).capitalize() + "."


def fill(home: Path, count: int) -> None:
    """In a process of its own, with the site set up."""
    import django  # noqa: PLC0415 - this process is for that

    django.setup()
    from benchmarks.invented import fill_site  # noqa: PLC0415

    fill_site(count, home, words=_words, draw=random.Random(2007), now=dt.datetime.now(dt.UTC))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    fill(Path(sys.argv[1]), int(sys.argv[2]))

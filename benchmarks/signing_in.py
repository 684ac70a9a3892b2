"""Passwords that are guessed, and what a stranger learns of who has an account.

A served installation, believed to stand behind one web server, so that each request says from
which network it comes. (1) With a quick hash: wrong passwords from 100 networks, half of them for
one account, half for forty others, of which twenty do not exist. Then honest people come from the
same networks: with the right password, the attacked one in a browser that knows it, and those
attacked by a code in their mail. (2) With the usual hash: for each form that takes an address,
known and unknown ones right after each other, in random order; of the pairs' ratios the median, and
a bootstrap interval of 95 %, of the time until the answer and of the processor's time in all
processes of the site.

Prints one line of JSON last: ``wrong`` sent, of them ``refused`` unseen, ``looked_at`` (and
``allowed``, the documented limit of it), ``honest_in`` of ``honest``, ``same_answer``,
``time_ratio`` (of all forms the farthest from 1), ``processor_ratio`` (the same of the processor's
time), ``forms``.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from site_process import Site

PASSWORD = "correct horse battery staple"  # noqa: S105 - an invented person's
VICTIM = "victim@example.org"
NETWORKS = [f"198.51.100.{n}" for n in range(100)]
OTHERS = [f"known{n}@example.org" for n in range(20)] + [
    f"nobody{n}@example.org" for n in range(20)
]
HONEST = [f"honest{n}@example.org" for n in range(100)]
LOOKED_AT_IN_FIVE_MINUTES = 5
REFUSED = b"Too many failed login attempts"


@dataclass(frozen=True)
class Answer:
    """What came back: status, the names of cookies, the place it leads to, and the page."""

    status: int
    location: str
    cookies: dict[str, str]
    body: bytes
    seconds: float


class Browser:
    """One connection with its cookies, from one network."""

    def __init__(self, port: int, network: str) -> None:
        self.network = network
        self.cookies: dict[str, str] = {}
        self._port = port
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.ask("/en/accounts/login/")

    def ask(self, path: str, form: dict[str, str] | None = None) -> Answer:
        """A GET, or a POST with the token."""
        headers = {
            "Host": f"127.0.0.1:{self._port}",
            "X-Forwarded-For": self.network,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        body = None
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({**form, "csrfmiddlewaretoken": self.cookies["csrftoken"]})
        began = time.perf_counter()
        self._line.request("GET" if form is None else "POST", path, body, headers)
        got = self._line.getresponse()
        page = got.read()
        took = time.perf_counter() - began
        set_ = dict(
            one.partition(";")[0].split("=", 1) for one in got.headers.get_all("Set-Cookie") or []
        )
        self.cookies |= set_
        return Answer(got.status, got.headers.get("Location", ""), set_, page, took)

    def come_from(self, network: str) -> None:
        """From another network, over a new connection."""
        self.network = network
        self._line.close()

    def sign_in(self, email: str, password: str) -> Answer:
        """The form of the password."""
        return self.ask("/en/accounts/login/", {"login": email, "password": password})

    def is_in(self) -> bool:
        """Whether the page of one's own account opens."""
        return self.ask("/en/accounts/").status == 200


def guess_from(port: int, network: str, count: int) -> list[tuple[str, bool]]:
    """Wrong passwords from one network: (account, whether it was looked at)."""
    draw = random.Random(network)
    browser = Browser(port, network)
    found = []
    for n in range(count):
        email = VICTIM if n % 2 else draw.choice(OTHERS)
        answer = browser.sign_in(email, f"wrong {n}")
        found.append((email, REFUSED not in answer.body))
    return found


def honest(site: Site, known: Browser) -> Iterator[bool]:
    """Whether each honest person got in, from the networks of those who guess."""
    for network, email in zip(NETWORKS, HONEST, strict=True):
        browser = Browser(site.port, network)
        browser.sign_in(email, PASSWORD)
        yield browser.is_in()
    for network in NETWORKS[:5]:
        known.come_from(network)
        known.sign_in(VICTIM, PASSWORD)
        yield known.is_in()
        known.ask("/en/accounts/logout/", {})
    asking = {email: Browser(site.port, NETWORKS[n]) for n, email in enumerate(OTHERS[:20])}
    for email, browser in asking.items():
        browser.ask("/en/accounts/login/code/", {"email": email})
    for email, code in site.ask("codes", list(asking)).items():
        asking[email].ask("/en/accounts/login/code/confirm/", {"code": code})
        yield asking[email].is_in()


def guessing(site: Site, wrong: int) -> dict[str, Any]:
    """Part 1."""
    known = Browser(site.port, "203.0.113.1")
    known.sign_in(VICTIM, PASSWORD)
    known.ask("/en/accounts/logout/", {})
    began = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        each = wrong // len(NETWORKS)
        tries = [pool.submit(guess_from, site.port, one, each) for one in NETWORKS]
        found = [one for each in tries for one in each.result()]
    windows = 1 + int((time.monotonic() - began) // 300)
    looked_at = sum(seen for _, seen in found)
    got_in = list(honest(site, known))
    return {
        "wrong": len(found),
        "refused": len(found) - looked_at,
        "looked_at": looked_at,
        "allowed": LOOKED_AT_IN_FIVE_MINUTES * windows * (1 + len(OTHERS)),
        "honest_in": sum(got_in),
        "honest": len(got_in),
    }


FORMS = {
    "sign in": ("/en/accounts/login/", {"login": "", "password": "wrong"}),
    "sign up": (
        "/en/accounts/signup/",
        {"email": "", "password1": PASSWORD, "password2": PASSWORD},
    ),
    "password reset": ("/en/accounts/password/reset/", {"email": ""}),
    "code": ("/en/accounts/login/code/", {"email": ""}),
}


def asked(browser: Browser, name: str, email: str, network: str) -> Answer:
    """One form with one address, by a browser that has nothing but the form's token."""
    path, form = FORMS[name]
    browser.cookies = {"csrftoken": browser.cookies["csrftoken"]}
    browser.network = network
    return browser.ask(path, {field: value or email for field, value in form.items()})


def without(answer: Answer, email: str) -> tuple[Any, ...]:
    """An answer without what differs in any two: the address itself, tokens of forms."""
    body = answer.body.replace(email.encode(), b"ADDRESS")
    body = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", body)
    return answer.status, answer.location, tuple(sorted(answer.cookies)), body


def worked(site: Site) -> float:
    """Seconds that the processor worked for all threads of the site (``/proc/…/schedstat``)."""
    found = 0
    for process in site.processes():
        for place in Path(f"/proc/{process}/task").glob("*/schedstat"):
            with suppress(OSError):
                found += int(place.read_text().split()[0])
    return found / 1e9


def compared(site: Site, name: str, pairs: int, people: dict[str, list[str]]) -> dict[str, Any]:
    """Part 2 for one form. ``people``: kind of address → as many as pairs of each, and one."""
    draw = random.Random(name)
    took: dict[str, list[float]] = {kind: [] for kind in people}
    work: dict[str, list[float]] = {kind: [] for kind in people}
    answers = set()
    browser = Browser(site.port, "203.0.113.9")
    for n in range(pairs + 1):
        for kind in draw.sample(sorted(people), len(people)):
            email = people[kind][n]
            before = worked(site)
            answer = asked(browser, name, email, f"192.0.2.{draw.randrange(250)}")
            work[kind].append(worked(site) - before)
            took[kind].append(answer.seconds)
            answers.add(without(answer, email))
    return {
        "same_answer": len(answers) == 1,
        "median_ms": round(statistics.median(took["unknown"]) * 1000, 1),
        "processor_ms": round(statistics.median(work["unknown"]) * 1000, 1),
        "wall": _worst(took, draw),
        "processor": _worst(work, draw),
    }


def _worst(took: dict[str, list[float]], draw: random.Random) -> dict[str, Any]:
    """The known kind that is farthest from the unknown. The first of each loads templates."""
    unknown = took["unknown"][1:]
    found = [
        {"kind": kind, **interval(times[1:], unknown, draw)}
        for kind, times in sorted(took.items())
        if kind != "unknown"
    ]
    return max(found, key=lambda one: abs(float(one["ratio"]) - 1))


def interval(
    known: Sequence[float], unknown: Sequence[float], draw: random.Random
) -> dict[str, Any]:
    """Median of the pairs' ratios, and where it lies in 95 of 100 draws of them (Efron 1979).

    A pair is asked one right after the other: what else the machine does falls on both.
    """
    pairs = [one / other for one, other in zip(known, unknown, strict=True)]
    ratios = sorted(statistics.median(draw.choices(pairs, k=len(pairs))) for _ in range(2000))
    ratio = statistics.median(pairs)
    return {"ratio": round(ratio, 3), "from": round(ratios[50], 3), "to": round(ratios[1949], 3)}


def answering(site: Site, pairs: int) -> dict[str, Any]:
    """Part 2."""
    found = {}
    for name in FORMS:
        count = max(8, pairs // 3) if "sign" in name else pairs  # a hash takes long
        mark = name.replace(" ", "")
        people = {
            kind: [f"{mark}-{kind}{n}@example.org" for n in range(count + 1)]
            for kind in ("password", "bycode", "unknown")
        }
        site.ask("accounts", {"emails": people["password"], "password": PASSWORD})
        site.ask("accounts", {"emails": people["bycode"], "password": ""})
        found[name] = compared(site, name, count, people)
    walls = [one["wall"]["ratio"] for one in found.values()]
    processors = [one["processor"]["ratio"] for one in found.values()]
    return {
        "same_answer": all(one["same_answer"] for one in found.values()),
        "time_ratio": max(walls, key=lambda one: abs(one - 1)),
        "processor_ratio": max(processors, key=lambda one: abs(one - 1)),
        "forms": found,
    }


def served(
    home: Path, settings: str, count: int, part: Callable[[Site, int], dict[str, Any]]
) -> dict[str, Any]:
    """One part, on an installation of its own."""
    site = Site(home, settings=settings, environment={"CONSPECTUS_PROXIES": "1"})
    site.run("init")
    emails = [VICTIM, *HONEST, *OTHERS[:20]]
    site.ask("accounts", {"emails": emails, "password": PASSWORD})
    with site:
        site.start(more=["--no-worker"])
        found = part(site, count)
        site.stop()
    return found


def main() -> None:
    """Runs both parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", type=int, default=10_000, help="0: without part 1")
    parser.add_argument("--pairs", type=int, default=45, help="0: without part 2")
    given = parser.parse_args()
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="signing-in-") as folder:
        if given.wrong:
            found |= served(Path(folder) / "quick", "signing_in_quick", given.wrong, guessing)
        if given.pairs:
            found |= served(
                Path(folder) / "usual", "conspectus.site.settings", given.pairs, answering
            )
    print(json.dumps(found))


if __name__ == "__main__":
    main()

"""Passwords that are guessed, and what a stranger learns of who has an account.

A served installation, believed to stand behind one web server, so that each request says from
which network it comes. (1) With a quick hash: wrong passwords from 100 networks, half of them for
one account, half for forty others, of which twenty do not exist. Then honest people come from the
same networks: with the right password, the attacked one in a browser that knows it, and those
attacked by a code in their mail. (2) With the usual hash: for each form that takes an address,
known and unknown ones in turn, in random order; medians, and the ratio with a bootstrap interval of
95 %.

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


def asked(port: int, name: str, email: str, network: str) -> Answer:
    """One form with one address, in a browser of its own."""
    path, form = FORMS[name]
    browser = Browser(port, network)
    return browser.ask(path, {field: value or email for field, value in form.items()})


def without(answer: Answer, email: str) -> tuple[Any, ...]:
    """An answer without what differs in any two: the address itself, tokens of forms."""
    body = answer.body.replace(email.encode(), b"ADDRESS")
    body = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", body)
    return answer.status, answer.location, tuple(sorted(answer.cookies)), body


def compared(site: Site, name: str, pairs: int, people: dict[str, list[str]]) -> dict[str, Any]:
    """Part 2 for one form. ``people``: kind of address → as many as pairs of each."""
    draw = random.Random(name)
    took: dict[str, list[float]] = {kind: [] for kind in people}
    answers = set()
    for n in range(pairs):
        for kind in draw.sample(sorted(people), len(people)):
            email = people[kind][n]
            answer = asked(site.port, name, email, f"192.0.2.{draw.randrange(250)}")
            took[kind].append(answer.seconds)
            answers.add(without(answer, email))
    unknown = took.pop("unknown")
    ratios = {kind: interval(times, unknown, draw) for kind, times in took.items()}
    worst = max(ratios.values(), key=lambda one: abs(one["ratio"] - 1))
    return {
        "same_answer": len(answers) == 1,
        "median_ms": round(statistics.median(unknown) * 1000, 1),
        **worst,
    }


def interval(
    known: Sequence[float], unknown: Sequence[float], draw: random.Random
) -> dict[str, Any]:
    """Ratio of the medians, and where it lies in 95 of 100 draws of the same size (Efron 1979)."""
    ratios = sorted(
        statistics.median(draw.choices(known, k=len(known)))
        / statistics.median(draw.choices(unknown, k=len(unknown)))
        for _ in range(2000)
    )
    ratio = statistics.median(known) / statistics.median(unknown)
    return {"ratio": round(ratio, 3), "from": round(ratios[50], 3), "to": round(ratios[1949], 3)}


def on_the_processor(site: Site, name: str, mark: str, count: int) -> dict[str, Any]:
    """The same in a process of its own, by the time that its processor worked.

    On a crowded machine waiting is mostly chance.
    """
    path, form = FORMS[name]
    count = max(8, count // 4) if "sign" in name else count  # those with a hash
    people = {
        kind: [f"{mark}-{kind}{n}@example.org" for n in range(count)]
        for kind in ("password", "bycode", "unknown")
    }
    site.ask("accounts", {"emails": people["password"], "password": PASSWORD})
    site.ask("accounts", {"emails": people["bycode"], "password": ""})
    took = site.ask("asked", {"path": path, "form": form, "people": people})
    draw, unknown = random.Random(name), took.pop("unknown")
    ratios = [interval(times, unknown, draw) for times in took.values()]
    return max(ratios, key=lambda one: abs(one["ratio"] - 1))


def answering(site: Site, pairs: int) -> dict[str, Any]:
    """Part 2."""
    found = {}
    for name in FORMS:
        mark = name.replace(" ", "")
        people = {
            kind: [f"{mark}-{kind}{n}@example.org" for n in range(pairs)]
            for kind in ("password", "bycode", "unknown")
        }
        site.ask("accounts", {"emails": people["password"], "password": PASSWORD})
        site.ask("accounts", {"emails": people["bycode"], "password": ""})
        processor = on_the_processor(site, name, f"{mark}-cpu", 4 * pairs)
        found[name] = compared(site, name, pairs, people) | {"processor": processor}
    ratios = [one["ratio"] for one in found.values()]
    processors = [one["processor"]["ratio"] for one in found.values()]
    return {
        "same_answer": all(one["same_answer"] for one in found.values()),
        "time_ratio": max(ratios, key=lambda one: abs(one - 1)),
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
        site.start()
        found = part(site, count)
        site.stop()
    return found


def main() -> None:
    """Runs both parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", type=int, default=10_000, help="0: without part 1")
    parser.add_argument("--pairs", type=int, default=120, help="0: without part 2")
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

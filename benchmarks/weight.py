"""What each type of page weighs and when it appears on a slow line.

``python benchmarks/weight.py [--contributions 120] [--home DIR] [--keep] [--table]``

Fills an invented installation, serves it, and walks it from the front page, once as anybody and
once signed in as the secretariat, one page of each shape of address, in English and Arabic:

- ``html_css``: bytes of HTML and style, gzip -6; bar 14,000. ``css`` ≤ 4,000
- ``requests`` before the first paint ≤ 2 (the page and its style), none of them to anybody else
- ``first_render_s`` at 400 kbit/s and 400 ms, by Chromium's network emulation, nothing cached;
  bar 2. Two seconds are counted from the request, the connection being made

Printed last, on one line: JSON with the heaviest and slowest page and ``missed``: exit 1 if any.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import shutil
import sys
import tempfile
from collections import deque
from dataclasses import asdict, dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from installation import Server, prepare, serving
from playwright.sync_api import Browser, sync_playwright

SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 kbit/s and 400 ms, as Chromium's emulation takes them (bytes a second, milliseconds)."""

PAINT = """() => new Promise(told => {
  const seen = () => performance.getEntriesByName("first-contentful-paint")[0];
  if (seen()) told(seen().startTime);
  else new PerformanceObserver(() => seen() && told(seen().startTime))
    .observe({type: "paint", buffered: true});
})"""

WINDOW, STYLE, RENDER_S, BEFORE_PAINT = 14_000, 4_000, 2.0, 2


@dataclass(frozen=True)
class Weight:
    """One page in one language."""

    path: str
    html_css: int
    css: int
    requests: int
    strangers: int
    first_render_s: float


class Links(HTMLParser):
    """Where a page leads on this site."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Links only: what is sent by a form changes something."""
        href = dict(attributes).get("href") or ""
        if tag == "a" and href.startswith("/"):
            self.found.append(href.partition("#")[0])


def shape(path: str) -> str:
    """Addresses of one shape are one type of page: numbers and what follows a plural are names."""
    plain = re.sub(r"\d+", "N", path.partition("?")[0])
    named = r"(organisations|people|documents|calls|themes|areas|groups|papers)/[^/]+"
    return re.sub(named, r"\1/X", plain) + ("?" if "?" in path else "")


def pages_of(server: Server, cookie: str) -> list[str]:
    """One English address of each shape, in the order in which a reader comes to them."""
    seen, waiting, found = set(), deque(["/en/", "/en/accounts/"]), []
    while waiting:
        path = waiting.popleft()
        if shape(path) in seen or not path.startswith("/en/") or "logout" in path:
            continue
        seen.add(shape(path))
        answer: Any = server.get(path, **({"Cookie": cookie} if cookie else {}))
        if answer.status in {301, 302}:
            waiting.appendleft(answer.headers["Location"])
        elif answer.status == 200 and answer.headers["Content-Type"].startswith("text/html"):
            found.append(path)
            waiting.extend(Links(_text(answer)).found)
    return found


def _text(answer: Any) -> str:  # noqa: ANN401 - http.client's answer with its content
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(answer.content) if packed else answer.content).decode()


def weigh(server: Server, browser: Browser, path: str, cookie: str) -> Weight:
    """A fresh visitor on a slow line."""
    context = browser.new_context(viewport={"width": 360, "height": 720})
    if cookie:
        name, _, value = cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": server.address}])
    tab = context.new_page()
    context.new_cdp_session(tab).send("Network.emulateNetworkConditions", SLOW)
    asked: list[tuple[str, str]] = []
    tab.on("request", lambda one: asked.append((one.resource_type, one.url)))
    tab.goto(server.address + path, wait_until="domcontentloaded")
    painted = tab.evaluate(PAINT) / 1000
    html = tab.request.get(server.address + path).body()
    style = b"".join(tab.request.get(url).body() for kind, url in asked if kind == "stylesheet")
    context.close()
    css = len(gzip.compress(style, 6))
    return Weight(
        path=path,
        html_css=len(gzip.compress(html, 6)) + css,
        css=css,
        requests=sum(kind in {"document", "stylesheet", "script", "font"} for kind, _ in asked),
        strangers=sum(not url.startswith(server.address) for _, url in asked),
        first_render_s=round(painted, 2),
    )


def measure(home: Path) -> list[Weight]:
    """Every type of page in two languages, for anybody and for the secretariat."""
    session = f"sessionid={(home / 'session').read_text()}"
    found = []
    with serving(home) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        public = pages_of(server, "")
        personal = [path for path in pages_of(server, session) if path not in public]
        for paths, cookie in ((public, ""), (personal, session)):
            for path in paths:
                for language in ("en", "ar"):
                    there = f"/{language}{path.removeprefix('/en')}"
                    found.append(weigh(server, browser, there, cookie))
        browser.close()
    return found


def missed(found: list[Weight]) -> list[str]:
    """Which page misses which bar."""
    said = []
    for one in found:
        bars = {
            f"{one.html_css} bytes": one.html_css <= WINDOW,
            f"style of {one.css} bytes": one.css <= STYLE,
            f"{one.requests} requests": one.requests <= BEFORE_PAINT,
            f"{one.strangers} strangers": one.strangers == 0,
            f"{one.first_render_s} s": one.first_render_s <= RENDER_S,
        }
        said += [f"{one.path}: {what}" for what, met in bars.items() if not met]
    return said


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--contributions", type=int, default=120)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--keep", action="store_true", help="use HOME as it is, and leave it")
    parser.add_argument("--table", action="store_true", help="every page, not only the worst")
    options = parser.parse_args()
    home = options.home or Path(tempfile.mkdtemp(prefix="conspectus-weight-"))
    if not (options.keep and (home / "session").is_file()):
        prepare(home, options.contributions)
    found = measure(home)
    if not options.keep:
        shutil.rmtree(home)
    for one in found if options.table else ():
        print(f"{one.html_css:6} {one.first_render_s:5} {one.requests} {one.path}")
    wrong = missed(found)
    summary = {
        "pages": len(found),
        "heaviest": asdict(max(found, key=lambda one: one.html_css)),
        "slowest": asdict(max(found, key=lambda one: one.first_render_s)),
        "missed": wrong,
    }
    print(json.dumps(summary))
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()

"""A thread of 2,000 posts under load, and what is kept of mails as posts.

``python benchmarks/discussion.py [--posts 2000] [--seconds 6] [--home DIR] [--only mails|thread]``

Needs Debian's ``wrk``. Fills an invented installation with posts of 5 to 600 words (rows, on the
pages where publication puts them), starts ``conspectus serve`` and measures at 10 clients:

- ``published``: all pages of the thread, from files; ``anew``: the same with addresses that are all
  different, so that each page is rendered; ``posts_anew``: single posts; p95 ≤ 100 ms
- ``heaviest``: bytes of HTML and style, gzip -6, of the heaviest page of the thread; ≤ 14,000
- ``mails``: of the generated mails that answer another one (benchmarks/mails.py, eight rounds) the
  share of those whose words are the post's words, all of them and no others; ≥ 0.99

Printed last, on one line: JSON, with ``missed``: the bars that were not met. Exit 1 if any was.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import mails
from installation import Server, environment, prepare, serving
from pages import wrk

HEAVIEST = 14_000
ROUNDS = 8
SLOWEST_MS = 100
RIGHT = 0.99
BASE = "/en/invented/2026/discussion/"


def fill(posts: int) -> int:
    """A thread of so many posts of 5 to 600 words; its number of pages. In the home's process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conspectus.site.settings")
    importlib.import_module("django").setup()
    load = importlib.import_module
    cycle = load("conspectus.forums.models").Cycle.objects.get(scope__path="invented/2026")
    phases = load("conspectus.forums.services.phases")
    now = load("conspectus.core.clock").stamp
    phases.add_phase(cycle, action="discuss", opens=now())
    category = load("conspectus.discussion.services.categories").add_category(
        cycle, slug="access", names={"en": "Access"}
    )
    posting = load("conspectus.discussion.services.posting")
    author = posting.Author(email="first@example.org", name="Author 0")
    written = posting.Written(author=author, text="The first post.", title="Prices")
    post = posting.receive_post(category, None, written, key="n0", at=now(), is_verified=True)
    pages = _more_posts(post, posts)
    load("conspectus.core.publication").mark_changed(cycle.scope)
    return pages


def _more_posts(first: Any, posts: int) -> int:  # noqa: ANN401 - a row of the site's
    """The others as rows, on the pages where publication would have put them."""
    load = importlib.import_module
    rules, models = load("conspectus.discussion.rules"), load("conspectus.discussion.models")
    draw = random.Random(2026)
    words = [f"{a}{b}{c}" for a in "bdfgklmnprstv" for b in "aeiou" for c in ("n", "st", "", "ck")]
    page, on_page, weight = 1, 1, rules.weight_of(first.text)
    rows = []
    for number in range(2, posts + 1):
        length = min(600, 5 + int(draw.expovariate(1 / 60)))
        text = " ".join(draw.choices(words, k=length))
        page, on_page, weight = rules.page_for(page, on_page, weight, rules.weight_of(text))
        rows.append(
            models.Post(
                thread=first.thread,
                number=number,
                page=page,
                name=f"Author {number % 300}",
                key=f"n{number}",
                received=first.received,
                published=first.published,
                state="published",
                text=text,
                reply_to=first if number % 3 == 0 else None,
            )
        )
    models.Post.objects.bulk_create(rows, batch_size=200)
    models.Thread.objects.filter(pk=first.thread_id).update(posts_count=posts, pages=page)
    return page


def thread_figures(home: Path, pages: int, posts: int, seconds: int) -> dict[str, Any]:
    """What wrk measured, and what the pages weigh."""
    paths = [f"{BASE}1/"] + [f"{BASE}1/page/{n}/" for n in range(2, pages + 1)]
    anew = [f"{path}?n=ANEW" for path in paths]
    single = [f"{BASE}1/{n}/?n=ANEW" for n in range(1, posts, max(1, posts // 40))]
    with serving(home) as server:
        style = len(gzip.compress(server.get("/static/site.css", **PLAIN).content, 6))
        weights = [_weight(server, path) + style for path in paths]
        found = {
            "published": wrk(server, paths, clients=10, seconds=seconds),
            "anew": wrk(server, anew, clients=10, seconds=seconds),
            "posts_anew": wrk(server, single, clients=10, seconds=seconds),
        }
    return {"posts": posts, "pages": pages, "heaviest": max(weights), **found}


PLAIN = {"Accept-Encoding": "identity"}


def _weight(server: Server, path: str) -> int:
    answer = server.get(path, **PLAIN)
    if answer.status != 200:
        raise SystemExit(f"{path} is no page")
    return len(gzip.compress(answer.content, 6))


def mail_figures() -> dict[str, Any]:
    """How many replies are right as posts; which clients and languages were wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conspectus.site.settings")
    importlib.import_module("django").setup()
    words_of = importlib.import_module("conspectus.discussion.services.by_mail").words_of
    mails.ROUNDS = ROUNDS
    count, wrong = 0, Counter[str]()
    for sent in mails.every_mail():
        if sent.case.reply == "none":
            continue
        count += 1
        if mails.same(words_of(mails.read_letter(sent.data))) != sent.own:
            wrong[f"{sent.client} {sent.case.language}"] += 1
    return {"replies": count, "right": round(1 - wrong.total() / count, 4), "wrong": dict(wrong)}


def missed(found: dict[str, Any]) -> list[str]:
    """The bars that were not met."""
    bars = {}
    if "mails" in found:
        bars["mails"] = found["mails"]["right"] >= RIGHT and found["mails"]["replies"] >= 300
    if "thread" in found:
        thread = found["thread"]
        bars["weight"] = thread["heaviest"] <= HEAVIEST
        for name in ("published", "anew", "posts_anew"):
            bars[f"{name} p95"] = thread[name]["p95_ms"] <= SLOWEST_MS
            bars[f"{name} errors"] = thread[name]["errors"] == 0
    return [name for name, met in bars.items() if not met]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=2_000)
    parser.add_argument("--seconds", type=int, default=6)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--only", choices=("mails", "thread"))
    parser.add_argument("--fill", action="store_true", help="in a home: only fill it")
    given = parser.parse_args()
    if given.fill:
        print(fill(given.posts))
        return
    found: dict[str, Any] = {}
    if given.only != "thread":
        found["mails"] = mail_figures()
    if given.only != "mails":
        with tempfile.TemporaryDirectory() as folder:
            home = given.home or Path(folder) / "home"
            prepare(home, 20)
            filled = subprocess.run(
                [sys.executable, __file__, "--fill", "--posts", str(given.posts)],
                env=environment(home),
                check=True,
                capture_output=True,
                text=True,
            )
            pages = int(filled.stdout.split()[-1])
            found["thread"] = thread_figures(home, pages, given.posts, given.seconds)
    print(json.dumps({**found, "missed": missed(found)}, ensure_ascii=False))
    sys.exit(bool(missed(found)))


if __name__ == "__main__":
    main()

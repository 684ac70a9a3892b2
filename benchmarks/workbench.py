"""How fast the pages of a paper's workbench are, with 2,000 views and 30,000 passages.

``python benchmarks/workbench.py [--views 2000] [--passages 30000] [--seconds 6] [--home DIR]``

Needs Debian's ``wrk``. Fills an invented installation (benchmarks/installation.py) with 200
contributions, writes the rows of a map as the engine's job would, with 500 corrections (every
fifth an act on the text) and 600 questions, and a text of 180 sentences with 12,000 positions, 120
answers and 80 comments; starts ``conspectus serve`` on it and asks each page with 10 clients at
once: p95 ≤ 100 ms. Printed last, on one line: JSON, with ``missed``: the pages above the bar.
Exit 1 if any was.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from installation import environment, prepare, serving
from pages import wrk

THEMES, CONTRIBUTIONS, CORRECTIONS, QUESTIONS = 10, 200, 500, 600
P95_MS = 100
WIDE = "v-000000000000"
WORK = "/en/invented/2026/papers/1/work/"
PAGES = {
    "overview": [""],
    "theme": ["themes/theme-0/", "themes/theme-0/?page=3", "themes/theme-1/?show=single"],
    "theme, words": ["themes/theme-0/?q=access", "themes/theme-2/?q=policy"],
    "not reflected": [
        "themes/theme-0/?show=unreflected",
        "themes/theme-1/?show=unreflected&page=9",
    ],
    "view": [f"views/{WIDE}/", f"views/{WIDE}/?page=20", "views/v-000000000777/"],
    "view, search": [f"views/{WIDE}/?q=open"],
    "queue": ["queue/", "queue/?kind=claim%3F"],
    "corrections": ["corrections/", "corrections/?page=4", "corrections/?state=new&kind=theme"],
    "text": ["text/1/", "text/5/"],
    "sentence": ["text/s/0000000006/", "text/s/0000000014/"],
    "word": ["word/"],
    "versions": ["versions/", "versions/1/"],
    "comments": ["comments/"],
    "answers": ["replies/", "contacts/"],
}
READ = "/en/invented/2026/papers/1/v1/"
READERS = {
    "sentences, filtered": ["sentences/?theme=theme-1", "sentences/?group=civil+society"],
    "positions, filtered": ["positions/?theme=theme-1", "positions/?theme=theme-2&page=3"],
    "holder, paper, coverage": ["holders/", "holders/h-1/", "", "part/2/", "coverage/"],
}
"""Readers' pages; those without a filter are rendered once and then come from files."""


def fill(views: int, passages: int) -> None:
    """The map's rows, in a process of its own with the site set up."""
    import django  # noqa: PLC0415 - this process is for that

    django.setup()
    from mapped_rows import fill_map  # noqa: PLC0415
    from written_rows import write_text  # noqa: PLC0415

    version = fill_map(
        views,
        passages,
        themes=THEMES,
        corrections=CORRECTIONS,
        questions=QUESTIONS,
        draw=random.Random(2007),
    )
    write_text(version, views=views, draw=random.Random(2013))


def measure(home: Path, seconds: int) -> dict[str, dict[str, float]]:
    """What wrk measured for each kind of page."""
    cookie = f"sessionid={(home / 'session').read_text()}"
    found = {}
    with serving(home) as server:
        asked = [(name, [WORK + page for page in pages]) for name, pages in PAGES.items()]
        asked += [(name, [READ + page for page in pages]) for name, pages in READERS.items()]
        for name, paths in asked:
            for path in paths:
                if (status := server.get(path, Cookie=cookie).status) != 200:
                    raise SystemExit(f"{path} answers {status}")
            found[name] = wrk(server, paths, clients=10, seconds=seconds, cookie=cookie)
    return found


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--views", type=int, default=2_000)
    parser.add_argument("--passages", type=int, default=30_000)
    parser.add_argument("--seconds", type=int, default=6)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fill:
        fill(options.views, options.passages)
        return
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is not installed (apt-get install wrk).")
    home = options.home or Path(tempfile.mkdtemp(prefix="conspectus-workbench-"))
    if not (home / "session").is_file():
        prepare(home, CONTRIBUTIONS)
        size = ["--views", str(options.views), "--passages", str(options.passages)]
        command = [sys.executable, __file__, "--fill", *size]
        subprocess.run(command, check=True, env=environment(home))
    pages = measure(home, options.seconds)
    missed = [name for name, one in pages.items() if one["p95_ms"] > P95_MS or one["errors"]]
    load = round(os.getloadavg()[0], 1)
    if options.home is None:
        shutil.rmtree(home)
    size = {"views": options.views, "passages": options.passages, "load_of_machine": load}
    print(json.dumps({**size, "pages": pages, "missed": missed}))
    raise SystemExit(1 if missed else 0)


if __name__ == "__main__":
    main()

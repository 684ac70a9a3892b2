"""The documents of the project: links lead somewhere, commands do what they are told to."""

from __future__ import annotations

import contextlib
import fnmatch
import importlib
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from pathlib import Path

import pytest

import conspectus
from conspectus.cli.main import COMMANDS
from tests.cli.conftest import write_submissions
from tests.contracts.documents import PAGES, anchors, commands, links, name
from tests.contracts.sources import ROOT
from tests.contracts.test_repository import tracked

EXTERNAL: set[str] = set()
"""Addresses outside that pages link to: no test asks them, a person does before a release."""

NOT_RUN = {
    "conspectus [--version]": "the form of all commands",
    "git pull": "changes the checkout",
    "createdb": "needs a server of PostgreSQL; tests/postgres does the same on its own",
    "CONSPECTUS_DATABASE=": "the same",
    "make": "sets up everything, from the network",
    "systemctl": "needs a system with units",
}
"""Beginnings of commands that no test runs, and why."""

RUN = ("README.md", "docs/evidence-format.md", "docs/operation.md", "docs/record.md")
FRESH = "docs/fresh-start.md"
RUN_ELSEWHERE = {
    "docs/cli.md": "tests/cli/test_cli_page.py",
    "docs/guides/api.md": "tests/site/api/test_guide.py",
}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_to_files_and_headings_that_exist(page):
    lost = set()
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.add(link)
    assert lost == set()


def test_addresses_outside_are_those_that_are_listed():
    found = {link for page in PAGES for link in links(page) if link.startswith("http")}
    assert found == EXTERNAL


def test_every_page_is_in_the_contents():
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    trees = re.findall(r"^```\{toctree\}\n(.*?)^```", index, re.MULTILINE | re.DOTALL)
    lines = "\n".join(trees).splitlines()
    wanted = [line for line in lines if line and not line.startswith(":")]
    pages = {
        page.relative_to(ROOT / "docs").with_suffix("").as_posix()
        for page in (ROOT / "docs").rglob("*.md")
    }
    unlisted = {one for one in pages if not any(fnmatch.fnmatch(one, like) for like in wanted)}
    assert unlisted == {"index"}
    assert [like for like in wanted if not fnmatch.filter(pages, like)] == []


def test_every_setting_is_described_and_every_described_one_exists():
    pattern = r"\bCONSPECTUS_[A-Z]+(?:_[A-Z]+)*\b"
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    known = set(re.findall(pattern, code))
    settings = (ROOT / "src/conspectus/site/settings.py").read_text(encoding="utf-8")
    read = set(re.findall(rf'_env\.\w+\(\s*"({pattern})"', settings))
    described = (ROOT / "docs" / "operation.md").read_text(encoding="utf-8")
    said_by_commands = set(re.findall(rf'environ(?:\["|\.setdefault\(")({pattern})"', code))
    assert read - said_by_commands <= set(re.findall(pattern, described))
    deployed = "\n".join(
        place.read_text(encoding="utf-8")
        for place in (ROOT / "deploy").iterdir()
        if place.is_file()
    )
    named = {one.removesuffix("_FILE") for one in re.findall(pattern, described + deployed)}
    assert {one for one in named if not one.startswith("CONSPECTUS_TESTS")} <= known


def typed():
    return [command for page in PAGES for command in commands(page)]


def test_every_command_is_run_by_a_test_or_has_its_reason():
    left = {
        f"{name(command.page)}: {command.text}"
        for command in typed()
        if name(command.page) not in {*RUN, FRESH, *RUN_ELSEWHERE}
        and not command.text.startswith(tuple(NOT_RUN))
    }
    assert left == set()
    assert len(typed()) > 30


def test_every_command_exists_with_its_options():
    wrong = set()
    for command in typed():
        words = command.words
        if not words[0].endswith("conspectus") or command.text.startswith(tuple(NOT_RUN)):
            continue
        if words[1] not in COMMANDS:
            wrong.add(command.text)
            continue
        params = importlib.import_module(COMMANDS[words[1]][0]).command.params
        options = {option for one in params for option in (*one.opts, *one.secondary_opts)}
        wrong |= {word for word in words if word.startswith("-") and word not in options}
    assert wrong == set()


def test_versions_and_days_agree():
    described = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    assert f"softwareVersion: {conspectus.__version__}\n" in described
    assert f'releaseDate: "{conspectus.RELEASED}"' in described
    statement = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
    day = f"{conspectus.RELEASED.day} {conspectus.RELEASED:%B %Y}"
    assert f"Of version {conspectus.__version__}, {day}." in statement


def test_every_file_has_its_licence():
    """REUSE 3.3: each file is covered by an annotation, each licence is there, none is unused."""
    entries = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    paths = [one for entry in entries for one in _listed(entry["path"])]
    files = [path.relative_to(ROOT).as_posix() for path in tracked()]
    assert [one for one in files if not any(_covers(like, one) for like in paths)] == []
    assert [like for like in paths if not any(_covers(like, one) for one in files)] == []
    assert all(entry["SPDX-FileCopyrightText"] for entry in entries)
    named = {entry["SPDX-License-Identifier"] for entry in entries}
    assert {f"{one}.txt" for one in named} == {p.name for p in (ROOT / "LICENSES").iterdir()}


def _listed(value):
    return [value] if isinstance(value, str) else value


def _covers(like, path):
    """REUSE.toml: ``*`` is anything but a slash, ``**`` anything."""
    parts = (re.escape(part).replace(r"\*", "[^/]*") for part in like.split("**"))
    return re.fullmatch(".*".join(parts), path) is not None


@pytest.mark.long
def test_the_commands_of_the_pages_do_what_they_say(tmp_path):
    """In the order in which a reader meets them, with places of the test's own."""
    submissions = tmp_path / "submissions"
    write_submissions(submissions)
    home = tmp_path / "home"
    for page in RUN:
        if page == "docs/record.md":
            _keep_a_receipt(home, tmp_path)
        for command in commands(ROOT / page):
            if not command.text.startswith(tuple(NOT_RUN)):
                text = _in_our_places(command.text, submissions, home, tmp_path)
                _do(
                    _here(shlex.split(text)), tmp_path if page != RUN[1] else f"{submissions}-paper"
                )


@pytest.mark.long
def test_the_documents_as_a_site_are_made_without_a_warning_and_ask_nobody(tmp_path):
    site = tmp_path / "site"
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html"]
    done = subprocess.run(
        [*command, ROOT / "docs", site], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded = re.compile(r"<(?:script|img|iframe|link)\b[^>]*(?:src|href)=\"(?:https?:)?//[^>]*>")
    asked = {
        found
        for page in site.rglob("*.html")
        for found in loaded.findall(page.read_text(encoding="utf-8"))
    }
    asked |= {
        found
        for sheet in site.rglob("*.css")
        for found in re.findall(r"url\([\"']?(?:https?:)?//[^)]*\)|@import.*", sheet.read_text())
    }
    assert asked == set()


@pytest.mark.long
def test_the_way_from_nothing_to_a_forum(tmp_path):
    home = tmp_path / "forum-home"
    with contextlib.ExitStack() as until_the_end:
        for command in commands(ROOT / FRESH):
            if command.text.startswith(tuple(NOT_RUN)):
                continue
            text = command.text.replace("src/", f"{ROOT}/src/").replace("forum-home", str(home))
            words = _here(shlex.split(text))
            if "serve" in words:
                until_the_end.enter_context(_serving(words, tmp_path))
            else:
                _do(words, tmp_path)
    assert any(place.is_file() for place in (home / "files").rglob("*"))


def _in_our_places(text, submissions, home, tmp_path):
    record = home / "record"
    changes = {
        "DIR --key 'forum.example/record+1a2b3c4d+A…'": f"{record} --key @KEY@",
        "DIR --since": f"{record} --since",
        "/srv/forum-again": str(tmp_path / "again"),
        "/srv/forum": str(home),
        "/backups/": f"{tmp_path}/",
        "DIR": str(submissions),
        "HOME": str(home),
        "YOU@…": "you@example.org",
        "SLUG": "lumen",
        "verify_record.py": str(record / "verify_record.py"),
    }
    for said, ours in changes.items():
        text = re.sub(rf"(?<![\w/]){re.escape(said)}", ours.replace("\\", ""), text)
    if "@KEY@" in text:
        text = text.replace("@KEY@", (record / "key").read_text("utf-8").strip())
    return text


def _keep_a_receipt(home, folder):
    shutil.copy(home / "record" / "checkpoint", folder / "checkpoint-of-last-month")
    code = (
        "import django, pathlib; django.setup()\n"
        "from conspectus.core.models import RecordedLeaf\n"
        "from conspectus.core.receipts import receipt_file\n"
        "row = RecordedLeaf.objects.filter(index__isnull=False).first()\n"
        "pathlib.Path('my-receipt.json').write_bytes(receipt_file(row))\n"
    )
    given = {"CONSPECTUS_HOME": str(home), "DJANGO_SETTINGS_MODULE": "conspectus.site.settings"}
    subprocess.run([sys.executable, "-c", code], cwd=folder, env=given, check=True)


def _here(words):
    """The command of this checkout, by the Python that runs the tests."""
    if words[0].endswith("conspectus"):
        return [sys.executable, "-m", "conspectus.cli.main", *words[1:]]
    return [sys.executable, *words[1:]] if words[0].startswith("python3") else words


def _do(words, folder):
    """Exit 0; a server is asked for a page and ended."""
    if "serve" in words:
        with _serving(words, folder):
            return
    if "worker" in words:
        worker = subprocess.Popen(words, cwd=folder)
        with contextlib.suppress(subprocess.TimeoutExpired):
            assert worker.wait(20) == 0, "the worker has ended"
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(120) == 0
        return
    # As the unit of systemd does: a command without --home is for this one.
    given = os.environ | {"CONSPECTUS_HOME": str(Path(folder) / "home")}
    done = subprocess.run(words, cwd=folder, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (words, done.stdout[-2000:], done.stderr[-500:])


@contextlib.contextmanager
def _serving(words, folder):
    """A server that has given its first page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen([*words, "--bind", bind], cwd=folder, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 900  # beside much else
        while not _gives_a_page(f"http://{bind}/en/"):
            assert server.poll() is None, "the server has ended"
            assert time.monotonic() < until, "no page came"
            time.sleep(0.2)
        yield
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


def _gives_a_page(address):
    with contextlib.suppress(OSError):
        return b"<html" in urllib.request.urlopen(address, timeout=10).read()  # noqa: S310 - our own
    return False

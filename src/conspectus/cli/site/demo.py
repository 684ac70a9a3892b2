"""``conspectus demo``: the embedded sample as a complete forum."""

from __future__ import annotations

import datetime as dt
import importlib
import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

import click

from conspectus.cli.cache import DiskCache, cache_folder
from conspectus.cli.exits import Exit
from conspectus.cli.options import json_option, processors
from conspectus.cli.site.homes import is_whole, program
from conspectus.cli.site.installation import enter, install
from conspectus.cli.site.serve import BIND, name_the_site, parted, require_free
from conspectus.cli.terminal import Terminal

SAMPLE = "conspectus.sample"
FORUM = "meridian"
CYCLE = "2026"
SECRETARIAT = "secretariat@example.org"
OPENS = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)


@click.command("demo")
@click.argument(
    "folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), default="demo-out"
)
@click.option("--bind", default=BIND, show_default=True, metavar="ADDRESS:PORT")
@click.option(
    "--serve/--no-serve",
    "serves",
    default=None,
    help="Serve it afterwards; default: where a terminal is attached, or SERVE=1.",
)
@json_option
def command(*, folder: Path, bind: str, serves: bool | None, as_json: bool) -> int:
    """Make an installation in DIR with the embedded sample: call, register, paper; serve it.

    Run again, it goes on with what is there.
    """
    terminal = Terminal(as_json=as_json)
    serves = _is_attended() if serves is None else serves
    host, port = parted(bind)
    if serves:
        require_free(host, port)
    name_the_site(host, port)
    home = folder / "home"
    (enter if is_whole(home) else install)(home)
    paper = _linked(_filled(home, terminal), folder / "paper")
    link = _secretariat()
    site = f"http://{bind}/en/{FORUM}/{CYCLE}"
    terminal.say(f"The forum is in {home}, the paper with its evidence in {paper}.")
    if not serves:
        terminal.say(f"Serve it with: {program()} serve --home {home} --bind {bind}")
    terminal.say(f"Read it at {site}/")
    terminal.say(f"Register: {site}/contributions/   Paper: {site}/papers/1/")
    terminal.say(f"Sign in as its secretariat, once: {link}")
    terminal.result({"home": str(home), "paper": str(paper), "address": f"{site}/", "link": link})
    if serves:
        terminal.say("Ctrl-C ends it.")
        importlib.import_module("conspectus.cli.site.processes").serve(host, port)
    return Exit.DONE


def _is_attended() -> bool:
    """Whether somebody is there to open the page and to end it; SERVE=1 says so too."""
    return os.environ.get("SERVE") == "1" or (sys.stdin.isatty() and sys.stdout.isatty())


def _filled(home: Path, terminal: Terminal) -> Path:
    """The sample's contributions and its paper; the folder with the evidence."""
    models = importlib.import_module("conspectus.synthesis.models")
    importing = importlib.import_module("conspectus.contributions.services.importing")
    with terminal.progress() as tell:
        result = importing.import_folder(
            _sample(),
            forum=FORUM,
            cycle=CYCLE,
            publish=True,
            jobs=processors(),
            progress=tell,
            cache=DiskCache(cache_folder()),
        )
    terminal.say(f"{result.contributions} contributions were imported and published.")
    _open_call()
    _add_voices(terminal)
    version = models.PaperVersion.objects.filter(paper__cycle__scope__path=f"{FORUM}/{CYCLE}")
    found = version.filter(state=models.PaperVersion.State.READY).order_by("pk").last()
    if found is None:
        found = _made_paper(terminal)
    importlib.import_module("conspectus.core.sequencer").settle()
    return home / "papers" / str(found.folder)


def _open_call() -> None:
    """The sample's call takes contributions, so that visitors can try the way of one."""
    calls = importlib.import_module("conspectus.contributions.services.calls")
    models = importlib.import_module("conspectus.contributions.models")
    phases = importlib.import_module("conspectus.forums.models").Phase.objects
    call = models.Call.objects.get(cycle__scope__path=f"{FORUM}/{CYCLE}")
    if not phases.filter(cycle=call.cycle, subject=call.subject).exists():
        calls.set_window(call, window=calls.Window(opens=OPENS))


def _add_voices(terminal: Terminal) -> None:
    """A meeting with queue, transcript and minutes; threads, and propositions with their map."""
    cycle = importlib.import_module("conspectus.forums.models").Cycle.objects.get(
        scope__path=f"{FORUM}/{CYCLE}"
    )
    voices = importlib.import_module("conspectus.cli.site.demo_voices")
    if voices.add_voices(cycle, _sample().parent / "voices", secretariat=_administrator()):
        importlib.import_module("conspectus.cli.site.work").do_all_jobs()
        terminal.say("A meeting with its transcript and minutes, and an online forum, were added.")


def _linked(paper: Path, link: Path) -> Path:
    """A short way to the evidence of the paper."""
    link.unlink(missing_ok=True)
    link.symlink_to(paper.relative_to(link.parent))
    return link


def _made_paper(terminal: Terminal) -> Any:  # noqa: ANN401 - a model, known once Django is set up
    """The engine's run over the register, and its paper made public as a working draft."""
    papers = importlib.import_module("conspectus.synthesis.services.papers")
    calls = importlib.import_module("conspectus.contributions.models").Call.objects
    terminal.say("The paper is being made.")
    call = calls.get(cycle__scope__path=f"{FORUM}/{CYCLE}")
    version = papers.ask_for_paper(call, by=None)
    importlib.import_module("conspectus.cli.site.work").do_all_jobs()
    version.refresh_from_db()
    if version.state != version.State.READY:
        raise RuntimeError(f"The paper was not made: {version.error}")
    return papers.publish_paper(version, status=version.status)


def _administrator() -> Any:  # noqa: ANN401 - a model, known once Django is set up
    people = importlib.import_module("conspectus.people.services.administrators")
    return people.make_administrator(SECRETARIAT)


def _secretariat() -> str:
    people = importlib.import_module("conspectus.people.services.administrators")
    return str(people.sign_in_link(_administrator()))


def _sample() -> Path:
    """Where the sample lies, without loading what builds it."""
    found = importlib.util.find_spec(SAMPLE)
    if found is None or found.origin is None:
        raise RuntimeError("The sample is not installed.")
    return Path(found.origin).parent / "data"

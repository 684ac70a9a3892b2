"""``conspectus serve``: the site, its jobs and its record, in one process group."""

from __future__ import annotations

import importlib
import ipaddress
import os
import shutil
import socket
from pathlib import Path

import click

from conspectus.cli.cycles import without_cycle_search
from conspectus.cli.exits import CommandError, Exit
from conspectus.cli.site.homes import home_option, is_installed, program
from conspectus.cli.site.installation import MAKING, enter, install, require_whole, unapplied
from conspectus.cli.terminal import Terminal

BIND = "127.0.0.1:8000"


@click.command("serve")
@home_option
@click.option("--bind", default=BIND, show_default=True, metavar="ADDRESS:PORT")
@click.option("--no-worker", is_flag=True, help="Other workers do jobs, record and mail.")
def command(*, home: Path, bind: str, no_worker: bool) -> int:
    """Serve the site; makes the installation where the directory is empty.

    Several groups may serve one installation on PostgreSQL, each with its own --bind.

    Ends with SIGTERM or Ctrl-C. Listens to this machine only, unless --bind says otherwise: then
    CONSPECTUS_ADDRESS must name the address under which the world knows the site.
    """
    terminal = Terminal()
    host, port = parted(bind)
    require_free(host, port)
    if no_worker:
        os.environ["CONSPECTUS_WORKER"] = "off"
    name_the_site(host, port)
    _share_figures(home, port)
    with without_cycle_search():
        _make_ready(home, terminal)
    (home / "served-at").write_text(os.environ["CONSPECTUS_ADDRESS"], "ascii")
    terminal.say(f"Conspectus serves {home.resolve()} at http://{bind}/ (Ctrl-C ends it).")
    processes = importlib.import_module("conspectus.cli.site.processes")
    processes.serve(host, port)
    return Exit.DONE


def _share_figures(home: Path, port: int) -> None:
    """Where all processes of this group count, from nothing on; said before the library is loaded.

    The port is this group's alone on this machine (`require_free`).
    """
    folder = home.resolve() / "run" / "metrics" / str(port)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _make_ready(home: Path, terminal: Terminal) -> None:
    """Raises CommandError where the database is of another version of the program."""
    if not is_installed(home):
        terminal.warn(MAKING)
        install(home)
        terminal.say(f"A new installation. Next: {program()} createadmin YOU@… --home {home}")
        return
    enter(home)
    require_whole(home)
    if steps := unapplied():
        raise CommandError(
            f"The database in {home} is of an older version ({len(steps)} steps): "
            f"run 'conspectus upgrade --home {home}', which makes a backup first."
        )


def require_free(host: str, port: int) -> None:
    """Told here in a sentence: the server would only die of it again and again."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as wanted:
        wanted.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            wanted.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"{host}:{port} is taken or not ours ({error.strerror}): choose another --bind."
            ) from error


def name_the_site(host: str, port: int) -> None:
    """The site's own address, in mails and links, unless the environment says it."""
    if os.environ.get("CONSPECTUS_ADDRESS"):
        return
    if not _is_of_this_machine(host):
        raise CommandError(
            f"--bind {host} opens the site to others: set CONSPECTUS_ADDRESS to its public "
            "address first, such as https://forum.example."
        )
    shown = f"[{host}]" if ":" in host else host
    os.environ["CONSPECTUS_ADDRESS"] = f"http://{shown}:{port}"


def _is_of_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def parted(bind: str) -> tuple[str, int]:
    """Address and port; raises CommandError where it is none."""
    host, _, port = bind.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise CommandError(f"--bind {bind} is no ADDRESS:PORT, such as {BIND}.")
    return host.strip("[]"), int(port)

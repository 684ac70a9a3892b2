from __future__ import annotations

import os
import pty
import subprocess
import sys

from conspectus.cli.terminal import Terminal

MODULE = [sys.executable, "-m", "conspectus.cli.main"]


def test_on_a_terminal_progress_is_a_bar_and_the_result_stays_clean(submissions):
    master, slave = pty.openpty()
    try:
        done = subprocess.run(
            [*MODULE, "manifest", submissions, "--json"],
            stdout=subprocess.PIPE,
            stderr=slave,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
            check=True,
            timeout=60,
        )
        os.set_blocking(master, False)
        shown = os.read(master, 100_000).decode()
    finally:
        os.close(slave)
        os.close(master)
    assert done.stdout.startswith(b"{")
    assert "reading" in shown
    assert "━" in shown
    assert "4/4" in shown


def told(terminal, calls):
    with terminal.progress() as tell:
        for call in calls:
            tell(*call)


def test_elsewhere_a_long_stage_is_told_in_quarters(capfd):
    told(Terminal(), [("reading", done, 100) for done in range(1, 101)])
    lines = [f"reading {done}/100" for done in (1, 25, 50, 75, 100)]
    assert capfd.readouterr().err.splitlines() == lines


def test_a_stage_of_unknown_length_is_told_once(capfd):
    told(Terminal(), [("themes", 0, 0), ("themes", 0, 0), ("draft", 0, 1)])
    assert capfd.readouterr().err.splitlines() == ["themes", "draft"]


def test_quiet_tells_nothing(capfd):
    told(Terminal(quiet=True), [("reading", 1, 2)])
    assert capfd.readouterr() == ("", "")


def test_text_that_looks_like_markup_is_printed_as_it_is(capfd):
    terminal = Terminal()
    terminal.say("[bold]not bold[/bold]")
    assert capfd.readouterr().out == "[bold]not bold[/bold]\n"

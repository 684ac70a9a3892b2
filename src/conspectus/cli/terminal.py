"""What a command says: results on standard output, progress and warnings on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

Tell = Callable[[str, int, int], None]
"""Progress as ``tell(stage, done, total)``; ``total`` 0 = not known."""

PLAIN_STEP = 0.25
"""Without a terminal a stage is told at its start, its end and at each such share."""


class ListenerGoneError(Exception):
    """Whoever read our standard output (``head``, a pager) has had enough."""


class Terminal:
    """One command's voice. ``as_json``: one object on standard output and nothing else there."""

    def __init__(self, *, as_json: bool = False, quiet: bool = False) -> None:
        self.as_json = as_json
        self.quiet = quiet
        self.error_console = Console(stderr=True, highlight=False, soft_wrap=True)

    def say(self, line: str = "") -> None:
        """A line of the result for a person."""
        if not (self.as_json or self.quiet):
            _print(line)

    def warn(self, line: str) -> None:
        """A line that a person should not miss."""
        click.echo(line, err=True)

    def result(self, value: Mapping[str, Any]) -> None:
        """The result for a program: the only thing on standard output under ``--json``."""
        if self.as_json:
            _print(json.dumps(value, ensure_ascii=False))

    @contextmanager
    def progress(self) -> Iterator[Tell]:
        """Bars on a terminal, plain lines elsewhere, nothing when quiet."""
        if self.quiet:
            yield lambda _stage, _done, _total: None
        elif sys.stderr.isatty():
            with Progress(
                TextColumn("{task.description}"),
                BarColumn(bar_width=30),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                console=self.error_console,
            ) as bars:
                yield _Bars(bars)
        else:
            yield _PlainLines()


def _print(text: str) -> None:
    try:
        click.echo(text)
    except BrokenPipeError as error:
        # What is still buffered goes nowhere, instead of failing again when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise ListenerGoneError from error


class _Bars:
    """A bar for each stage."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, Any] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(escape(stage), total=total or None)
        self._bars.update(self._tasks[stage], completed=done, total=total or None)


class _PlainLines:
    """A line when a stage starts, when it ends, and at each quarter of a long one."""

    def __init__(self) -> None:
        self._told: dict[str, int] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        step = int(done / total / PLAIN_STEP) if total else 0
        if self._told.get(stage, -1) >= step:
            return
        self._told[stage] = step
        count = f" {done}/{total}" if total > 1 else ""
        click.echo(f"{stage}{count}", err=True)

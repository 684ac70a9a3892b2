"""``conspectus synthesize DIR``: a folder of submissions → the paper with its evidence."""

from __future__ import annotations

import datetime as dt
import importlib
import time
from pathlib import Path
from typing import Final

import click

from conspectus.cli import model_process
from conspectus.cli.cache import DiskCache, cache_folder
from conspectus.cli.cycles import without_cycle_search
from conspectus.cli.options import config_option, json_option, processors, quiet_option
from conspectus.cli.outfolder import check_folder, default_folder
from conspectus.cli.terminal import Terminal
from conspectus.formats.writers.extensions import WRITTEN_BY

ALL: Final = "all"
RUN: Final = "conspectus.cli.synthesis_run"
"""Loaded when the model's process is at work."""
EVIDENCE: Final = "json"
"""Written in any case; naming it alone asks for nothing else."""


def _formats(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    """The formats of a comma-separated list, in the order in which the bundle writes them."""
    names = {name.strip().lower() for name in value.split(",") if name.strip()}
    unknown = sorted(names - {*WRITTEN_BY, EVIDENCE, ALL})
    if unknown or not names:
        choice = ", ".join((*WRITTEN_BY, EVIDENCE, ALL))
        raise click.BadParameter(f"{', '.join(unknown) or 'nothing'} is none of {choice}.")
    return tuple(name for name in WRITTEN_BY if name in names or ALL in names)


def _iso_date(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date of the form YYYY-MM-DD.") from error


@click.command("synthesize")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--out", "-o", type=click.Path(path_type=Path), help="Default: DIR-paper.")
@config_option
@click.option("--words", type=click.IntRange(1), metavar="N", help="Length of body and footnotes.")
@click.option("--theme", "themes", multiple=True, help="Only this theme (id or name); repeatable.")
@click.option(
    "--format",
    "formats",
    default=ALL,
    show_default=True,
    callback=_formats,
    metavar="html,docx,…|all",
    help="The evidence (paper.json, sources, tables) is written in any case.",
)
@click.option("--date", metavar="YYYY-MM-DD", callback=_iso_date, help="The date on the paper.")
@click.option("--no-model", is_flag=True, help="Compare by words only, without sentence vectors.")
@click.option(
    "--llm",
    metavar="URL[#MODEL]",
    help="Let the language model behind this OpenAI-compatible address propose wordings.",
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Default: as many as processors.")
@click.option("--no-cache", is_flag=True, help="Neither use nor keep results of earlier runs.")
@json_option
@quiet_option
def command(
    *,
    directory: Path,
    out: Path | None,
    config: Path | None,
    words: int | None,
    themes: tuple[str, ...],
    formats: tuple[str, ...],
    date: str | None,
    no_model: bool,
    llm: str | None,
    jobs: int | None,
    no_cache: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Write the synthesis paper of the submissions in DIR, with its evidence."""
    started = time.monotonic()
    terminal = Terminal(as_json=as_json, quiet=quiet)
    target = out or default_folder(directory)
    check_folder(target, directory=directory)
    workers = jobs or processors()
    if workers > 1 and not no_model and llm is None:  # a wrong address is told before
        model_process.begin()
    with without_cycle_search():
        run = importlib.import_module(RUN).synthesize_folder
    run(
        directory=directory,
        target=target,
        config=config,
        words=words,
        themes=themes,
        formats=formats,
        date=date,
        no_model=no_model,
        llm=llm,
        jobs=workers,
        cache=None if no_cache else DiskCache(cache_folder()),
        terminal=terminal,
        started=started,
    )

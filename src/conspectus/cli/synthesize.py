"""``conspectus synthesize DIR``: a folder of submissions → the paper with its evidence."""

from __future__ import annotations

import datetime as dt
import importlib
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import click

from conspectus.cli.cache import DiskCache, cache_folder
from conspectus.cli.chat_server import ChatServer
from conspectus.cli.cycles import without_cycle_search
from conspectus.cli.exits import CommandError
from conspectus.cli.loading import config_option, load_beside, processors
from conspectus.cli.model import chosen_language_model, chosen_model
from conspectus.cli.model_beside import model_beside
from conspectus.cli.options import json_option, quiet_option
from conspectus.cli.outfolder import check_folder, default_folder, replacing
from conspectus.cli.summary import summary_lines, summary_object
from conspectus.cli.terminal import Terminal
from conspectus.engine.corpus import ForumSettings, Options
from conspectus.engine.embedding import UniversalSentenceEncoder
from conspectus.formats.bundle import FORMATS, write_bundle

ALL: Final = "all"
ENGINE: Final = "conspectus.engine.synthesis"
EVIDENCE: Final = "json"
"""Written in any case; naming it alone asks for nothing else."""


def _formats(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    """The formats of a comma-separated list, in the order in which the bundle writes them."""
    names = {name.strip().lower() for name in value.split(",") if name.strip()}
    unknown = sorted(names - {*FORMATS, EVIDENCE, ALL})
    if unknown or not names:
        choice = ", ".join((*FORMATS, EVIDENCE, ALL))
        raise click.BadParameter(f"{', '.join(unknown) or 'nothing'} is none of {choice}.")
    return tuple(name for name in FORMATS if name in names or ALL in names)


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
    cache = None if no_cache else DiskCache(cache_folder())
    chosen_language_model(llm, None)  # a wrong address is told before an hour of reading
    if workers > 1 and not no_model:
        model_beside()  # loads beside all that follows
    with without_cycle_search(), terminal.progress() as tell, ThreadPoolExecutor(1) as ahead:
        # The engine's libraries take a second to load; the readers need none of them.
        with load_beside(directory, config=config, jobs=workers, cache=cache, tell=tell) as loading:
            engine = importlib.import_module(ENGINE)
            loaded = loading()
        settings = loaded.corpus.settings
        _require_themes(themes, settings)
        beside = config.parent if config else directory
        embedder = None if no_model else chosen_model(settings.model, beside=beside, jobs=workers)
        writer = chosen_language_model(llm, settings.language_model)
        if isinstance(embedder, UniversalSentenceEncoder):
            ahead.submit(embedder.prepare)
        paper = engine.synthesize(
            loaded.corpus,
            options=Options(words=words, date=date, themes=themes),
            embedder=embedder,
            language_model=writer,
            cache=cache,
            progress=tell,
            jobs=workers,
        )
        with replacing(target) as folder:
            written = write_bundle(paper, folder, formats=formats, report=loaded.report)
            files = [path.relative_to(folder) for path in written]
    if cache is not None:
        cache.trim()
    missing = embedder is None and not no_model
    for warning in (*loaded.config_warnings, *_warnings(writer, model_missing=missing)):
        terminal.warn(warning)
    seconds = time.monotonic() - started
    for line in summary_lines(paper, target, files, loaded.report):
        terminal.say(line)
    terminal.result(summary_object(paper, target, files, loaded.report, seconds=seconds))


def _warnings(writer: ChatServer | None, *, model_missing: bool) -> Iterator[str]:
    """What a run had to go without."""
    if model_missing:
        yield "No sentence model is installed ('conspectus doctor' says how to get it)."
    if writer is not None and writer.note:
        yield writer.note


def _require_themes(wanted: tuple[str, ...], settings: ForumSettings) -> None:
    """Refuse a theme that the settings do not have; discovered ones are not known yet."""
    known = {word.casefold() for theme in settings.themes for word in (theme.id, theme.name)}
    unknown = [theme for theme in wanted if theme.casefold() not in known]
    if known and unknown:
        choice = "; ".join(theme.name for theme in settings.themes)
        raise CommandError(f"There is no theme {unknown[0]!r}; choose from {choice}.")

"""One run of ``conspectus synthesize``, with all that it loads: numpy, readers, engine, writers."""

from __future__ import annotations

import importlib
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from conspectus.cli.cache import DiskCache
from conspectus.cli.chat_server import ChatServer
from conspectus.cli.cycles import without_cycle_search
from conspectus.cli.exits import CommandError
from conspectus.cli.loading import load_beside
from conspectus.cli.model import chosen_language_model, chosen_model
from conspectus.cli.model_beside import model_beside
from conspectus.cli.outfolder import replacing
from conspectus.cli.summary import summary_lines, summary_object
from conspectus.cli.terminal import Terminal
from conspectus.engine.corpus import ForumSettings, Options
from conspectus.engine.embedding import UniversalSentenceEncoder
from conspectus.formats.bundle import write_bundle

ENGINE: Final = "conspectus.engine.synthesis"


def synthesize_folder(
    *,
    directory: Path,
    target: Path,
    config: Path | None,
    words: int | None,
    themes: tuple[str, ...],
    formats: tuple[str, ...],
    date: str | None,
    no_model: bool,
    llm: str | None,
    jobs: int,
    cache: DiskCache | None,
    terminal: Terminal,
    started: float,
) -> None:
    """Read the folder, make its paper, write the bundle and say what came of it.

    ``started``: what the monotonic clock showed when the command was called.
    """
    chosen_language_model(llm, None)  # a wrong address is told before an hour of reading
    if jobs > 1 and not no_model:
        model_beside()  # loads beside all that follows
    with without_cycle_search(), terminal.progress() as tell, ThreadPoolExecutor(1) as ahead:
        # The engine's libraries take a second to load; the readers need none of them.
        with load_beside(directory, config=config, jobs=jobs, cache=cache, tell=tell) as loading:
            engine = importlib.import_module(ENGINE)
            loaded = loading()
        settings = loaded.corpus.settings
        _require_themes(themes, settings)
        beside = config.parent if config else directory
        embedder = None if no_model else chosen_model(settings.model, beside=beside, jobs=jobs)
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
            jobs=jobs,
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

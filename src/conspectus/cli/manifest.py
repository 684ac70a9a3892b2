"""``conspectus manifest DIR``: what is odd about a folder and its manifest, with proposals."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from conspectus.cli.cache import DiskCache, cache_folder
from conspectus.cli.loading import load
from conspectus.cli.options import config_option, json_option, processors
from conspectus.cli.terminal import Terminal
from conspectus.formats.intake import LoadedFolder, ReportRow


@click.command("manifest")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@config_option
@json_option
def command(*, directory: Path, config: Path | None, as_json: bool) -> None:
    """Say what in DIR and its manifest cannot be resolved, and what is proposed."""
    terminal = Terminal(as_json=as_json)
    with terminal.progress() as tell:
        cache = DiskCache(cache_folder())
        loaded = load(directory, config=config, jobs=processors(), cache=cache, tell=tell)
    for row in loaded.report:
        terminal.say(_line(row))
    for warning in _warnings(loaded):
        terminal.say(warning)
    terminal.say(_counts(loaded))
    terminal.result(
        {
            "contributions": len(loaded.corpus.sources),
            "holders": len(loaded.corpus.holders),
            "questions": [asdict(row) for row in loaded.report if not row.resolved],
            "repaired": [asdict(row) for row in loaded.report if row.resolved],
            "warnings": _warnings(loaded),
        }
    )


def _line(row: ReportRow) -> str:
    where = f"line {row.row}" if row.row else "folder"
    ref = f" ({row.ref})" if row.ref else ""
    mark = "done" if row.resolved else "proposed"
    proposal = f" {mark}: {row.proposal}" if row.proposal else ""
    return f"{where}{ref}, {row.column} {row.value!r}: {row.problem}{proposal}"


def _warnings(loaded: LoadedFolder) -> list[str]:
    """Of the configuration, of the folder, then of each source, each once."""
    of_sources = (
        f"{source.ref}: {warning}"
        for source in loaded.corpus.sources
        for warning in source.warnings
    )
    return list(dict.fromkeys((*loaded.config_warnings, *loaded.corpus.notes, *of_sources)))


def _counts(loaded: LoadedFolder) -> str:
    corpus = loaded.corpus
    readable = sum(bool(source.text.strip()) for source in corpus.sources)
    questions = sum(not row.resolved for row in loaded.report)
    return (
        f"{len(corpus.sources)} sources ({readable} readable) of {len(corpus.holders)} holders; "
        f"{questions} questions, {len(loaded.report) - questions} repaired."
    )

"""``conspectus import-paper PAPER``: whom a paper cites, and where their words stand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from conspectus.cli.cache import DiskCache, cache_folder
from conspectus.cli.exits import CommandError, NothingUsableError
from conspectus.cli.handwritten.page import page
from conspectus.cli.handwritten.rows import FORMAT, as_object, counts, rows_of, table
from conspectus.cli.loading import load
from conspectus.cli.model import chosen_model
from conspectus.cli.options import config_option, json_option, processors
from conspectus.cli.terminal import Terminal
from conspectus.engine.corpus import Corpus
from conspectus.engine.errors import ConspectusError
from conspectus.engine.handwritten import KnownName, match_paper, read_paper
from conspectus.formats.intake.places import areas
from conspectus.formats.sandbox import read_path

FILES: Final = ("imported.json", "sentences.csv", "paper.html")


@click.command("import-paper")
@click.argument(
    "paper", metavar="PAPER", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option(
    "--submissions",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="The contributions that it was written from.",
)
@click.option("--out", "-o", required=True, type=click.Path(path_type=Path), help="A folder.")
@config_option
@click.option("--no-model", is_flag=True, help="Compare by words only, without sentence vectors.")
@json_option
def command(
    *,
    paper: Path,
    submissions: Path | None,
    out: Path,
    config: Path | None,
    no_model: bool,
    as_json: bool,
) -> None:
    """Say whom PAPER cites in each sentence, and where their words stand."""
    terminal = Terminal(as_json=as_json)
    _check_folder(out)
    try:
        document = read_path(paper)
    except ConspectusError as error:
        raise NothingUsableError(str(error)) from error
    corpus = Corpus(sources=(), holders=())
    if submissions is not None:
        with terminal.progress() as tell:
            cache = DiskCache(cache_folder())
            corpus = load(
                submissions, config=config, jobs=processors(), cache=cache, tell=tell
            ).corpus
    model = None
    if submissions is not None and not no_model:
        model = chosen_model(corpus.settings.model, beside=submissions)
    read = read_paper(document, _known_names(corpus))
    matched = match_paper(read, corpus.sources, corpus.holders, model.encode if model else None)
    checked = submissions is not None
    rows = list(rows_of(matched, checked=checked))
    counted = counts(matched, checked=checked)
    value = as_object(read, matched, rows, checked=checked)
    _write(
        out,
        {
            FILES[0]: (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8"),
            FILES[1]: table(rows),
            FILES[2]: page(read.title or paper.stem, rows, counted),
        },
    )
    for warning in document.warnings:
        terminal.warn(warning)
    for name, count in counted.items():
        terminal.say(f"{name.replace('_', ' ')}: {count}")
    terminal.say(f"{out / FILES[2]} shows each sentence; {FILES[1]} is the table to complete.")
    terminal.result({"out": str(out), "files": list(FILES), **counted})


def _known_names(corpus: Corpus) -> Iterator[KnownName]:
    for area in areas():
        yield KnownName(name=area.name, forms=(area.in_sentence, *area.synonyms), place=True)
    for holder in corpus.holders:
        forms = tuple(form for form in (holder.label, *holder.aliases) if form)
        yield KnownName(name=holder.name, forms=forms)


def _check_folder(out: Path) -> None:
    """Refuse to write among somebody's files.

    Raises:
        CommandError: what stands in the way and what to do.
    """
    if not out.exists():
        return
    if not out.is_dir():
        raise CommandError(f"{out} is a file, not a folder; choose another name with -o.")
    if any(out.iterdir()) and not _is_ours(out):
        raise CommandError(
            f"{out} exists and holds no imported paper; choose another name with -o, or empty it."
        )


def _is_ours(out: Path) -> bool:
    try:
        value = json.loads((out / FILES[0]).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(value, dict) and value.get("format") == FORMAT


def _write(out: Path, files: dict[str, bytes]) -> None:
    """Each file whole or not at all; ``imported.json``, which marks the folder, first."""
    out.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        partial = out / f".{name}.part"
        partial.write_bytes(data)
        partial.replace(out / name)

"""``conspectus inspect FILE``: what a reader makes of one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from conspectus.cli.exits import NothingUsableError
from conspectus.cli.options import json_option
from conspectus.cli.terminal import Terminal
from conspectus.engine.document import Block, Document
from conspectus.engine.errors import ConspectusError
from conspectus.formats.sandbox import read_path


@click.command("inspect")
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@json_option
def command(*, file: Path, as_json: bool) -> None:
    """Show the text, blocks and warnings that a reader makes of FILE."""
    terminal = Terminal(as_json=as_json)
    try:
        document = read_path(file)
    except ConspectusError as error:
        raise NothingUsableError(str(error)) from error
    for line in _lines(document):
        terminal.say(line)
    terminal.result(_object(document))


def _lines(document: Document) -> list[str]:
    lines = []
    if document.title:
        lines.append(f"Title: {document.title}")
    if document.language:
        lines.append(f"Language, as the file declares it: {document.language}")
    if document.pages:
        lines.append(f"Pages: {len(document.pages)}")
    lines += [f"Warning: {warning}" for warning in document.warnings]
    for block in document.blocks:
        lines += ["", f"[{_label(block)}]", document.text[block.start : block.end]]
    if not document.blocks:
        lines.append("No text.")
    return lines


def _label(block: Block) -> str:
    parts = [block.kind.value.replace("_", " ")]
    if block.level is not None:
        parts.append(f"level {block.level}")
    if block.speaker is not None:
        parts.append(f"speaker {block.speaker}")
    if block.channel is not None:
        parts.append(block.channel)
    if block.page is not None:
        parts.append(f"page {block.page}")
    return ", ".join((*parts, f"{block.start}–{block.end}"))


def _object(document: Document) -> dict[str, Any]:
    """Offsets count code points of ``text``."""
    return {
        "title": document.title,
        "language": document.language,
        "text": document.text,
        "pages": list(document.pages),
        "warnings": list(document.warnings),
        "blocks": [
            {
                "kind": block.kind.value,
                "start": block.start,
                "end": block.end,
                "level": block.level,
                "speaker": block.speaker,
                "channel": block.channel,
                "page": block.page,
            }
            for block in document.blocks
        ],
    }

"""Read a bundle back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from conspectus.engine.paper import Paper
from conspectus.formats.bundle.codec import decode_paper
from conspectus.formats.bundle.errors import BundleError
from conspectus.formats.bundle.tables import read_positions, read_queue

# Larger than any paper; it keeps a hostile file from filling the memory.
LARGEST = 1 << 30


def read_bundle(out: Path) -> Paper:
    """The paper of the bundle in ``out``, equal to the one that was written.

    Raises ``BundleError`` where the folder is no bundle or a file of it is damaged, and
    ``InvariantError`` where the paper breaks the evidence format.
    """
    data = read_json(out / "paper.json")
    texts = {
        path.stem: _text(path) for path in sorted((out / "sources").glob("*.txt")) if path.is_file()
    }
    queue = out / "queue.csv"
    return decode_paper(
        data,
        texts=texts,
        positions=read_positions(_bytes(out / "positions.csv")),
        doubts=read_queue(_bytes(queue)) if queue.exists() else (),
    )


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise BundleError(f"{path} is larger than any file of a bundle; it is not read.")
        return path.read_bytes()
    except OSError as error:
        raise BundleError(f"{path} cannot be read: {error.strerror}.") from error


def _text(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BundleError(f"{path} is not UTF-8.") from error


def read_json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """A file of JSON; raises ``BundleError`` for what is none."""
    try:
        return json.loads(_text(path), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise BundleError(f"{path} is no JSON: {error}.") from error


def _refuse(name: str) -> None:
    message = f"{name} is no number of JSON"
    raise ValueError(message)

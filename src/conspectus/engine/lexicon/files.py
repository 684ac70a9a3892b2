"""How the data files of this package are read: one entry a line, "#" opens a comment."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from conspectus.engine.errors import EngineError


@cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of the text file ``name`` of this package, in their order."""
    text = _read(name)
    entries = (line.strip() for line in text.splitlines())
    return tuple(entry for entry in entries if entry and not entry.startswith("#"))


@cache
def pairs(name: str) -> Mapping[str, tuple[str, ...]]:
    """The entries "key: word word …" of the text file ``name``."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines(name):
        key, colon, rest = line.partition(":")
        if not colon:
            raise EngineError(f"The line “{line}” of the word list {name} has no colon; add one.")
        found[key.strip()] = tuple(rest.split())
    return found


@cache
def table(name: str) -> Mapping[str, Any]:
    """The TOML file ``name`` of this package."""
    return tomllib.loads(_read(name))


def _read(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")

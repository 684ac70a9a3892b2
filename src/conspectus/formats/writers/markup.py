"""Escaping for the formats that are XML."""

from __future__ import annotations

from conspectus.formats.writers.scripts import printable

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def xml(text: str) -> str:
    """Text for an element or a quoted attribute; characters illegal in XML become spaces."""
    return printable(text).translate(_ENTITIES)

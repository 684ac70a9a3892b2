"""Escaping for the formats that are XML."""

from __future__ import annotations

import re

# XML 1.0, section 2.2: what no XML document may hold, even escaped.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def xml(text: str) -> str:
    """Text for an element or a quoted attribute; characters illegal in XML become spaces."""
    return _ILLEGAL.sub(" ", text).translate(_ENTITIES)

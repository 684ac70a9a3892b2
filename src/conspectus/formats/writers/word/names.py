"""XML names of Office Open XML."""

from __future__ import annotations

_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}


def declared(*prefixes: str) -> str:
    """The declarations of these prefixes, as attributes of a root element."""
    return " ".join(f'xmlns:{prefix}="{_NAMES[prefix]}"' for prefix in prefixes)

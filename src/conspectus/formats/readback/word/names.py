"""Names of WordprocessingML (ECMA-376 part 1), also those of its strict variant."""

from __future__ import annotations

from typing import Final

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT: Final = {b"http://purl.oclc.org/ooxml/wordprocessingml/main": MAIN.encode("ascii")}


def w(name: str) -> str:
    """A name in Clark notation."""
    return f"{{{MAIN}}}{name}"

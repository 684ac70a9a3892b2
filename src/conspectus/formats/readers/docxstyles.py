"""Styles of a DOCX package: what tells headings and list items."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(slots=True)
class Style:
    """One paragraph style: its name in small letters, and what it says of outline and lists."""

    name: str
    based_on: str | None = None
    outline: int | None = None
    numbering: str | None = None


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """Styles by id; empty where the package has none."""
    styles: dict[str, Style] = {}
    for node in root.iterfind(W + "style") if root is not None else ():
        outline = node.find(f"{W}pPr/{W}outlineLvl")
        numbering = node.find(f"{W}pPr/{W}numPr/{W}numId")
        styles[str(node.get(W + "styleId"))] = Style(
            name=(value_of(node.find(W + "name")) or "").lower(),
            based_on=value_of(node.find(W + "basedOn")),
            outline=integer_of(value_of(outline)),
            numbering=value_of(numbering),
        )
    return styles


def value_of(node: etree._Element | None) -> str | None:
    """The ``w:val`` of a property; ``None`` where there is no such property."""
    value = None if node is None else node.get(W + "val")
    return None if value is None else str(value)


def integer_of(text: str | None) -> int | None:
    """A non-negative number, or ``None``."""
    return int(text) if text is not None and text.isdigit() else None

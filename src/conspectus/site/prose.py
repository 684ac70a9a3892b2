"""Texts that the secretariat writes: Markdown without HTML, its headings below the page's."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

HIGHEST = 2
"""The page has its h1."""


@cache
def _reader() -> MarkdownIt:
    # No HTML of its own; no images: a page asks nobody else for anything.
    return MarkdownIt("commonmark", {"html": False}).disable("image").enable("table")


def prose(text: str, below: int = HIGHEST - 1) -> Markup:
    """The text as HTML; ``below``: the level of the heading that it stands under."""
    reader = _reader()
    tokens = reader.parse(text)
    for token in tokens:
        _lower(token, below)
    # Safe: the renderer escapes all text, and HTML in the source is text.
    return Markup(reader.renderer.render(tokens, reader.options, {}))  # noqa: S704


def _lower(token: Token, below: int) -> None:
    if token.type in {"heading_open", "heading_close"}:
        token.tag = f"h{min(6, int(token.tag[1:]) + below)}"

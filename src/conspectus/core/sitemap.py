"""Which permanent addresses search engines are told about; apps above add theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Paths = Callable[[], Iterable[str]]
"""All published addresses of an app, after the language ("/igf/2026/themes/"), in a fixed order."""

_sources: dict[str, Paths] = {}

PART = 1_000
"""Pages in one file: in six languages, each with six alternates, about 4 MB before compression."""


def add_to_sitemap(name: str, paths: Paths) -> None:
    """Called once for each kind of page, in the app's module ``panels``."""
    _sources[name] = paths


def sitemap_paths() -> list[str]:
    """Every public page, the front page first."""
    return ["/", *(path for name in sorted(_sources) for path in _sources[name]())]

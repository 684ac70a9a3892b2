"""The addresses of the API, made when the first program asks: its library weighs 24 MB.

Until then the site knows only where they begin. `reverse` finds the names of operations from then
on; within the site only the API itself uses them.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any, Final

from django.urls import URLPattern, URLResolver, clear_url_caches
from django.utils.datastructures import MultiValueDict

PREFIX: Final = "api/v1"
URLS: Final = "conspectus.site.api.urls"


class _Beginning:
    """Matches what begins as all operations do, and takes nothing of it away."""

    converters: Final[dict[str, Any]] = {}
    regex: Final = re.compile("")

    def match(self, path: str) -> tuple[str, tuple[()], dict[str, Any]] | None:
        """The whole path, as Django's patterns give what is left of it."""
        return (path, (), {}) if path.startswith(f"{PREFIX}/") else None

    def check(self) -> list[Any]:
        """Nothing is wrong with it."""
        return []

    def describe(self) -> str:
        """For messages of Django."""
        return f"'{PREFIX}/'"

    def __str__(self) -> str:
        return ""


class Later(URLResolver):
    """Operations as patterns, made when an address or all of them are asked for."""

    def __init__(self) -> None:
        super().__init__(_Beginning(), URLS)  # type: ignore[arg-type]
        self._made: list[URLPattern] | None = None

    @property
    def url_patterns(self) -> list[URLPattern]:  # type: ignore[override]
        """All of them; this imports the library, once."""
        if self._made is None:
            self._made = import_module(URLS).urlpatterns
            clear_url_caches()  # what knew no names of operations finds them from now on
        return self._made

    @property
    def reverse_dict(self) -> MultiValueDict[str, Any]:
        """Names, as far as they are known."""
        return MultiValueDict() if self._made is None else super().reverse_dict

    @property
    def namespace_dict(self) -> dict[str, Any]:
        """None: names of operations stand alone."""
        return {}

    @property
    def app_dict(self) -> dict[str, Any]:
        """None, as above."""
        return {}

    def _populate(self) -> None:
        if self._made is not None:
            super()._populate()

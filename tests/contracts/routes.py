"""Every route of the site, from the resolver itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """``names``: the parts of its address; ``gate``: who may come in, by people/gates.py."""

    name: str
    address: str
    names: frozenset[str]
    view: Callable
    gate: str


def routes() -> list[Route]:
    return sorted(_walk(get_resolver().url_patterns, "", frozenset()), key=lambda r: r.name)


def _walk(patterns, before: str, names: frozenset[str]) -> Iterator[Route]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        held = names | set(pattern.pattern.converters) | _groups(pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, address, held)
        elif isinstance(pattern, URLPattern):
            gate = getattr(pattern.callback, "gate", "")
            if pattern.callback.__module__.startswith("allauth."):
                gate = "library"
            yield Route(pattern.name or "", address, held, pattern.callback, gate)


def _groups(pattern) -> set[str]:
    regex = getattr(pattern.pattern, "regex", None)
    return set(regex.groupindex) if regex is not None else set()

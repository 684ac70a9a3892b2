"""The register of citable texts: how a source reaches `synthesis` whatever app it comes from.

Apps with sources register a provider; `synthesis` asks for the texts of a cycle's call and for
the address of a span. It knows none of their models (DESIGN §2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from conspectus.engine.corpus import Holder, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class CitableText:
    """One source with its permanent id: ``address`` is its version's permanent path."""

    source: Source
    holders: tuple[Holder, ...]
    address: str
    contribution: int | None = None
    version: int | None = None


Provider = Callable[[str, str], Iterable[CitableText]]
"""(scope path, call slug or "") → the published texts there, in a fixed order."""

_providers: dict[str, Provider] = {}


def register_provider(kind: str, provider: Provider) -> None:
    """Called once by each app with sources, when it is ready. ``kind``: its SourceKind."""
    _providers[kind] = provider


def citable_texts(scope: str, call: str = "") -> list[CitableText]:
    """All published sources of a scope, by kind and in each provider's order."""
    return [text for kind in sorted(_providers) for text in _providers[kind](scope, call)]

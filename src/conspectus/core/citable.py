"""The register of citable texts: how a source reaches `synthesis` whatever app it comes from.

Apps with sources register a provider; `synthesis` asks for the texts of a cycle's call and for
the address of a span. It knows none of their models (DESIGN §2).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.module_loading import import_string

from conspectus.engine.corpus import Correction, ForumSettings, Holder, Source
from conspectus.engine.revision.acts import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a span of a source's text is on the site: a paragraph of a version of a contribution.

    ``start`` and ``end``: offsets into the source's text. Keys are those of the database.
    """

    start: int
    end: int
    contribution: int
    version: int
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CitableTexts:
    """The sources of one kind with their holders; ``targets`` by source id, ordered by start.

    ``addresses``: source id → permanent address of what it is ("/igf/2026/contributions/7/v1/").
    ``corrections``, ``acts``: what came with an imported folder as settled about these sources,
    and about the text of a paper that draws on them.
    """

    sources: tuple[Source, ...] = ()
    holders: tuple[Holder, ...] = ()
    targets: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    acts: tuple[Act, ...] = ()


Provider = Callable[[str, str, ForumSettings], CitableTexts]
"""(scope path, call slug or "", settings of the paper) → the published texts there."""

_providers: dict[str, str] = {}


def register_provider(kind: str, provider: str) -> None:
    """Called by each app with sources when it is ready. ``provider``: its dotted name.

    By name, because what reads texts for the engine is heavy, and web processes never need it.
    """
    _providers[kind] = provider


def citable_texts(scope: str, call: str, settings: ForumSettings) -> list[CitableTexts]:
    """All published sources of a scope, by kind."""
    return [import_string(_providers[kind])(scope, call, settings) for kind in sorted(_providers)]

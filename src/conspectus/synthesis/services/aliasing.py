"""Holders under their other names: what was said under any of them counts as one holder's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from conspectus.engine.corpus import Correction, Holder, Source
from conspectus.formats.intake.folding import fold


def with_aliases(
    sources: Sequence[Source], holders: Sequence[Holder], corrections: Iterable[Correction]
) -> tuple[tuple[Source, ...], tuple[Holder, ...]]:
    """The corpus with the holders joined whom an "alias" names; of two that differ the later holds.

    The holder that a correction names keeps its id; where nobody has its name, nothing changes.
    """
    known = {fold(name): one.id for one in reversed(holders) for name in (*one.aliases, one.name)}
    known |= {one.id: one.id for one in holders}
    joined: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    for correction in sorted(corrections, key=lambda one: one.at):
        kept = known.get(correction.value) or known.get(fold(correction.value))
        if correction.kind != "alias" or kept is None:
            continue
        names.setdefault(kept, []).extend(correction.names)
        joined.pop(kept, None)
        for name in correction.names:
            other = known.get(fold(name))
            if other is not None and other != kept:
                joined[other] = kept
    if not names:
        return tuple(sources), tuple(holders)
    return (
        tuple(
            replace(one, holders=tuple(dict.fromkeys(_final(h, joined) for h in one.holders)))
            for one in sources
        ),
        tuple(
            _named(one, names.get(one.id, []), joined) for one in holders if one.id not in joined
        ),
    )


def _final(holder: str, joined: Mapping[str, str]) -> str:
    """Aliases of aliases are followed, and never in a circle."""
    seen = {holder}
    while (after := joined.get(holder)) is not None and after not in seen:
        seen.add(after)
        holder = after
    return holder


def _named(one: Holder, names: Sequence[str], joined: Mapping[str, str]) -> Holder:
    members = tuple(dict.fromkeys(_final(member, joined) for member in one.members))
    others = (name for name in names if name != one.name)
    return replace(one, aliases=tuple(dict.fromkeys((*one.aliases, *others))), members=members)

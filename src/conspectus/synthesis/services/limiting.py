"""The sources of a paper that is limited to some calls, meetings and threads, or to some regions.

Only a job needs this. The whole cycle is read and then narrowed, so that a holder has one id in all
papers of a cycle, and corrections go from one paper to another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from conspectus.contributions.models import Contribution
from conspectus.core.citable import CitableTexts, is_told
from conspectus.engine.corpus import Holder, Source
from conspectus.engine.errors import ConspectusError
from conspectus.synthesis.models import Paper

NOTHING = "Nothing public fits what this paper is limited to: widen it."


def limited(texts: Sequence[CitableTexts], paper: Paper) -> list[CitableTexts]:
    """Those sources that the paper's limits let in, with their holders.

    What did not come to any call (threads that the rapporteur has chosen) no call keeps out.
    Chosen meetings and threads (``places``) keep out others, and all contributions but those of
    chosen calls.

    Raises:
        ConspectusError: there is none.
    """
    limits: Mapping[str, Any] = paper.limits
    calls, regions = limits.get("calls") or [], limits.get("regions") or []
    places = tuple(limits.get("places") or ())
    addresses = _addresses(paper, calls) if calls or places else None
    found = [_limited(one, addresses, frozenset(regions), places) for one in texts]
    if (calls or regions or places) and not any(one.sources for one in found):
        raise ConspectusError(NOTHING)
    return found


def _addresses(paper: Paper, calls: Collection[str]) -> frozenset[str]:
    """The permanent addresses of what came to the calls."""
    numbers = Contribution.objects.filter(
        cycle=paper.cycle_id, call__slug__in=calls, number__isnull=False
    ).values_list("number", flat=True)
    path = paper.cycle.scope.path
    return frozenset(f"/{path}/contributions/{number}/" for number in numbers)


def _limited(
    texts: CitableTexts,
    addresses: frozenset[str] | None,
    regions: frozenset[str],
    places: tuple[str, ...],
) -> CitableTexts:
    holders = {one.id: one for one in texts.holders}

    def fits(source: Source) -> bool:
        address = texts.addresses.get(source.id, "")
        if is_told(source.kind):
            of_call = not places or address.startswith(places)
        else:
            of_call = addresses is None or address.rsplit("/", 2)[0] + "/" in addresses
        of_region = not regions or any(holders[one].region in regions for one in source.holders)
        return of_call and of_region

    sources = tuple(one for one in texts.sources if fits(one))
    ids = {one.id for one in sources}
    kept = _with_members({who for one in sources for who in one.holders}, holders)
    return replace(
        texts,
        sources=sources,
        holders=tuple(one for one in texts.holders if one.id in kept),
        targets={source: found for source, found in texts.targets.items() if source in ids},
        addresses={source: at for source, at in texts.addresses.items() if source in ids},
    )


def _with_members(ids: Iterable[str], holders: Mapping[str, Holder]) -> set[str]:
    found: set[str] = set()
    waiting = list(ids)
    while waiting:
        one = waiting.pop()
        if one not in found and one in holders:
            found.add(one)
            waiting.extend(holders[one].members)
    return found

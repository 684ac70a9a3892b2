"""Who is named in no other source than the erased one loses name and place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from conspectus.engine.corpus import Holder
from conspectus.engine.paper_parts import Annexes, PaperSource, Passage, Theme

ERASED_NAME = "a contributor whose contribution was erased"
ERASED_GROUP = "a group whose words were erased"


class ErasedHolders:
    """The holders of ``source`` that nothing else in the paper speaks of, with their new ids.

    Their number stays: they were counted among those who addressed a theme.
    """

    def __init__(
        self,
        holders: Sequence[Holder],
        source: str,
        sources: Iterable[PaperSource],
        passages: Iterable[Passage],
    ) -> None:
        by_id = {holder.id: holder for holder in holders}
        bound: set[str] = set()
        others: set[str] = set()
        for one in sources:
            (bound if one.id == source else others).update(one.holders)
        for passage in passages:
            (bound if passage.source == source else others).add(passage.holder)
        kept = _with_members(others, by_id)
        numbers = (f"erased-{number}" for number in count(1))
        free = (one for one in numbers if one not in by_id)
        self.new = {one: next(free) for one in sorted(_with_members(bound, by_id) - kept)}

    def ids(self, holders: Iterable[str]) -> tuple[str, ...]:
        """Ids of holders with those of the erased ones made anew."""
        return tuple(self.new.get(one, one) for one in holders)

    def holder(self, holder: Holder) -> Holder:
        """The holder as it is listed from now on; the group alone says whose voice it was."""
        if holder.id not in self.new:
            return replace(holder, members=self.ids(holder.members))
        return replace(
            holder,
            id=self.new[holder.id],
            name=ERASED_GROUP if holder.is_nobody else ERASED_NAME,
            label="",
            aliases=(),
            members=self.ids(holder.members),
            region=None,
            country=None,
            plural=False,
        )

    def theme(self, theme: Theme) -> Theme:
        """The theme, addressed by as many as before."""
        return replace(theme, addressed_by=self.ids(theme.addressed_by))

    def source(self, source: PaperSource) -> PaperSource:
        """The source, signed by who signed it."""
        return replace(source, holders=self.ids(source.holders))

    def annexes(self, annexes: Annexes) -> Annexes:
        """The lists of submissions and speakers."""
        return replace(
            annexes,
            submissions=tuple(self._entry(one) for one in annexes.submissions),
            speakers=tuple(self._entry(one) for one in annexes.speakers),
        )

    def _entry(self, entry: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**entry, "holder": self.new.get(entry["holder"], entry["holder"])}


def _with_members(ids: Iterable[str], holders: Mapping[str, Holder]) -> set[str]:
    found: set[str] = set()
    waiting = list(ids)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(holders[one].members)
    return found

"""A call with all that its forms need, kept in memory until something is published or changed.

Two thousand people send in the last hour, and the call is the same for all of them. It is read
again as soon as its cycle's generation has risen (`core.generations`), as published pages are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.http import Http404

from conspectus.contributions.models import Call
from conspectus.contributions.queries.windows import phases_of_call
from conspectus.core.generations import Generations, generations_file
from conspectus.forums.models import Phase
from conspectus.people.models import StakeholderGroup


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A public call (cycle, scope and forum read with it), the forum's groups, its phases.

    ``forms``: its one-page form by language, as it is before anything is typed.
    """

    call: Call
    groups: tuple[StakeholderGroup, ...]
    phases: tuple[Phase, ...]
    forms: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


_kept: dict[tuple[Path, str, str], OpenCall] = {}


def open_call(forum: str, cycle: str, slug: str) -> OpenCall:
    """A public call; three queries at first, none while nothing has changed.

    Raises:
        Http404: there is none, or it is not public.
    """
    file = generations_file()
    path = f"{forum}/{cycle}"
    kept = _kept.get((file, path, slug))
    is_served = file.is_file()  # by a server, which keeps the generations there
    if kept is not None and is_served:
        scope = kept.call.cycle.scope
        if _generations(file).of(scope.pk) <= scope.generation:
            return kept
    read = _read(path, slug)
    if is_served:
        _kept[file, path, slug] = read
    return read


def _read(path: str, slug: str) -> OpenCall:
    call = (
        Call.objects.filter(cycle__scope__path=path, slug=slug, published__isnull=False)
        .select_related("cycle__scope", "cycle__forum")
        .first()
    )
    if call is None:
        raise Http404(slug)
    groups = StakeholderGroup.objects.filter(tree_id=call.cycle.forum.group_tree_id)
    return OpenCall(call, tuple(groups), tuple(phases_of_call(call)))


@lru_cache(maxsize=2)
def _generations(file: Path) -> Generations:
    return Generations(file)

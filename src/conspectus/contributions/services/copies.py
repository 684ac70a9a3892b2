"""Finding contributions that are the same or nearly so: duplicates and campaigns.

Nothing is removed by itself: what is found waits on the desk. The sketches are the engine's
(`engine.campaigns`), imported when called: web processes never load them.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence

from django.db import transaction
from django_tasks import task

from conspectus.contributions.models import Call, Contribution, DeskItem, Party, Version
from conspectus.contributions.models.contributions import State
from conspectus.contributions.services.asking import question_about

_COUNTED = (State.RECEIVED, State.NEEDS_ATTENTION, State.PUBLISHED, State.NOT_PUBLISHED)
_SHOWN_NUMBERS = 20


@task()
def look_for_copies(call_id: int) -> None:
    """The job: compares the contributions of a call."""
    find_copies(Call.objects.get(pk=call_id))


@transaction.atomic
def find_copies(call: Call) -> int:
    """Asks about each group of like contributions that was not asked about before; how many."""
    versions = _newest(call)
    texts = ["\n".join(document.text for document in one.documents.all()) for one in versions]
    found = importlib.import_module("conspectus.engine.campaigns").find_campaigns(texts)
    asked = set(
        DeskItem.objects.filter(
            cycle=call.cycle_id, kind__in=[DeskItem.Kind.DUPLICATE, DeskItem.Kind.CAMPAIGN]
        ).values_list("contribution_id", "kind", "question")
    )
    items = [item for group in found for item in _items([versions[at] for at in group])]
    new = [one for one in items if (one.contribution_id, one.kind, one.question) not in asked]
    DeskItem.objects.bulk_create(new)
    return len(new)


def _newest(call: Call) -> list[Version]:
    """The newest version of each contribution that counts, by number."""
    found: dict[int, Version] = {}
    versions = (
        Version.objects.filter(contribution__call=call, contribution__state__in=_COUNTED)
        .select_related("contribution")
        .prefetch_related("documents", "parties")
        .order_by("contribution__number", "k")
    )
    for version in versions:
        found[version.contribution_id] = version
    return list(found.values())


def _items(group: Sequence[Version]) -> Iterator[DeskItem]:
    """The same contributor twice is a possible duplicate; several contributors, a campaign."""
    by_holder: dict[str, list[Version]] = {}
    for version in group:
        by_holder.setdefault(_holder(version), []).append(version)
    for own in by_holder.values():
        first, *others = own
        for other in others:
            yield _duplicate(other.contribution, first.contribution)
    if len(by_holder) > 1:
        leaders = [own[0] for own in by_holder.values()]
        numbers = ", ".join(str(one.contribution.number) for one in leaders[:_SHOWN_NUMBERS])
        more = "" if len(leaders) <= _SHOWN_NUMBERS else f" … ({len(leaders)})"
        yield question_about(
            leaders[0].contribution,
            kind=DeskItem.Kind.CAMPAIGN,
            question=f"{numbers}{more}",
            options=[{"do": "campaign"}, {"do": "leave"}],
        )


def _duplicate(contribution: Contribution, first: Contribution) -> DeskItem:
    return question_about(
        contribution,
        kind=DeskItem.Kind.DUPLICATE,
        question=f"{contribution.number} = {first.number}",
        options=[{"do": "duplicate", "of": first.pk}, {"do": "leave"}],
    )


def _holder(version: Version) -> str:
    bound = sorted(
        f"o{party.organisation_id}" if party.organisation_id else f"p{party.person_id}"
        for party in version.parties.all()
        if party.part != Party.Part.SUBMITS
    )
    return " ".join(bound) or version.holder_sort

"""Drafts that nobody goes on with are deleted: their words were never anybody's but the writer's.

What a call says of how long they are kept is counted from its end or from the last touch, whichever
is later. A new version that was begun and not sent goes in the same way; what was sent stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from conspectus.contributions.models import Call, Contribution, Document, Version
from conspectus.contributions.models.contributions import State
from conspectus.contributions.queries.windows import phases_of_call
from conspectus.core.clock import stamp
from conspectus.core.file_store import drop_file
from conspectus.core.models import Mail

AT_ONCE = 100
"""Drafts of a call deleted in one transaction."""


def clear_all_drafts() -> int:
    """`clear_drafts` until nothing is due; others may write between two transactions."""
    count = 0
    while cleared := clear_drafts():
        count += cleared
    return count


def clear_drafts(*, now: dt.datetime | None = None) -> int:
    """Deletes what is due, at most `AT_ONCE` of each call, with files and mails; how many."""
    at = now or stamp()
    under_work = Version.objects.filter(received__isnull=True)
    calls = Call.objects.filter(contributions__versions__in=under_work).distinct()
    return sum(
        delete_drafts(_due(call, under_work, at)) for call in calls.select_related("cycle__scope")
    )


def _due(call: Call, drafts: QuerySet[Version], at: dt.datetime) -> list[Version]:
    """The abandoned drafts of a call; one that stays open, or opens again, waits for a touch."""
    before = at - dt.timedelta(days=call.drafts_kept)
    ends = [phase.late_until or phase.closes for phase in phases_of_call(call)]
    known = [end for end in ends if end is not None]
    if len(known) == len(ends) and known and max(known) > before:
        return []
    read = Coalesce(Max("documents__read"), F("created"))
    return list(
        drafts.filter(contribution__call=call)
        .annotate(last=Greatest(Coalesce("touched", "created"), read))
        .filter(last__lt=before)
        .select_related("contribution")
        .order_by("pk")[:AT_ONCE]
    )


def delete_drafts(versions: Sequence[Version]) -> int:
    """Deletes versions that were never sent, with files, links and mails; how many.

    Each with its ``contribution``.
    """
    if not versions:
        return 0
    with transaction.atomic():
        documents = Document.objects.filter(version__in=versions).exclude(file="")
        files = sorted(set(documents.values_list("file", flat=True)))
        for version in versions:
            version.answers.all().delete()
        Version.objects.filter(pk__in=[one.pk for one in versions]).delete()
        _clear_contributions([one.contribution for one in versions])
        transaction.on_commit(lambda: _drop(files))
    return len(versions)


def _clear_contributions(contributions: Sequence[Contribution]) -> None:
    """Those of which nothing was ever sent, with the mails that hold their links."""
    drafts = [
        one for one in contributions if one.state == State.DRAFT and not one.versions.exists()
    ]
    for one in drafts:
        Mail.objects.filter(Q(text__contains=one.key)).delete()
    Contribution.objects.filter(pk__in=[one.pk for one in drafts]).delete()


def _drop(files: Iterable[str]) -> None:
    for path in files:
        drop_file(path)

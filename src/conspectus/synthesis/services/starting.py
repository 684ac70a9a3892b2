"""A further paper of a cycle: of all its calls, of some, of meetings or threads, of themes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.forums.models import Cycle
from conspectus.people.models import Account
from conspectus.synthesis.models import Paper, PaperVersion
from conspectus.synthesis.services.correcting import given_again, take_in
from conspectus.synthesis.services.following import follow


@transaction.atomic
def start_paper(
    cycle: Cycle,
    *,
    title: str,
    limits: Mapping[str, Sequence[str]],
    corrections_of: Paper | None,
    by: Account | None,
    follows: PaperVersion | None = None,
) -> Paper:
    """A new paper without a version; with the corrections that another one has, if wanted.

    ``follows``: see `services.following.follow`.

    Raises:
        SiteError: it has no title.
    """
    if not title.strip():
        raise SiteError(_("Give the paper a title."), field="title")
    # Two at once would take the same number: the second waits here.
    cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)
    last = cycle.papers.aggregate(last=Max("number"))["last"] or 0
    kept = {name: list(limits.get(name, ())) for name in ("calls", "places", "themes", "regions")}
    paper = Paper.objects.create(
        cycle=cycle, number=last + 1, title=title.strip()[:300], limits=kept
    )
    if corrections_of is not None:
        rows = corrections_of.corrections.filter(undone__isnull=True).order_by("number")
        take_in(paper, [(given_again(row), row.by_name) for row in rows], by=by)
    return follow(paper, earlier=follows) if follows is not None else paper

"""Asking for a version of a paper, and making it public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from conspectus.contributions.models import Call
from conspectus.contributions.models.contributions import State
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.home import papers_folder
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.text import in_language
from conspectus.people.models import Account
from conspectus.synthesis.models import Paper, PaperVersion
from conspectus.synthesis.services.certifying import (
    certified_digest,
    certify,
    refuse_stopped,
    refuse_uncertified,
)
from conspectus.synthesis.services.freezing import Prepared, prepare_publication, take_over
from conspectus.synthesis.services.handwritten import refuse_open
from conspectus.synthesis.services.printed_replies import follow_publication
from conspectus.synthesis.tasks import make_paper

STATUSES = ("working draft", "open for comment", "revised", "final")
AFTER_FINAL = ("Corr.", "Add.", "Rev.")
"""What may follow a final version: a correction, an addition, a revision; each is numbered."""


def paper_path(version: PaperVersion) -> str:
    """The permanent address of a version, without language."""
    cycle = version.paper.cycle
    return f"/{cycle.scope.path}/papers/{version.paper.number}/v{version.k}/"


def ask_for_paper(call: Call, *, by: Account | None) -> PaperVersion:
    """A new version of the call's paper, waiting for the worker that makes it.

    Raises:
        SiteError: nothing is published, or a version is being made.
    """
    with transaction.atomic():
        if not call.contributions.filter(state=State.PUBLISHED).exists():
            raise SiteError(_("No contribution of this call is published yet: publish one first."))
        paper = Paper.objects.filter(call=call).order_by("number").first() or _first_paper(call)
        return ask_for_version(paper, by=by)


@transaction.atomic
def ask_for_version(paper: Paper, *, by: Account | None) -> PaperVersion:
    """A new version of a paper, waiting for the worker that makes it.

    Raises:
        SiteError: a version is being made.
    """
    running = (PaperVersion.State.WAITING, PaperVersion.State.RUNNING)
    if paper.versions.filter(state__in=running).exists():
        raise SiteError(_("A version of this paper is being made: wait until it is ready."))
    last = paper.versions.aggregate(last=Max("k"))["last"] or 0
    version = PaperVersion.objects.create(paper=paper, k=last + 1, asked_by=by)
    transaction.on_commit(lambda: make_paper.enqueue(version.pk))
    return version


def _first_paper(call: Call) -> Paper:
    cycle = call.cycle
    last = cycle.papers.aggregate(last=Max("number"))["last"] or 0
    title = cycle.settings.get("title") or in_language(call.titles, "en")[0]
    return Paper.objects.create(cycle=cycle, call=call, number=last + 1, title=title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Under what a version becomes public, beside its status.

    ``why``: the head of its change log. ``input_to``: [{"title", "url"}].
    """

    why: str = ""
    comments_until: datetime | None = None
    comments_at_once: bool = False
    input_to: Sequence[Mapping[str, str]] = ()


def publish_paper(
    version: PaperVersion, *, status: str, terms: Terms | None = None
) -> PaperVersion:
    """Makes a version public under a status; its text is frozen from then on.

    Nothing else makes one public. All its files say the status; what changed since the public
    version before it is kept. Its files are checked before, which may take a minute for a large
    paper.

    Raises:
        SiteError: it is not ready, is public already, the status is none that may follow now,
            another version has become public since it was made, an act of its paper is stopped,
            or the verifier rejects it.
    """
    version = PaperVersion.objects.select_related("paper__cycle__scope", "previous").get(
        pk=version.pk
    )
    numbered = _refuse(version, status)
    refuse_stopped(version)  # before its files are checked, which takes long
    certify(version)
    prepared = prepare_publication(version, status=numbered)
    if prepared is not None:
        prepared = replace(prepared, checked=certified_digest(papers_folder() / prepared.folder))
    return _make_public(version, prepared, status=status, terms=terms or Terms())


@transaction.atomic
def _make_public(
    version: PaperVersion, prepared: Prepared | None, *, status: str, terms: Terms
) -> PaperVersion:
    # Two versions of one paper, or one version twice: the second waits here, and sees the first.
    Paper.objects.select_for_update().get(pk=version.paper_id)
    folder = version.folder
    version = PaperVersion.objects.select_related("paper__cycle__scope", "previous").get(
        pk=version.pk
    )
    version.status = _refuse(version, status)
    if version.folder != folder or (prepared is not None and not prepared.is_there()):
        raise SiteError(_("The version has changed in the meantime: try again."))
    refuse_uncertified(version)
    if prepared is not None:
        take_over(version, prepared)
    version.published = stamp()
    version.why, version.input_to = terms.why.strip(), [dict(one) for one in terms.input_to]
    version.comments_until = terms.comments_until
    version.comments_at_once = terms.comments_at_once
    version.leaf = record(
        "paper",
        paper_path(version),
        {
            "title": version.paper.title,
            "status": version.status,
            "sha256": version.sha256,
            "published": version.published.isoformat(),
            **({"follows": paper_path(version.previous)} if version.previous else {}),
        },
    )
    version.save()
    follow_publication(version)
    mark_changed(version.paper.cycle.scope)
    return version


def _refuse(version: PaperVersion, status: str) -> str:
    """The status as it is printed ("Corr.2"), where the version may become public under it."""
    if version.published is not None:
        raise SiteError(_("This version is public already."))
    if status not in statuses_after(version.previous):
        raise SiteError(_("Choose one of the statuses."), field="status")
    if version.state != PaperVersion.State.READY:
        raise SiteError(_("This version is not ready: it cannot be made public."))
    refuse_open(version)
    public = version.paper.versions.filter(published__isnull=False)
    newest = public.order_by("-k").first()
    if (newest.pk if newest else None) != version.previous_id:
        raise SiteError(
            _("Another version has become public since this one was made: make a new one.")
        )
    if status not in AFTER_FINAL:
        return status
    return f"{status}{public.filter(status__startswith=status).count() + 1}"


def statuses_after(previous: PaperVersion | None) -> tuple[str, ...]:
    """The statuses under which the version after ``previous`` may become public."""
    ended = previous is not None and previous.status.startswith(("final", *AFTER_FINAL))
    return AFTER_FINAL if ended else STATUSES


@transaction.atomic
def change_terms(version: PaperVersion, *, terms: Terms) -> PaperVersion:
    """Until when a public version is open for comment, and what it was input to; not its text."""
    version = PaperVersion.objects.select_for_update().get(pk=version.pk)
    version.input_to = [dict(one) for one in terms.input_to]
    version.comments_until = terms.comments_until
    version.comments_at_once = terms.comments_at_once
    version.save(update_fields=["input_to", "comments_until", "comments_at_once"])
    mark_changed(version.paper.cycle.scope)
    return version

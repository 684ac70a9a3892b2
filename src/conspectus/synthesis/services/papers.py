"""Asking for a paper of a call, and making a version of it public."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from conspectus.contributions.models import Call
from conspectus.contributions.models.contributions import State
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.text import in_language
from conspectus.people.models import Account
from conspectus.synthesis.models import Paper, PaperVersion
from conspectus.synthesis.services.certifying import certify, refuse_uncertified
from conspectus.synthesis.tasks import make_paper

STATUSES = ("working draft", "revised", "final")


def paper_path(version: PaperVersion) -> str:
    """The permanent address of a version, without language."""
    cycle = version.paper.cycle
    return f"/{cycle.scope.path}/papers/{version.paper.number}/v{version.k}/"


@transaction.atomic
def ask_for_paper(call: Call, *, by: Account | None) -> PaperVersion:
    """A new version of the call's paper, waiting for the worker that makes it.

    Raises:
        SiteError: nothing is published, or a version is being made.
    """
    if not call.contributions.filter(state=State.PUBLISHED).exists():
        raise SiteError(_("No contribution of this call is published yet: publish one first."))
    paper = Paper.objects.filter(call=call).order_by("number").first() or _first_paper(call)
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


def publish_paper(version: PaperVersion, *, status: str) -> PaperVersion:
    """Makes a version public under a status; its text is frozen from then on.

    Nothing else makes one public. Its files are checked before, which may take a minute for a
    large paper whose files have changed since they were made.

    Raises:
        SiteError: it is not ready, is public already, the status is none of STATUSES, an act of
            its paper is stopped, or the verifier rejects it.
    """
    certify(version)
    return _published(version, status=status)


@transaction.atomic
def _published(version: PaperVersion, *, status: str) -> PaperVersion:
    if status not in STATUSES:
        raise SiteError(_("Choose one of the statuses."), field="status")
    version = PaperVersion.objects.select_for_update().get(pk=version.pk)
    if version.state != PaperVersion.State.READY:
        raise SiteError(_("This version is not ready: it cannot be made public."))
    if version.published is not None:
        raise SiteError(_("This version is public already."))
    refuse_uncertified(version)
    version.status = status
    version.published = stamp()
    version.leaf = record(
        "paper",
        paper_path(version),
        {
            "title": version.paper.title,
            "status": status,
            "sha256": version.sha256,
            "published": version.published.isoformat(),
        },
    )
    version.save(update_fields=["status", "published", "leaf"])
    mark_changed(version.paper.cycle.scope)
    return version

"""Papers forget what is erased: a redacted version stands at the old address (DESIGN §6).

A redacted bundle is written beside the old one, under a name that follows from both, by a child
that ends; the row turns to it in the transaction of the erasure, and the old folder goes when that
has been committed. Whatever interrupts this leaves at worst a folder that no row knows, and the
next erasure deletes it (decision 0026).
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.erasure import before_erasure, on_erasure
from conspectus.core.errors import SiteError
from conspectus.core.home import papers_folder
from conspectus.core.publication import forget_pages, mark_changed
from conspectus.core.recording import record
from conspectus.synthesis.children import run_child
from conspectus.synthesis.models import Paper, PaperVersion
from conspectus.synthesis.services.corrigenda import forget_corrigenda
from conspectus.synthesis.services.following import renew_view_changes
from conspectus.synthesis.services.forgetting import forget_corrections, forget_map
from conspectus.synthesis.services.freezing import forget_changes
from conspectus.synthesis.services.keeping import drop_sentences, keep_pages
from conspectus.synthesis.services.reader_tables import keep_reader_tables, positions_in
from conspectus.synthesis.services.translating import renew_translations

MODULE = "conspectus.synthesis.redaction_run"
LONGEST_S = 900
ERASED_MEANWHILE = (
    "Something was erased while this version was being made: ask for a new one."  # kept in rows
)

log = logging.getLogger(__name__)


@before_erasure
def prepare_redactions(subject: str) -> None:
    """Writes the redacted bundles before the transaction, which then has nothing to wait for."""
    for version, sources in _drawing_on(subject):
        _write_redacted(version, sources)


@on_erasure
def redact_papers(subject: str) -> None:
    """Every version, public or not, without the sources at ``subject``; runs are ended.

    Inside the caller's transaction. A run that has read the words already cannot become ready.

    Raises:
        SiteError: a bundle could not be redacted; nothing is erased then.
    """
    cycle = _cycle_of(subject)
    running = PaperVersion.objects.filter(
        paper__cycle__scope__path=cycle, state=PaperVersion.State.RUNNING
    )
    running.update(state=PaperVersion.State.FAILED, error=ERASED_MEANWHILE)
    changed = False
    for version, sources in _drawing_on(subject):
        _redact(version, sources)
        renew_view_changes(version)
        renew_translations(version)
        changed = True
    papers = Paper.objects.filter(cycle__scope__path=cycle)
    transaction.on_commit(partial(_sweep, [paper.pk for paper in papers]))
    if changed:
        transaction.on_commit(forget_pages)


def _cycle_of(subject: str) -> str:
    """The scope of a permanent address: "igf/2026" of "/igf/2026/contributions/7/"."""
    return "/".join(subject.strip("/").split("/")[:2])


def _drawing_on(subject: str) -> Iterator[tuple[PaperVersion, list[str]]]:
    """The versions that have sources at or below an address, with the ids of these."""
    versions = PaperVersion.objects.filter(
        paper__cycle__scope__path=_cycle_of(subject), state=PaperVersion.State.READY
    ).select_related("paper__cycle__scope")
    for version in versions:
        sources = sorted(
            source for source, at in version.drawn_on.items() if at.startswith(subject)
        )
        if sources:
            yield version, sources


def _redact(version: PaperVersion, sources: Sequence[str]) -> None:
    folder = _write_redacted(version, sources)
    content = (papers_folder() / folder / "paper.json").read_bytes()
    paper = json.loads(content)
    gone = drop_sentences(version, paper)
    forget_corrections(version.paper_id, sources, gone)
    forget_map(version.paper_id)
    version.folder, version.sha256 = folder, hashlib.sha256(content).hexdigest()
    version.drawn_on = {
        source: at for source, at in version.drawn_on.items() if source not in sources
    }
    keep_pages(version, paper)
    forget_corrigenda(version, sources)
    forget_changes(version)
    keep_reader_tables(version, paper, positions_in(papers_folder() / folder))
    version.redacted = stamp()
    if version.published is not None:
        _record(version)
    version.save()


def _record(version: PaperVersion) -> None:
    """The redacted version is recorded as what stands at the address from now on."""
    cycle = version.paper.cycle
    version.leaf = record(
        "paper",
        f"/{cycle.scope.path}/papers/{version.paper.number}/v{version.k}/",
        {
            "title": version.paper.title,
            "status": version.status,
            "sha256": version.sha256,
            "redacted": True,
        },
    )
    mark_changed(cycle.scope)


def _write_redacted(version: PaperVersion, sources: Sequence[str]) -> str:
    """The folder, below the home's papers, of the version's bundle without these sources.

    Its name follows from the old folder and the sources, and a bundle never changes in its
    folder: what is there under this name is right.
    """
    key = hashlib.sha256("\n".join([version.folder, *sources]).encode()).hexdigest()[:12]
    folder = f"{version.paper_id}/{version.k}-{key}"
    new = papers_folder() / folder
    if not new.exists():
        _run(papers_folder() / version.folder, new, sources)
    return folder


def _run(old: Path, new: Path, sources: Sequence[str]) -> None:
    told = run_child(MODULE, old, new, *sources, longest_s=LONGEST_S)
    if told.code:
        log.error("paper not redacted", extra={"folder": str(old), "error": told.errors[-500:]})
        raise SiteError(_("A paper that cites this could not be redacted: nothing was erased."))


def _sweep(papers: Sequence[int]) -> None:
    """Deletes the folders that no ready version stands in: old ones, and those of ended runs."""
    for key in papers:
        # A run becomes ready in a transaction that looks for its folder: one waits for the other.
        with transaction.atomic():
            Paper.objects.select_for_update().filter(pk=key).first()
            ready = PaperVersion.objects.filter(paper=key, state=PaperVersion.State.READY)
            kept = set(ready.values_list("folder", flat=True))
            whole = papers_folder() / str(key)
            for folder in sorted(whole.iterdir()) if whole.is_dir() else ():
                if f"{key}/{folder.name}" not in kept:
                    shutil.rmtree(folder, ignore_errors=True)

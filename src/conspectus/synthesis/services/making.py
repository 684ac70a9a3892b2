"""Running the engine over a call's published contributions: from the register to the bundle."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction

from conspectus.core.citable import CitableTexts, citable_texts
from conspectus.core.clock import stamp
from conspectus.core.flushing import flush_folder
from conspectus.core.home import papers_folder
from conspectus.engine.corpus import Corpus, ForumSettings, Options
from conspectus.engine.embedding import Cache, load_default
from conspectus.engine.errors import ConspectusError
from conspectus.engine.held import Held
from conspectus.engine.paper import Paper as MadePaper
from conspectus.engine.revision.kinship import Kinship, kinship
from conspectus.engine.revision.numbering import numbered_after
from conspectus.engine.revision.revising import Revised, revise
from conspectus.engine.revision.steady import with_words_of
from conspectus.engine.synthesis import synthesize
from conspectus.formats.bundle import read_bundle, write_bundle
from conspectus.forums.queries.settings import settings_of
from conspectus.synthesis.bundle_check_run import problems_of
from conspectus.synthesis.models import PaperVersion, Sentence
from conspectus.synthesis.services.aliasing import with_aliases
from conspectus.synthesis.services.certifying import digest_of
from conspectus.synthesis.services.correcting import (
    Standing,
    corrections_of,
    given_of,
    take_in,
)
from conspectus.synthesis.services.drafting_handwritten import by_hand
from conspectus.synthesis.services.following import following_notes, keep_kinship
from conspectus.synthesis.services.keeping import Read, keep_pages, keep_sentences
from conspectus.synthesis.services.limiting import limited
from conspectus.synthesis.services.mapping import keep_map
from conspectus.synthesis.services.reader_tables import keep_reader_tables, positions_in
from conspectus.synthesis.services.redacting import ERASED_MEANWHILE
from conspectus.synthesis.services.standings import keep_standings

PAPER_JSON = "paper.json"
_SAID_EVERY_S = 0.5


def make_version(version_id: int, *, cache: Cache | None = None, held: Held | None = None) -> bool:
    """Makes the paper of a version and its evidence; whether it is ready afterwards.

    ``cache``, ``held``: results of earlier runs; they change no byte of the paper.
    """
    version = PaperVersion.objects.select_related(
        *("paper__cycle__forum", "paper__cycle__scope", "paper__call"),
        "paper__follows__paper__cycle__scope",
    ).get(pk=version_id)
    version.state = PaperVersion.State.RUNNING
    version.save(update_fields=["state"])
    try:
        _make(version, cache, held)
    except ConspectusError as error:
        PaperVersion.objects.filter(pk=version_id).update(
            state=PaperVersion.State.FAILED, error=str(error)[:500]
        )
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Made:
    """What a run gives: the engine's draft, the revised paper, what both were made from."""

    draft: MadePaper
    revised: Revised
    paper: MadePaper
    standing: Standing
    texts: Sequence[CitableTexts]
    before: PaperVersion | None
    follows: PaperVersion | None
    kinship: Kinship


def _make(version: PaperVersion, cache: Cache | None, held: Held | None) -> None:
    made = _run(version, cache, held)
    folder = f"{version.paper_id}/{version.k}"
    _write(made.paper, papers_folder() / folder)
    checked = "" if problems_of(papers_folder() / folder) else digest_of(papers_folder() / folder)
    with transaction.atomic():
        # An erasure ends the runs of its cycle: what they have read may be gone by now.
        version = PaperVersion.objects.select_for_update().get(pk=version.pk)
        if version.state != PaperVersion.State.RUNNING or not (papers_folder() / folder).exists():
            shutil.rmtree(papers_folder() / folder, ignore_errors=True)
            raise ConspectusError(version.error or ERASED_MEANWHILE)
        version.folder, version.checked = folder, checked
        _keep(version, made)
        version.state, version.stage, version.share = PaperVersion.State.READY, "", 100
        version.save()


def _run(version: PaperVersion, cache: Cache | None, held: Held | None) -> _Made:
    """The engine's paper of the published texts under the corrections, then the acts."""
    limits = version.paper.limits
    texts = _texts(version)
    _take_in_imported(version, texts)
    standing = corrections_of(version.paper)
    corpus = _corpus(version, texts, standing)
    draft = synthesize(
        corpus,
        options=Options(date=stamp().date().isoformat(), themes=tuple(limits.get("themes") or ())),
        embedder=load_default(),
        cache=cache,
        progress=_Teller(version),
        held=held,
        jobs=len(os.sched_getaffinity(0)),
    )
    draft = by_hand(version.paper, draft)
    before = _before(version)
    earlier = read_bundle(papers_folder() / before.folder) if before and before.folder else None
    if earlier is not None:
        draft = with_words_of(draft, earlier)
    revised = revise(draft, standing.acts)
    paper = _numbered(version, earlier, revised.paper)
    follows = version.paper.follows
    return _Made(
        *(draft, revised, paper, standing, texts, before, follows), _kinship(follows, paper)
    )


def _kinship(earlier: PaperVersion | None, paper: MadePaper) -> Kinship:
    """How the views of a paper belong to those of the version that it follows."""
    if earlier is None or not earlier.folder:
        return Kinship()
    return kinship(read_bundle(papers_folder() / earlier.folder), paper)


def _settings(version: PaperVersion) -> ForumSettings:
    settings = settings_of(version.paper.cycle)
    return replace(settings, title=version.paper.title) if version.paper.limits else settings


def _texts(version: PaperVersion) -> list[CitableTexts]:
    """What the paper may cite."""
    cycle = version.paper.cycle
    call = version.paper.call.slug if version.paper.call else ""
    return limited(citable_texts(cycle.scope.path, call, _settings(version)), version.paper)


def _take_in_imported(version: PaperVersion, texts: Sequence[CitableTexts]) -> None:
    """What came with an imported folder becomes corrections of the paper like any other, once."""
    corrections = [(given_of(one), one.by) for found in texts for one in found.corrections]
    acts = [(given_of(one), one.by) for found in texts for one in found.acts]
    take_in(version.paper, [*corrections, *acts], by=None, undone_too=True)


def _corpus(version: PaperVersion, texts: Sequence[CitableTexts], standing: Standing) -> Corpus:
    """What the engine reads: the texts, and what has been settled of them."""
    sources, holders = with_aliases(
        [source for one in texts for source in one.sources],
        list({holder.id: holder for one in texts for holder in one.holders}.values()),
        standing.corrections,
    )
    return Corpus(
        sources=sources,
        holders=holders,
        settings=_settings(version),
        corrections=standing.corrections,
        notes=following_notes(version),
    )


def _keep(version: PaperVersion, made: _Made) -> None:
    """The rows of a version from its bundle; its own row is not saved."""
    folder = papers_folder() / version.folder
    content = (folder / PAPER_JSON).read_bytes()
    paper = json.loads(content)
    read = Read(
        texts={source.id: source.text for one in made.texts for source in one.sources},
        targets={source: found for one in made.texts for source, found in one.targets.items()},
    )
    keep_sentences(version, paper, read)
    keep_map(version, made.paper, read)
    keep_standings(version.paper, made.draft, made.revised, made.standing)
    version.corrected = made.standing.last
    version.previous = made.before
    version.sha256 = hashlib.sha256(content).hexdigest()
    version.drawn_on = {source: at for one in made.texts for source, at in one.addresses.items()}
    keep_pages(version, paper)
    keep_reader_tables(version, paper, positions_in(folder))
    if made.follows is not None:
        keep_kinship(version, made.follows, made.kinship)


def _before(version: PaperVersion) -> PaperVersion | None:
    """The public version that this one will follow."""
    public = version.paper.versions.filter(published__isnull=False, k__lt=version.k)
    return public.order_by("-k").first()


def _numbered(version: PaperVersion, earlier: MadePaper | None, paper: MadePaper) -> MadePaper:
    """The paper with the paragraph numbers of the public versions before it, which never move.

    ``earlier``: the newest of those, if any.
    """
    if earlier is None:
        return paper
    public = PaperVersion.objects.filter(paper=version.paper_id, published__isnull=False)
    retired = Sentence.objects.filter(version__in=public).values_list("paragraph", flat=True)
    return replace(paper, sections=numbered_after(earlier, paper, retired=set(retired)))


class _Teller:
    """Keeps a version's stage and share up to date, twice a second at most."""

    def __init__(self, version: PaperVersion) -> None:
        self._key = version.pk
        self._said = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._said < _SAID_EVERY_S:
            return
        self._said = now
        PaperVersion.objects.filter(pk=self._key).update(
            stage=stage[:80], share=min(100, 100 * done // total) if total else 0
        )


def _write(made: MadePaper, folder: Path) -> None:
    """The bundle under its final name only when it is whole, and on the disk on return."""
    beside = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    write_bundle(made, beside)
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)
    flush_folder(folder)

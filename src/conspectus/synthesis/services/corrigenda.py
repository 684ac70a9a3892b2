"""Papers under a corrigendum of what they cite: noted at once, verified again by a job.

What is public stays as it is and says that a source was corrected; whoever makes the paper is told
which sentences the corrected words do not carry. A version's ``front["corrigenda"]``: [{"source",
"kind", "address", "date", "checked", "sentences": [[id, paragraph, verdict, [codes]]]}], with
"failed" and "asked" (when it was begun again) while it is not checked; it holds no words, so that
nothing there has to be erased but the line itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any, Final

from django.db import transaction
from django_tasks import task

from conspectus.core.citable import words_of
from conspectus.core.clock import stamp
from conspectus.core.corrigenda import on_corrigendum
from conspectus.core.home import papers_folder
from conspectus.synthesis.models import PaperVersion
from conspectus.synthesis.queries.corrigenda import was_left
from conspectus.synthesis.services.checking_text import Again, verify_again

KEY: Final = "corrigenda"
HOLDS: Final = "holds"
CORRECTED_MEANWHILE: Final = (
    "A source was corrected while this version was being made: ask for a new one."  # kept in rows
)
Entry = dict[str, Any]


@on_corrigendum
def note_corrigenda(kind: str, addresses: Collection[str]) -> None:
    """Every version that draws on the sources says so; runs that may have read them are ended."""
    cycles = {"/".join(one.strip("/").split("/")[:2]) for one in addresses}
    rows = PaperVersion.objects.filter(paper__cycle__scope__path__in=cycles)
    rows.filter(state=PaperVersion.State.RUNNING).update(
        state=PaperVersion.State.FAILED, error=CORRECTED_MEANWHILE
    )
    now = stamp().isoformat()
    ready = rows.filter(state=PaperVersion.State.READY).select_for_update(of=("self",))
    for version in ready.order_by("pk"):
        drawn = {source: at for source, at in version.drawn_on.items() if at in addresses}
        if not drawn:
            continue
        said = {"kind": kind, "date": now, "checked": False, "sentences": []}
        noted = [{"source": source, "address": at, **said} for source, at in sorted(drawn.items())]
        kept = [one for one in _entries(version) if one["source"] not in drawn]
        _keep(version, [*kept, *noted])
        transaction.on_commit(partial(look_again.enqueue, version.pk))
    transaction.on_commit(look_at_what_was_left)


def _entries(version: PaperVersion) -> list[Entry]:
    return list(version.front.get(KEY, ()))


def _keep(version: PaperVersion, entries: Sequence[Entry]) -> None:
    version.front = {**version.front, KEY: list(entries)}
    version.save(update_fields=["front"])


def run_again(version: PaperVersion) -> None:
    """Somebody asks for the verification that did not come to its end."""
    with transaction.atomic():
        version = PaperVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
        now = stamp().isoformat()
        entries = [
            one if one["checked"] else {**one, "failed": False, "asked": now}
            for one in _entries(version)
        ]
        _keep(version, entries)
        transaction.on_commit(partial(look_again.enqueue, version.pk))


def look_at_what_was_left() -> int:
    """Verifications that failed, or whose job was lost, are begun again; of how many versions.

    With the next corrigendum, and with each daily clearing.
    """
    rows = PaperVersion.objects.filter(state=PaperVersion.State.READY, front__has_key=KEY)
    left = [one for one in rows.only("pk", "front").order_by("pk") if was_left(_entries(one))]
    for version in left:
        run_again(version)
    return len(left)


@task()
def look_again(version_id: int) -> None:
    """The job: which sentences of a version the corrected words do not carry.

    Where it fails the version says so, to whoever makes the paper, and the error is the job's.
    """
    try:
        _look_again(version_id)
    except Exception:
        with transaction.atomic():
            version = PaperVersion.objects.select_for_update(of=("self",)).get(pk=version_id)
            entries = [
                one if one["checked"] else {**one, "failed": True} for one in _entries(version)
            ]
            _keep(version, entries)
        raise


def _look_again(version_id: int) -> None:
    version = PaperVersion.objects.get(pk=version_id)
    waiting = {one["source"]: one for one in _entries(version) if not one["checked"]}
    changed = _changed(version, waiting)
    rows = [
        row
        for row in version.sentences.order_by("order")
        if changed.keys() & {e["source"] for one in row.data["positions"] for e in one["evidence"]}
    ]
    said = verify_again(version, [row.data for row in rows], changed) if rows else []
    sources = {
        row.sentence: {e["source"] for one in row.data["positions"] for e in one["evidence"]}
        for row in rows
    }
    paragraphs = {row.sentence: row.paragraph for row in rows}
    with transaction.atomic():
        version = PaperVersion.objects.select_for_update(of=("self",)).get(pk=version_id)
        entries = _entries(version)
        for entry in entries:
            # Another corrigendum may have come meanwhile: its own job looks again.
            if waiting.get(entry["source"], {}).get("date") == entry["date"]:
                own = [one for one in said if entry["source"] in sources[one.sentence]]
                entry |= {"checked": True, "sentences": _lines(own, paragraphs)}
                entry.pop("failed", None)
                entry.pop("asked", None)
        _keep(version, entries)


def _lines(said: Sequence[Again], paragraphs: Mapping[str, str]) -> list[list[Any]]:
    return [[one.sentence, paragraphs[one.sentence], one.verdict, list(one.codes)] for one in said]


def _changed(version: PaperVersion, waiting: Mapping[str, Entry]) -> dict[str, dict[str, str]]:
    """Source id → its text in the bundle, and what stands at its address now."""
    folder = papers_folder() / version.folder / "sources"
    found = {}
    for kind in sorted({one["kind"] for one in waiting.values()}):
        own = {source: one["address"] for source, one in waiting.items() if one["kind"] == kind}
        words = words_of(kind, set(own.values()))
        for source, address in own.items():
            text = folder / f"{source}.txt"
            if address in words and text.is_file():
                found[source] = {"was": text.read_text("utf-8"), "now": words[address]}
    return found


def forget_corrigenda(version: PaperVersion, sources: Collection[str]) -> None:
    """Of erased sources nothing says any more that they were corrected; the row is not saved."""
    kept = [one for one in _entries(version) if one["source"] not in sources]
    if KEY in version.front:
        version.front = {**version.front, KEY: kept}

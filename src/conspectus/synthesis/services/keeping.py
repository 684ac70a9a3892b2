"""A version's sentences, and where each leads, in the database."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from conspectus.core.citable import Target
from conspectus.synthesis.annexes import annexes_of, front_of
from conspectus.synthesis.contents import contents_of
from conspectus.synthesis.models import AnnexEntry, Citation, PaperVersion, Sentence


def keep_pages(version: PaperVersion, paper: Mapping[str, Any]) -> None:
    """Title block, contents and annexes of a version from its paper.json; the row is not saved."""
    version.contents = contents_of(paper)
    annexes = annexes_of(paper)
    version.front = front_of(paper, annexes)
    version.annex_entries.all().delete()
    AnnexEntry.objects.bulk_create(
        AnnexEntry(version=version, annex=name, order=order, data=entry)
        for name, entries in annexes.items()
        for order, entry in enumerate(entries)
    )


def keep_sentences(
    version: PaperVersion, paper: Mapping[str, Any], targets: Mapping[str, Sequence[Target]]
) -> None:
    """A version's sentences and where each leads, from its paper.json, into the database."""
    version.sentences.all().delete()
    names = {one["id"]: one["label"] or one["name"] for one in paper["holders"]}
    rows = list(_sentences(version, paper))
    Sentence.objects.bulk_create(rows)
    Citation.objects.bulk_create(
        citation for kept in rows for citation in _citations(kept, targets, names)
    )


def _sentences(version: PaperVersion, paper: Mapping[str, Any]) -> Iterator[Sentence]:
    order = 0
    for place, section in enumerate(paper["sections"]):
        for paragraph in section["paragraphs"]:
            for sentence in paragraph["sentences"]:
                yield Sentence(
                    version=version,
                    sentence=sentence["id"],
                    section=place,
                    paragraph=paragraph["number"],
                    order=order,
                    kind=sentence["kind"],
                    data=sentence,
                )
                order += 1


def _citations(
    kept: Sentence, targets: Mapping[str, Sequence[Target]], names: Mapping[str, str]
) -> Iterator[Citation]:
    for position in kept.data["positions"]:
        for evidence in position["evidence"]:
            found = targets.get(evidence["source"], ())
            at = bisect_right([target.start for target in found], evidence["start"]) - 1
            if at < 0:
                continue
            yield Citation(
                sentence=kept,
                contribution_id=found[at].contribution,
                version_id=found[at].version,
                paragraph=found[at].paragraph,
                start=evidence["start"],
                end=evidence["end"],
                holder=names[position["holder"]],
            )


def drop_sentences(version: PaperVersion, paper: Mapping[str, Any]) -> None:
    """Forgets what a redacted paper.json says no more; what stays leads where it led."""
    section_of = {one.sentence: one.section for one in _sentences(version, paper)}
    kept = list(version.sentences.all())
    gone = [row.pk for row in kept if row.sentence not in section_of]
    Sentence.objects.filter(pk__in=gone).delete()
    moved = [row for row in kept if section_of.get(row.sentence, row.section) != row.section]
    for row in moved:
        row.section = section_of[row.sentence]
    Sentence.objects.bulk_update(moved, ["section"])

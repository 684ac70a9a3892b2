"""A version's sentences, and where each leads, in the database."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conspectus.core.citable import GROUP, Target
from conspectus.synthesis.annexes import annexes_of, front_of, listed_names
from conspectus.synthesis.contents import contents_of
from conspectus.synthesis.models import AnnexEntry, Citation, PaperVersion, Sentence
from conspectus.synthesis.queries.papers import AROUND, beginning, ending


def keep_pages(version: PaperVersion, paper: Mapping[str, Any]) -> None:
    """Title block, contents and annexes of a version from its paper.json; the row is not saved.

    Needs ``drawn_on``.
    """
    version.contents = contents_of(paper)
    annexes = annexes_of(paper, version.drawn_on)
    version.front = {**version.front, **front_of(paper, annexes)}
    version.annex_entries.all().delete()
    AnnexEntry.objects.bulk_create(
        AnnexEntry(version=version, annex=name, order=order, data=entry)
        for name, entries in annexes.items()
        for order, entry in enumerate(entries)
    )


@dataclass(frozen=True, slots=True)
class Read:
    """What a paper's sources are: their texts, and the paragraphs in these, by source id."""

    texts: Mapping[str, str]
    targets: Mapping[str, Sequence[Target]]


def target_of(read: Read, source: str, start: int) -> Target | None:
    """The paragraph in which a place of a source's text stands."""
    found = read.targets.get(source, ())
    at = bisect_right([target.start for target in found], start) - 1
    return found[at] if at >= 0 else None


def keep_sentences(version: PaperVersion, paper: Mapping[str, Any], read: Read) -> None:
    """A version's sentences and where each leads, from its paper.json, into the database."""
    version.sentences.all().delete()
    names = listed_names(paper)
    languages = {one["id"]: one["language"] or "" for one in paper["sources"]}
    rows = list(_sentences(version, paper))
    Sentence.objects.bulk_create(rows)
    Citation.objects.bulk_create(
        citation for kept in rows for citation in _citations(kept, read, names, languages)
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
    kept: Sentence, read: Read, names: Mapping[str, str], languages: Mapping[str, str]
) -> Iterator[Citation]:
    for position in kept.data["positions"]:
        for evidence in position["evidence"]:
            source, start, end = evidence["source"], evidence["start"], evidence["end"]
            target, text = target_of(read, source, start), read.texts[source]
            if target is None:
                continue
            yield Citation(
                sentence=kept,
                contribution_id=target.contribution,
                version_id=target.version,
                paragraph=target.paragraph,
                kind=target.kind,
                key=target.key,
                address=target.address,
                start=start,
                end=end,
                holder=names[position["holder"]],
                held_by="" if target.kind == GROUP else position["holder"],
                before=ending(text[target.start : start], AROUND),
                words=evidence["quote"],
                after=beginning(text[end : max(end, target.end)], AROUND),
                language=languages[source],
            )


def drop_sentences(version: PaperVersion, paper: Mapping[str, Any]) -> list[Sentence]:
    """Forgets what a redacted paper.json says no more; what stays leads where it led.

    Returns what has gone.
    """
    section_of = {one.sentence: one.section for one in _sentences(version, paper)}
    kept = list(version.sentences.all())
    gone = [row for row in kept if row.sentence not in section_of]
    Sentence.objects.filter(pk__in=[row.pk for row in gone]).delete()
    moved = [row for row in kept if section_of.get(row.sentence, row.section) != row.section]
    for row in moved:
        row.section = section_of[row.sentence]
    Sentence.objects.bulk_update(moved, ["section"])
    return gone

"""The annexes: submissions, speakers, glossary, what is not reflected, method and balance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from conspectus.engine.paper import Paper, PaperSource
from conspectus.formats.writers.labels import Labels
from conspectus.formats.writers.manuscript import (
    Bar,
    Block,
    Chart,
    Entries,
    Entry,
    Heading,
    Plain,
    Run,
    Runs,
    Table,
)
from conspectus.formats.writers.proofs import Witnesses, source_name
from conspectus.formats.writers.scripts import split_by_script
from conspectus.formats.writers.shares import percent

MOST_NUMBERS: Final = 6
"""So many interventions of one speaker at one meeting are listed by their numbers."""


def annex_blocks(
    paper: Paper, witnesses: Witnesses, labels: Labels, roman: Callable[[int], str]
) -> Iterator[Block]:
    """All annexes in order; an annex without content is left out and not counted."""
    annexes = (
        ("submissions", labels.submissions, _submissions(paper, witnesses, labels)),
        ("speakers", labels.speakers, _speakers(paper, witnesses, labels)),
        ("glossary", labels.glossary, _glossary(paper, witnesses, labels)),
        ("not-reflected", labels.not_reflected, _not_reflected(paper, witnesses, labels)),
        ("method", labels.method, _method(paper, labels)),
    )
    filled = [annex for annex in annexes if annex[2]]
    for number, (key, heading, blocks) in enumerate(filled, start=1):
        label = labels.annex.format(number=roman(number))
        yield Heading(id=f"annex-{key}", level=2, label=label, text=heading)
        yield from blocks


def _submissions(paper: Paper, witnesses: Witnesses, labels: Labels) -> list[Block]:
    entries = []
    for submission in paper.annexes.submissions:
        holder = witnesses.holder(str(submission["holder"]))
        about = (
            ", ".join(part for part in (holder.group, holder.country or holder.region) if part)
            if holder
            else ""
        )
        term = _bold(split_by_script(witnesses.entry(str(submission["holder"]))))
        documents = submission["documents"]
        entries.append(
            Entry(
                term=(*term, Run(text=f" ({about})")) if about else term,
                lines=tuple(_document(document, witnesses, labels) for document in documents),
                ids=tuple(f"source-{document['source']}" for document in documents),
            )
        )
    return [Entries(entries=tuple(entries))] if entries else []


def _document(document: Mapping[str, Any], witnesses: Witnesses, labels: Labels) -> Runs:
    language = document.get("language")
    details = [
        labels.day(document.get("date")),
        labels.language_name(witnesses.foreign(language)),
        labels.late if document.get("late") else "",
    ]
    title = str(document.get("title") or "")
    tail = ", ".join(detail for detail in details if detail)
    return (
        Run(text=f"{labels.number} {document['number']}{': ' if title else ''}"),
        *split_by_script(title, witnesses.foreign(language)),
        Run(text=f" ({tail})" if tail else ""),
    )


def _speakers(paper: Paper, witnesses: Witnesses, labels: Labels) -> list[Block]:
    entries = []
    for speaker in paper.annexes.speakers:
        said = [witnesses.source(str(one)) for one in speaker["interventions"]]
        known = [source for source in said if source is not None]
        lines = [at_one_meeting(group, witnesses, labels) for group in _meetings(known)]
        ids = [f"source-{source.id}" for source in known]
        name = _bold(split_by_script(witnesses.entry(str(speaker["holder"]))))
        entries.append(Entry(term=name, lines=tuple(lines), ids=tuple(ids)))
    return [Entries(entries=tuple(entries))] if entries else []


def _meetings(said: Sequence[PaperSource]) -> list[list[PaperSource]]:
    """Interventions of one speaker, those of one meeting and channel together, in their order."""
    found: dict[tuple[str, str | None, str], list[PaperSource]] = {}
    for source in said:
        found.setdefault((source.title, source.date, source.channel), []).append(source)
    return list(found.values())


def at_one_meeting(said: Sequence[PaperSource], witnesses: Witnesses, labels: Labels) -> Runs:
    """What a speaker said at one meeting: each intervention by its number, or how many."""
    first = said[0]
    if len(said) > MOST_NUMBERS:
        numbers = f"{source_name(first, labels)} – {said[-1].number} ({len(said)})"
    else:
        numbers = ", ".join((source_name(first, labels), *(source.number for source in said[1:])))
    lead = ", ".join(part for part in (numbers, labels.day(first.date), first.channel) if part)
    title = split_by_script(first.title, witnesses.foreign(first.language))
    return (Run(text=f"{lead}{': ' if first.title else ''}"), *title)


def _glossary(paper: Paper, witnesses: Witnesses, labels: Labels) -> list[Block]:
    rows = []
    for entry in paper.annexes.glossary:
        source = witnesses.source(str(entry.get("source") or ""))
        found = source_name(source, labels) if source else str(entry.get("source") or "")
        rows.append(
            (
                _bold(split_by_script(str(entry["term"]))),
                split_by_script(str(entry["meaning"])),
                (Run(text=found, target=f"source-{source.id}" if source else None),),
            )
        )
    head = (labels.term, labels.meaning, labels.found_in)
    table = Table(caption=labels.glossary, head=head, rows=tuple(rows), widths=(20, 55, 25))
    return [table] if rows else []


def _not_reflected(paper: Paper, witnesses: Witnesses, labels: Labels) -> list[Block]:
    rows = []
    for entry in paper.annexes.not_reflected:
        source = witnesses.source(entry["source"])
        if source is None:
            number, title, holders = entry["source"], "", ""
        else:
            number, title = source.number, source.title if source.public else labels.untitled
            holders = "; ".join(witnesses.entry(holder) for holder in source.holders)
        language = source.language if source else None
        rows.append(
            (
                (Run(text=number),),
                split_by_script(holders),
                split_by_script(title, witnesses.foreign(language)),
                split_by_script(labels.reason(entry["reason"])),
            )
        )
    head = (labels.number, labels.contributor, labels.title, labels.reason_head)
    table = Table(caption=labels.not_reflected, head=head, rows=tuple(rows), widths=(8, 28, 32, 32))
    return [table] if rows else []


def _method(paper: Paper, labels: Labels) -> list[Block]:
    method = paper.annexes.method
    if paper.annexes.speakers:
        labels = replace(labels, contributors=labels.contributors_and_speakers)
    blocks: list[Block] = [
        Plain(runs=split_by_script(str(text))) for text in method.get("paragraphs", ())
    ]
    blocks.append(Plain(runs=(Run(text=labels.evidence),)))
    blocks.extend(_coverage(paper.coverage, labels))
    for key, title in (("groups", labels.by_group), ("regions", labels.by_region)):
        blocks.extend(_balance(key, title, paper.balance.get(key, ()), labels))
    blocks.append(Plain(runs=(Run(text=labels.disclaimer),)))
    if paper.notes:
        blocks.append(Heading(id="annex-notes", level=3, label="", text=labels.notes))
        blocks.extend(Plain(runs=split_by_script(note)) for note in paper.notes)
    return blocks


def _coverage(coverage: Mapping[str, Any], labels: Labels) -> Iterator[Block]:
    sources, contributors = coverage.get("sources"), coverage.get("contributors")
    if not sources or not contributors:
        return
    yield Heading(id="annex-coverage", level=3, label="", text=labels.coverage)
    keys = ("total", "readable", "cited", "not_reflected")
    rows = (
        (_cell(labels.sources), *(_cell(sources.get(key, "")) for key in keys)),
        (_cell(labels.contributors), *(_cell(contributors.get(key, "–")) for key in keys)),
    )
    yield Table(
        caption=labels.coverage,
        head=("", labels.total, labels.readable, labels.cited, labels.not_reflected_short),
        rows=rows,
        numeric=frozenset({1, 2, 3, 4}),
        widths=(36, 16, 16, 16, 16),
    )


def _balance(
    key: str, title: str, rows: Sequence[Mapping[str, Any]], labels: Labels
) -> Iterator[Block]:
    if not rows:
        return
    yield Heading(id=f"annex-balance-{key}", level=3, label="", text=title)
    bars = tuple(
        Bar(
            name=str(row["name"]),
            first=float(row["share_of_input"]),
            second=float(row["share_of_text"]),
        )
        for row in rows
    )
    told = "; ".join(
        labels.chart_row.format(name=b.name, first=percent(b.first), second=percent(b.second))
        for b in bars
    )
    legend = (labels.share_of_input, labels.share_of_text)
    yield Chart(
        id=f"chart-{key}", title=title, legend=legend, bars=bars, alternative=f"{title}. {told}."
    )
    yield Table(
        caption=title,
        head=("", labels.contributors, labels.views, labels.input_head, labels.text_head),
        rows=tuple(
            (
                _cell(row["name"]),
                _cell(row["contributors"]),
                _cell(row["views"]),
                _cell(percent(float(row["share_of_input"]))),
                _cell(percent(float(row["share_of_text"]))),
            )
            for row in rows
        ),
        numeric=frozenset({1, 2, 3, 4}),
        widths=(32, 17, 15, 18, 18),
    )


def _cell(value: object) -> Runs:
    return split_by_script(str(value))


def _bold(runs: Runs) -> Runs:
    return tuple(
        Run(text=run.text, language=run.language, rtl=run.rtl, strong=True) for run in runs
    )

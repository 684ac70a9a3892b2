"""The table of an imported paper: a row for each sentence and holder, and what is left to do."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from conspectus.engine.handwritten import (
    Evidence,
    Grade,
    HandwrittenPaper,
    HolderMatch,
    MentionKind,
    PaperMatch,
    SentenceMatch,
)

FORMAT: Final = "conspectus-imported-paper/1"

TO_DO: Final[Mapping[Grade, str]] = {
    Grade.FOUND: "",
    Grade.LIKELY: "Confirm that this passage carries the sentence.",
    Grade.NOT_FOUND: "Find the passage, or say that there is none.",
    Grade.NO_SOURCE: "Add the contribution or intervention of this holder, or give an alias.",
    Grade.UNNAMED: "Say whose view this is.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of ``sentences.csv``; offsets count code points of the source's text."""

    section: str
    paragraph: str
    sentence: int
    text: str
    note: str
    holder: str
    holder_id: str
    named_in: str
    grade: str
    source: str
    source_start: int | None
    source_end: int | None
    evidence: str
    share: float | None
    to_do: str


def rows_of(match: PaperMatch, *, checked: bool) -> Iterator[Row]:
    """The rows in the order of the paper; ``checked``: whether contributions were given."""
    for number, one in enumerate(match.sentences, 1):
        for holder in one.holders:
            yield _row(
                number, one, holder, "sentence before" if holder.carried else "", checked=checked
            )
        for proposal in one.proposals:
            yield _row(number, one, proposal, "proposed", checked=checked)
        for group in _groups(one):
            yield _unnamed(number, one, group)
        if not one.holders and not one.proposals and not _groups(one):
            yield _unnamed(number, one, "")


def _groups(one: SentenceMatch) -> list[str]:
    return [m.name for m in one.sentence.mentions if m.kind is MentionKind.GROUP]


def _row(number: int, one: SentenceMatch, holder: HolderMatch, how: str, *, checked: bool) -> Row:
    evidence: Evidence | None = holder.evidence if holder.grade is not Grade.NOT_FOUND else None
    grade = holder.grade.value if checked else ""
    return Row(
        section=" / ".join(one.path),
        paragraph=one.paragraph,
        sentence=number,
        text=one.sentence.text,
        note="; ".join(note.text for note in one.sentence.notes),
        holder=holder.name,
        holder_id=holder.holder or "",
        named_in=how or "sentence",
        grade=grade,
        source=evidence.source if evidence else "",
        source_start=evidence.start if evidence else None,
        source_end=evidence.end if evidence else None,
        evidence=" ".join(evidence.text.split()) if evidence else "",
        share=evidence.share if evidence else None,
        to_do=(TO_DO[Grade.UNNAMED] if how == "proposed" else TO_DO[holder.grade])
        if checked
        else "",
    )


def _unnamed(number: int, one: SentenceMatch, group: str) -> Row:
    asks = (bool(group) and not one.holders) or (not group and one.sentence.reports)
    return Row(
        section=" / ".join(one.path),
        paragraph=one.paragraph,
        sentence=number,
        text=one.sentence.text,
        note="; ".join(note.text for note in one.sentence.notes),
        holder=group,
        holder_id="",
        named_in="group" if group else "",
        grade=Grade.UNNAMED.value if asks else "",
        source="",
        source_start=None,
        source_end=None,
        evidence="",
        share=None,
        to_do=TO_DO[Grade.UNNAMED] if asks else "",
    )


def counts(match: PaperMatch, *, checked: bool) -> dict[str, int]:
    """Sentences, those that report, names, and how many pairs have which grade."""
    grades = Counter(holder.grade for one in match.sentences for holder in one.holders)
    found = {
        "sentences": len(match.sentences),
        "reporting": sum(one.sentence.reports for one in match.sentences),
        "notes": sum(len(one.sentence.notes) for one in match.sentences),
        "named": sum(len(one.holders) for one in match.sentences),
        "unnamed": sum(one.grade is Grade.UNNAMED for one in match.sentences),
    }
    if checked:
        found |= {
            grade.value.replace(" ", "_"): grades[grade]
            for grade in Grade
            if grade is not Grade.UNNAMED
        }
    return found


def table(rows: list[Row]) -> bytes:
    """``sentences.csv``: UTF-8 with a byte order mark, so that spreadsheets read it as such."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(Row.__slots__), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in asdict(row).items()} for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _cell(value: str | float | None) -> str | float | None:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def as_object(
    paper: HandwrittenPaper, match: PaperMatch, rows: list[Row], *, checked: bool
) -> dict[str, Any]:
    """``imported.json``."""
    return {
        "format": FORMAT,
        "title": paper.title,
        "text": paper.text,
        "counts": counts(match, checked=checked),
        "names": [{"name": one.name, "forms": list(one.forms)} for one in paper.names],
        "not_named": list(match.unnamed_holders) if checked else [],
        "sentences": [
            {
                "section": list(one.path),
                "paragraph": one.paragraph,
                "start": one.sentence.start,
                "end": one.sentence.end,
                "text": one.sentence.text,
                "notes": [asdict(note) for note in one.sentence.notes],
                "mentions": [asdict(mention) for mention in one.sentence.mentions],
                "reports": one.sentence.reports,
            }
            for one in match.sentences
        ],
        "rows": [asdict(row) for row in rows],
    }

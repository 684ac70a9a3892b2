"""The tables of a bundle: CSV (RFC 4180) in UTF-8 with LF, first line the names of the columns."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from conspectus.engine.corpus import Holder, Stance
from conspectus.engine.names import printed_name
from conspectus.engine.paper import Doubt, Paper, Passage, PositionRow
from conspectus.engine.quoting import fold, take_apart
from conspectus.formats.bundle.errors import BundleError
from conspectus.formats.cells import asleep, awake

POSITIONS = ("theme", "view", "wording", "holder", "stance", "passages", "sentence", "reason")
QUEUE = ("kind", "question", "passages", "score")
COVERAGE = ("source", "number", "title", "holders", "passages", "views", "sentences", "reason")
BALANCE = (
    "of",
    "name",
    "contributors",
    "views",
    "sentences",
    "share_of_input",
    "share_of_text",
)
TRANSLATIONS = ("theme", "holder", "name", "source", "language", "sentence", "quote")


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as bytes. Cells that a spreadsheet would execute get an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([asleep(cell) for cell in row])
    return out.getvalue().encode("utf-8")


def read_csv(data: bytes, columns: Sequence[str], name: str) -> Iterator[dict[str, str]]:
    """The rows of a table that ``csv_bytes`` wrote.

    Raises ``BundleError`` where a column is missing.
    """
    reader = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    lacking = [column for column in columns if column not in (reader.fieldnames or ())]
    if lacking:
        raise BundleError(f"{name} lacks the column {lacking[0]}.")
    for row in reader:
        yield {column: awake(row[column] or "") for column in columns}


def positions_csv(paper: Paper) -> bytes:
    """Theme × view × holder × stance × passages × sentence, or why it is in none."""
    return csv_bytes(
        POSITIONS,
        (
            (
                row.theme,
                row.view,
                row.wording,
                row.holder,
                row.stance.value,
                " ".join(row.passages),
                row.sentence,
                row.reason,
            )
            for row in paper.positions
        ),
    )


def read_positions(data: bytes) -> tuple[PositionRow, ...]:
    """The rows that ``positions_csv`` wrote; raises ``BundleError`` for a stance that is none."""
    rows = []
    for row in read_csv(data, POSITIONS, "positions.csv"):
        if row["stance"] not in set(Stance):
            raise BundleError(f"positions.csv has the stance “{row['stance']}”, which is none.")
        rows.append(
            PositionRow(
                theme=row["theme"],
                view=row["view"],
                wording=row["wording"],
                holder=row["holder"],
                stance=Stance(row["stance"]),
                passages=tuple(row["passages"].split()),
                sentence=row["sentence"] or None,
                reason=row["reason"],
            )
        )
    return tuple(rows)


def queue_csv(paper: Paper) -> bytes:
    """The questions for the rapporteur, in the order in which the engine asks them."""
    return csv_bytes(
        QUEUE,
        ((one.kind, one.question, " ".join(one.passages), repr(one.score)) for one in paper.doubts),
    )


def read_queue(data: bytes) -> tuple[Doubt, ...]:
    """The questions that ``queue_csv`` wrote; raises ``BundleError`` for a score that is none."""
    doubts = []
    for row in read_csv(data, QUEUE, "queue.csv"):
        try:
            score = float(row["score"])
        except ValueError as error:
            raise BundleError(f"queue.csv has the score “{row['score']}”, no number.") from error
        doubts.append(
            Doubt(
                kind=row["kind"],
                question=row["question"],
                passages=tuple(row["passages"].split()),
                score=score,
            )
        )
    return tuple(doubts)


def coverage_csv(paper: Paper) -> bytes:
    """What of each source the paper reflects, counted in the paper itself.

    What was said without attribution is no contribution of anybody and stands in no table.
    """
    reasons = {one["source"]: one["reason"] for one in paper.annexes.not_reflected}
    holders = {holder.id: holder for holder in paper.holders}
    passages: dict[str, list[Passage]] = defaultdict(list)
    for passage in paper.passages:
        passages[passage.source].append(passage)
    sentences: dict[str, set[str]] = defaultdict(set)
    for name, sentence in _uses(paper):
        sentences[name].add(sentence)
    return csv_bytes(
        COVERAGE,
        (
            (
                source.id,
                source.number,
                source.title,
                "; ".join(printed_name(holders[one]) for one in source.holders),
                len(passages[source.id]),
                len({one.view for one in passages[source.id] if one.view}),
                len(sentences[source.id]),
                reasons.get(source.id),
            )
            for source in paper.sources
            if not source.is_unattributed
        ),
    )


def _uses(paper: Paper) -> Iterator[tuple[str, str]]:
    for section in paper.sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                for position in sentence.positions:
                    yield from ((item.source, sentence.id) for item in position.evidence)


def balance_csv(paper: Paper) -> bytes:
    """Whose voice the paper carries, by stakeholder group and by region."""
    tables: Iterable[tuple[str, Iterable[Mapping[str, Any]]]] = (
        ("group", paper.balance.get("groups", ())),
        ("region", paper.balance.get("regions", ())),
    )
    return csv_bytes(
        BALANCE,
        ((kind, *(row.get(name) for name in BALANCE[1:])) for kind, rows in tables for row in rows),
    )


def translations_csv(paper: Paper) -> bytes:
    """Quotations printed in another language than the paper's: each waits for a translation."""
    languages = {source.id: source.language for source in paper.sources}
    holders: Mapping[str, Holder] = {holder.id: holder for holder in paper.holders}
    rows = []
    for section in paper.sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                inside = [fold(quote) for quote in take_apart(sentence.text).inside]
                for position in sentence.positions:
                    name = printed_name(holders[position.holder])
                    rows += [
                        (
                            section.theme,
                            position.holder,
                            name,
                            item.source,
                            languages[item.source],
                            sentence.id,
                            item.quote,
                        )
                        for item in position.evidence
                        if languages[item.source] not in {None, paper.language}
                        and any(quote in fold(item.quote) for quote in inside)
                    ]
    return csv_bytes(TRANSLATIONS, rows)

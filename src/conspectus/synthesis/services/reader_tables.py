"""What readers look up in a version, in the database: its holders, positions, who stands where.

From paper.json and positions.csv alone, so that a redacted bundle gives the redacted tables.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from conspectus.contributions.models import Contribution
from conspectus.core.collation import Key, collation_key
from conspectus.formats.cells import awake
from conspectus.formats.intake.folding import fold
from conspectus.synthesis.annexes import listed_names, listed_source
from conspectus.synthesis.holders import nobody_in
from conspectus.synthesis.models import PaperHolder, PaperVersion, PositionRow, SentenceHolder
from conspectus.synthesis.reader_facts import facts_of, sentences_of

Row = Mapping[str, str]

BATCH = 500
FIRST = 20
"""So many views of a holder that are in no sentence are kept with it; the table has all."""

_NUMBER = re.compile(r"/contributions/(\d+)/")


def positions_in(folder: Path) -> list[dict[str, str]]:
    """The lines of a bundle's positions.csv."""
    with (folder / "positions.csv").open(encoding="utf-8", newline="") as file:
        return [
            {column: awake(cell or "") for column, cell in row.items()}
            for row in csv.DictReader(file)
        ]


def keep_reader_tables(
    version: PaperVersion, paper: Mapping[str, Any], positions: Sequence[Row]
) -> None:
    """The tables in place of what is there; ``front`` gets the facts, and the row is not saved.

    Needs the version's sentences and ``drawn_on``.
    """
    version.positions.all().delete()
    version.holders.all().delete()
    book = _Book(paper, positions, version.drawn_on)
    holders = PaperHolder.objects.bulk_create(_holders(version, book), batch_size=BATCH)
    PositionRow.objects.bulk_create(_rows(version, book), batch_size=BATCH)
    by_id = {one.holder: one for one in holders}
    SentenceHolder.objects.bulk_create(_standing(version, book, by_id), batch_size=BATCH)
    _sign(version, book, by_id)
    version.front["reader"] = facts_of(paper, positions, len(holders))


class _Book:
    """A paper with what rows look up in it."""

    def __init__(
        self, paper: Mapping[str, Any], positions: Sequence[Row], addresses: Mapping[str, str]
    ) -> None:
        self.paper = paper
        self.addresses = addresses
        self.positions = positions
        self.names = listed_names(paper)
        self.holders = {one["id"]: one for one in paper["holders"]}
        self.views = {one["id"]: one for one in paper.get("views", ())}
        self.opposed = {view for pair in paper.get("oppositions", ()) for view in pair["views"]}
        self.place: dict[str, int] = {}
        self.paragraph: dict[str, str] = {}
        self.across: set[tuple[str, str | None, str]] = set()
        self.cited: defaultdict[str, set[str]] = defaultdict(set)
        for section in paper["sections"]:
            for paragraph in section["paragraphs"]:
                for one in paragraph["sentences"]:
                    self.paragraph[one["id"]] = paragraph["number"]
        for place, one in enumerate(sentences_of(paper)):
            self.place[one["id"]] = place
            for position in one["positions"]:
                self.cited[position["holder"]].add(one["id"])
                if position.get("match") == "cross-language":
                    self.across.add((one["id"], position["view"], position["holder"]))
        self.unprinted: defaultdict[str, list[Row]] = defaultdict(list)
        for row in positions:
            if not row["sentence"]:
                self.unprinted[row["holder"]].append(row)
        self.documents = self._documents()
        self.joint: defaultdict[str, list[list[str]]] = defaultdict(list)
        for one in paper["holders"]:
            for member in one.get("members", ()):
                self.joint[member].append([one["id"], self.names[one["id"]]])

    def _documents(self) -> dict[str, list[dict[str, Any]]]:
        """Holder → its sources, each as lists name it with its sentences, or why it has none."""
        counted = {one["source"]: one for one in self.paper["coverage"].get("rows", ())}
        found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for source in self.paper["sources"]:
            row = counted.get(source["id"], {})
            entry = listed_source(source, self.names, self.addresses)
            del entry["holders"]  # who it is
            entry.update(sentences=row.get("sentences", 0), reason=row.get("reason", ""))
            for holder in source["holders"]:
                found[holder].append(entry)
        return found

    def shown(self) -> list[str]:
        """The holders that have a page: those of whom there is something to say, by name."""
        told = {*self.cited, *self.unprinted, *self.documents, *self.joint}
        told |= {row["holder"] for row in self.positions}
        told -= nobody_in(self.paper)
        known = [one for one in self.holders if one in told]
        return sorted(known, key=lambda one: (self.sort_key(self.names[one]), one))

    def sort_key(self, name: str) -> Key:
        """What lists of the paper are sorted by, in its own language."""
        return collation_key(name, str(self.paper["language"]))


def _holders(version: PaperVersion, book: _Book) -> Iterator[PaperHolder]:
    shown = book.shown()
    for order, key in enumerate(shown):
        one, unprinted = book.holders[key], book.unprinted[key]
        yield PaperHolder(
            version=version,
            holder=key,
            name=book.names[key][:500],
            folded=fold(book.names[key])[:500],
            order=order,
            **_traits(one),
            country=one.get("country") or "",
            cited=len(book.cited[key]),
            unprinted=[
                [row["wording"], _language(book, row), row["theme"], row["reason"]]
                for row in unprinted[:FIRST]
            ],
            unprinted_count=len(unprinted),
            joint=[one for one in book.joint[key] if one[0] in shown],
            documents=book.documents.get(key, []),
        )


def _traits(holder: Mapping[str, Any]) -> dict[str, str]:
    return {"group": holder.get("group") or "", "region": holder.get("region") or ""}


def _language(book: _Book, row: Row) -> str:
    return str(book.views[row["view"]]["language"]) if row["view"] in book.views else ""


def _rows(version: PaperVersion, book: _Book) -> Iterator[PositionRow]:
    by_view = _places([(book.sort_key(row["wording"]), row["view"]) for row in book.positions])
    by_holder = _places(
        [(book.sort_key(book.names[row["holder"]]), row["holder"]) for row in book.positions]
    )
    for order, row in enumerate(book.positions):
        sentence = row["sentence"]
        yield PositionRow(
            version=version,
            order=order,
            by_view=by_view[order],
            by_holder=by_holder[order],
            place=book.place.get(sentence, len(book.place)),
            theme=row["theme"],
            view=row["view"],
            wording=row["wording"],
            language=_language(book, row),
            holder=row["holder"],
            name=book.names[row["holder"]][:500],
            **_traits(book.holders[row["holder"]]),
            stance=row["stance"],
            across_languages=(sentence, row["view"], row["holder"]) in book.across,
            opposed=row["view"] in book.opposed,
            printed=bool(sentence),
            sentence=sentence,
            paragraph=book.paragraph.get(sentence, ""),
            reason=row["reason"][:300],
        )


def _places(keys: Sequence[tuple[Key, str]]) -> list[int]:
    """For each key its place among all of them in order; equal ones as they stand."""
    order = sorted(range(len(keys)), key=keys.__getitem__)
    places = [0] * len(keys)
    for place, at in enumerate(order):
        places[at] = place
    return places


def _standing(
    version: PaperVersion, book: _Book, holders: Mapping[str, PaperHolder]
) -> Iterator[SentenceHolder]:
    rows = dict(version.sentences.values_list("sentence", "pk"))
    for one in sentences_of(book.paper):
        opposed: dict[str, bool] = {}
        for position in one["positions"]:
            holder = position["holder"]
            contested = position.get("view") in book.opposed
            opposed[holder] = opposed.get(holder, False) or contested
        for holder, contested in opposed.items():
            if holder not in holders:  # nobody is, for what was said without attribution
                continue
            yield SentenceHolder(
                sentence_id=rows[one["id"]],
                holder=holders[holder],
                group=holders[holder].group,
                region=holders[holder].region,
                opposed=contested,
            )


def _sign(version: PaperVersion, book: _Book, holders: Mapping[str, PaperHolder]) -> None:
    """Which contributions are a holder's; who speaks in somebody's record of a meeting has none."""
    numbers = {
        source: int(found[1])
        for source, address in version.drawn_on.items()
        if (found := _NUMBER.search(address))
    }
    known = Contribution.objects.filter(
        cycle=version.paper.cycle_id, number__in=set(numbers.values())
    )
    keys = dict(known.values_list("number", "pk"))
    pairs = {
        (holders[holder].pk, keys[numbers[source["id"]]])
        for source in book.paper["sources"]
        if source["kind"] == "contribution" and numbers.get(source["id"]) in keys
        for holder in source["holders"]
    }
    link = PaperHolder.signed.through
    link.objects.bulk_create(
        (link(paperholder_id=one, contribution_id=other) for one, other in sorted(pairs)),
        batch_size=BATCH,
    )
